/* What can be taken away: the picture, the data, and a line that cites the view. */

function saveFile(name, type, ...parts) {
  const address = URL.createObjectURL(new Blob(parts, { type }));
  element("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

const fileName = (ending) => `${fold(content.title).replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "") || "graph"}.${ending}`;

const saveTurtle = async () => saveFile(fileName(content.suffix), "text/turtle", await unpacked("turtle"));
const saveSvg = () => saveFile(fileName("svg"), "image/svg+xml", drawnSvg());

/* The picture at twice its size in pixels. */
function savePng() {
  const svg = drawnSvg();
  const [, width, height] = svg.match(/width="(\d+)" height="(\d+)"/).map(Number);
  const image = new Image();
  image.onload = () => {
    const canvas = element("canvas", { width: 2 * width, height: 2 * height });
    const context = canvas.getContext("2d");
    context.drawImage(image, 0, 0, canvas.width, canvas.height);
    canvas.toBlob((blob) => saveFile(fileName("png"), "image/png", blob));
  };
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
}

const SOURCES_NAMED = 3; // more of them are counted

/* The sources of what the page holds: few by author, date and title, many by their number. */
function sourceWords() {
  const { sources } = content;
  if (sources.length > SOURCES_NAMED) return `from ${many(sources.length, "source")}`;
  return sources.length ? `from ${sources.map((source) => citation(source)).join("; ")}` : "without a source";
}

/* One line: what is seen, from whom, of which data, chosen how, when. */
function citeView() {
  const chosen = addressOf({ ...state, selected: null, table: false, scene: null });
  const parts = [
    `“${content.title}”`,
    sourceWords(),
    countWords(),
    `data sha256:${content.digest}`,
    chosen ? `view #${chosen}` : "view as it opens",
    `seen ${new Date().toISOString().slice(0, 10)}`,
  ];
  return `${parts.join("; ")}.`;
}

const PRINTED = 640; // the width of the key on paper

/* What paper has to say below the title, where nothing can be pressed: counts, time, key, data and view. */
function tellPrinted() {
  const key = svgKey(PRINTED);
  const tall = key.rows * KEY_ROW;
  const drawn = `<svg xmlns="http://www.w3.org/2000/svg" width="${PRINTED}" height="${tall}" viewBox="0 ${-KEY_ROW / 2} ${PRINTED} ${tall}" role="img" aria-label="Key">${key.text}</svg>`;
  byId("printed").replaceChildren(
    element("p", {}, state.period || state.compare ? countWords() : `${countWords()}, all of the time`),
    new DOMParser().parseFromString(drawn, "image/svg+xml").documentElement,
    element("p", { class: "fine" }, citeView()),
  );
  byId("printed").hidden = false;
}

function startSaving() {
  window.addEventListener("beforeprint", tellPrinted);
  window.addEventListener("afterprint", () => byId("printed").setAttribute("hidden", ""));
  const actions = { "save-svg": saveSvg, "save-png": savePng, "save-csv": saveTable, "save-turtle": saveTurtle };
  for (const [id, act] of Object.entries(actions)) byId(id).addEventListener("click", act);
  byId("save").addEventListener("click", () => {
    byId("citation").value = citeView();
    byId("saving").showModal();
  });
  byId("copy-citation").addEventListener("click", async () => {
    byId("citation").select();
    try {
      await navigator.clipboard.writeText(byId("citation").value);
      byId("copy-citation").textContent = "Copied";
    } catch {
      byId("copy-citation").textContent = "Selected: copy it with the keyboard";
    }
  });
  byId("saving").addEventListener("close", () => {
    byId("copy-citation").textContent = "Copy";
  });
}
