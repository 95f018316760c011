# make demo   sets up its own environment, runs the main job on the shipped data, writes graph.html
# make test   sets up its own environment and runs the quick tests
# make networkx   runs every test that networkx ships, with and without the backend: half an hour
# Every target takes PYTHON=/path/to/python (3.11 to 3.13) and VENV=folder.

SHELL := /bin/bash
VENV ?= .venv
FITS := import sys, venv; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))
PYTHON ?= $(or $(shell for p in python3 python3.13 python3.12 python3.11; do \
  $$p -c '$(FITS)' 2>/dev/null && echo $$p && break; done),python3)
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check
MARKS ?= not slow
WORKERS ?= 2

.PHONY: help demo test slow networkx lint format docs docs-check browser clean

help:
	@sed -n 's/^# //p' Makefile

demo: $(VENV)/installed
	@$(BIN)/kg validate
	@echo; echo "Who stands between the others (betweenness):"
	@$(BIN)/kg rank --by betweenness --limit 10
	@echo; echo "How Russia reaches the EU:"
	@$(BIN)/kg paths Russia EU
	@echo; $(BIN)/kg draw graph.html --highlight "Russia,EU" --title "Russia's ties, summer 2023"
	@echo "The page is here: $(CURDIR)/graph.html (open it in a browser; it needs no network)"

test: $(VENV)/tested browser
	$(BIN)/python -m pytest -n $(WORKERS) -m "$(MARKS)"

slow: $(VENV)/tested browser
	$(BIN)/python -m pytest -n $(WORKERS) -m slow

networkx: $(VENV)/tested
	NETWORKX_SUITE=complete $(BIN)/python -m pytest -m slow tests/backend/test_networkx_suite.py

lint: $(VENV)/linted
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: $(VENV)/linted
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

docs: $(VENV)/installed
	$(BIN)/python docs/reference.py
	$(BIN)/python docs/walkthrough.py

docs-check: $(VENV)/installed
	$(BIN)/python docs/reference.py --check
	$(BIN)/python docs/walkthrough.py --check

# The pictures of the page in docs/gallery: take them, or see whether they can be taken and are not stale.
gallery: $(VENV)/tested browser
	$(BIN)/python docs/gallery.py

gallery-check: $(VENV)/tested browser
	$(BIN)/python docs/gallery.py --check

# The tests that open the page need a browser, and node for its scripts; everything else runs without.
browser:
	@missing=; \
	command -v chromium chromium-browser google-chrome >/dev/null || missing="$$missing chromium fonts-dejavu-core"; \
	command -v node >/dev/null || missing="$$missing nodejs"; \
	[ -z "$$missing" ] && exit 0; \
	sudo=; if [ "$$(id -u)" -ne 0 ]; then sudo="sudo -n"; fi; \
	if command -v apt-get >/dev/null 2>&1 && $$sudo true 2>/dev/null; then \
	  echo "installing$$missing for the tests of the page"; \
	  $$sudo apt-get update -q && DEBIAN_FRONTEND=noninteractive $$sudo apt-get install -qy --no-install-recommends $$missing; \
	else \
	  echo "missing:$$missing; these cannot be installed from here; install them (Debian: apt-get install$$missing) and run make test again" >&2; exit 1; \
	fi

$(VENV)/bin/python:
	@$(PYTHON) -c '$(FITS)' || { echo "kg needs Python 3.11, 3.12 or 3.13 with venv; name one: make demo PYTHON=python3.12" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(PIP) install --quiet --upgrade pip

$(VENV)/installed: pyproject.toml | $(VENV)/bin/python
	$(PIP) install --quiet --editable .
	@touch $@

$(VENV)/tested: $(VENV)/installed
	$(PIP) install --quiet --group test
	@touch $@

$(VENV)/linted: $(VENV)/tested
	$(PIP) install --quiet --group lint
	@touch $@

clean:
	rm -rf $(VENV) build dist graph.html .pytest_cache .mypy_cache .ruff_cache .hypothesis
