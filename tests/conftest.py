"""Property tests try the same examples each time; HYPOTHESIS_PROFILE=default goes looking for others."""

import os

from hypothesis import settings

settings.register_profile("same", derandomize=True, deadline=None)
if "HYPOTHESIS_PROFILE" not in os.environ:
    settings.load_profile("same")
