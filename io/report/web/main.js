// Puts the page together and keeps it in step with what the reader chooses.
const data = JSON.parse(document.getElementById("data").textContent);
const {maps, runs} = data;
const hasSeveral = new Set(maps.shown.map(({run}) => runs[run].variant)).size > 1;
for (const layer of maps.layers) layer.group = groupOf(layer);
const state = {language: data.language, view: hasSeveral ? "swipe" : "single", left: 0, right: hasSeveral ? runs[maps.shown.at(-1).run].variant : 0,
               sample: runs[maps.shown[0].run].sample, surface: "", street: "", time: 0, opacity: 0.85, outline: true, swipe: 50,
               timer: null, spread: "", curve: null};
let baseRoads = null;

// The layers that are shown first.
function chooseLayers() {
  const wanted = ["max_water_depth", "water_depth", "max_utci", "utci", "max_surface_temperature"];
  const onCells = maps.layers.filter((layer) => layer.on === "cell");
  state.surface = wanted.find((name) => onCells.some((layer) => layer.name === name)) ?? onCells[0]?.name ?? "";
  const onEdges = maps.layers.filter((layer) => layer.on === "edge" && layer.role !== "constant");
  const flow = onEdges.find((layer) => layer.name === "road_flow") ?? onEdges[0];
  // Streets over the maps of several options would hide more than they tell.
  if (data.variants.length === 1 || onCells.every((layer) => layer.role === "constant")) state.street = flow?.name ?? "";
  state.time = Math.max(0, maps.times.length - 1);
}

function choose(changed) {
  Object.assign(state, changed);
  showTime();
  if (Object.keys(changed).some((key) => key !== "time")) showControls(); // playing must not move the focus
  const done = maps.layers.length > 0 && map ? paintMap() : Promise.resolve();
  if ("sample" in changed) showCurves();
  if (inspected && !("outline" in changed)) return done.then(showInspected);
  return done;
}

function showNotes() {
  const names = (layers) => layers.join(", ");
  const coarse = maps.layers.filter((layer) => layer.factor > 1).map((layer) => t("of_cells", fieldName(layer), number(layer.factor * maps.grid.cell_m)));
  const thin = maps.layers.filter((layer) => layer.role === "output" && layer.times.length < maps.times.length)
    .map((layer) => t("of_times", fieldName(layer), layer.times.length, maps.times.length));
  const count = (key) => new Set(maps.shown.map(({run}) => runs[run][key])).size;
  const parts = maps.grid ? [t("note_quantised")] : [];
  if (coarse.length > 0) parts.push(t("note_factor", names(coarse)));
  if (thin.length > 0) parts.push(t("note_times", names(thin)));
  if (maps.shown.length < runs.length) parts.push(t("note_samples", count("sample"), data.samples.length, count("variant"), data.variants.length));
  fill("map-notes", parts.join(" "));
}

function showContents() {
  const sections = [...document.querySelectorAll("main > section:not([hidden])")];
  fill("contents", sections.map((section) => el("li", {}, el("a", {href: `#${section.id}`}, section.querySelector("h2").textContent))));
}

// All texts in the language of the state.
async function showAll() {
  applyTexts();
  showSummary();
  showIndicators();
  showRanking();
  showSpread();
  showMeasures();
  showBalances();
  showObservations();
  showProvenance();
  showNotes();
  if (map) {
    showControls();
    showTime();
    showBadges();
    await showLegend();
    await showInspected();
  }
  await showCurves();
  showContents();
}

function listen() {
  for (const button of document.querySelectorAll("[data-language]"))
    button.addEventListener("click", () => { state.language = button.dataset.language; showAll(); });
  document.getElementById("print").addEventListener("click", () => window.print());
  document.getElementById("time").addEventListener("input", (event) => choose({time: Number(event.target.value)}));
  document.getElementById("play").addEventListener("click", togglePlay);
  document.getElementById("swipe-range").addEventListener("input", (event) => { state.swipe = Number(event.target.value); placeSwipe(); });
  document.getElementById("only-different").addEventListener("change", showIndicators);
  window.addEventListener("beforeprint", () => { for (const each of document.querySelectorAll("details.card")) each.open = true; });
}

function listenToMap() {
  map.on("click", (event) => inspectAt(event.containerPoint));
  map.getContainer().addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target === map.getContainer()) inspectAt(map.getSize().divideBy(2));
  });
}

async function start() {
  applyTexts();
  chooseLayers();
  baseRoads = await roadsOf(0);
  const hasMap = maps.grid !== null || (baseRoads !== null && baseRoads.x.length > 0);
  show("maps", hasMap);
  if (data.variants.length === 1)
    for (const [id, key] of [["indicators-title", "indicators_one"], ["maps-lead", "maps_lead_one"]]) document.getElementById(id).dataset.text = key;
  applyTexts();
  listen();
  if (hasMap) {
    makeMap();
    listenToMap();
    await paintMap();
  }
  await showAll();
  document.documentElement.dataset.ready = String(Math.round(performance.now()));
}

window.jumelleReport = {state, choose, map: () => map};
start();
