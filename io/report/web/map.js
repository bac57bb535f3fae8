// The map: relief, a layer on cells and one on streets for each side of the swipe, legends.
const CanvasOverlay = L.ImageOverlay.extend({
  _initImage() { // Leaflet's own asks for a picture by its address
    this._image = this._url;
    this._image.classList.add("leaflet-image-layer");
    if (this._zoomAnimated) this._image.classList.add("leaflet-zoom-animated");
    this._image.onselectstart = L.Util.falseFn;
    this._image.onmousemove = L.Util.falseFn;
  },
});

let map = null;
const sides = {};  // left, right: {canvas, outline, roads}
const painted = {count: 0}; // which painting is the newest

// Corners of what the map shows [m from the south-west corner].
function mapBounds() {
  if (maps.grid) return L.latLngBounds([0, 0], [maps.grid.rows * maps.grid.cell_m, maps.grid.columns * maps.grid.cell_m]);
  const {x, y} = baseRoads;
  const low = (list) => list.reduce((a, b) => Math.min(a, b)), high = (list) => list.reduce((a, b) => Math.max(a, b));
  return L.latLngBounds([low(y), low(x)], [high(y), high(x)]);
}

function makeMap() {
  const bounds = mapBounds();
  map = L.map("map", {crs: L.CRS.Simple, attributionControl: false, zoomSnap: 0.25, zoomDelta: 0.5, minZoom: -10, maxZoom: 6,
                      zoomAnimation: !calm, fadeAnimation: !calm, inertia: !calm, keyboardPanDelta: 60, scrollWheelZoom: false,
                      doubleClickZoom: false});
  map.fitBounds(bounds, {padding: [6, 6]});
  map.setMinZoom(map.getZoom() - 2);
  map.setMaxBounds(bounds.pad(0.3));
  L.control.scale({imperial: false, position: "bottomright"}).addTo(map);
  map.createPane("relief").style.zIndex = 200;
  for (const [name, z] of [["left", 300], ["right", 350]]) {
    map.createPane(name).style.zIndex = z;
    sides[name] = {roads: new RoadLayer(name).addTo(map)};
    if (!maps.grid) continue;
    for (const part of ["canvas", "outline"]) {
      sides[name][part] = el("canvas", {class: part});
      new CanvasOverlay(sides[name][part], bounds, {pane: name}).addTo(map);
    }
  }
  map.createPane("mark").style.zIndex = 450;
  map.on("move zoom resize", placeSwipe);
  map.on("zoomend", sharpenPixels);
  map.getContainer().addEventListener("wheel", wheelWithKey, {passive: false});
  sharpenPixels();
  paintRelief();
}

// The wheel scrolls the page; with Ctrl it zooms the map, as in maps that readers know.
function wheelWithKey(event) {
  if (!event.ctrlKey && !event.metaKey) return;
  event.preventDefault();
  map.setZoomAround(map.mouseEventToContainerPoint(event), map.getZoom() - Math.sign(event.deltaY) * 0.5);
}

function sharpenPixels() {
  const pixels = maps.grid ? maps.grid.cell_m * 2 ** map.getZoom() : 1;
  document.getElementById("map").classList.toggle("sharp", pixels >= 2.5);
}

async function paintRelief() {
  if (!maps.relief) return;
  const codes = await loadFrame(maps.relief, maps.relief.frames[0][0]);
  const canvas = el("canvas");
  paint(canvas, maps.relief, (pixels) => {
    for (let i = 0; i < codes.length; ++i) {
      const light = 0.5 + 0.5 * codes[i] / 254;
      pixels[i] = codes[i] === 255 ? 0 : pixel([252 * light, 250 * light, 244 * light], 255);
    }
  });
  new CanvasOverlay(canvas, mapBounds(), {pane: "relief"}).addTo(map);
}

// Gives `write` the pixels of a canvas of a layer's size.
function paint(canvas, layer, write) {
  Object.assign(canvas, {width: gridColumns(layer), height: gridRows(layer)});
  const pen = canvas.getContext("2d");
  const image = pen.createImageData(canvas.width, canvas.height);
  write(new Uint32Array(image.data.buffer));
  pen.putImageData(image, 0, 0);
}
const clear = (canvas) => { if (canvas) canvas.width = canvas.height = 1; };

// Which runs the sides show: left, and right where there are two.
function shownOf(side) {
  const variant = side === "left" ? state.left : state.right;
  return maps.shown.findIndex(({run}) => runs[run].variant === variant && runs[run].sample === state.sample);
}

const surfaceLayer = () => maps.layers.find((layer) => layer.on === "cell" && layer.name === state.surface);
const streetLayer = () => maps.layers.find((layer) => layer.on === "edge" && layer.name === state.street);

// Paints all that the state asks for; an older painting that ends later is dropped.
async function paintMap() {
  const ticket = ++painted.count;
  const isTwo = state.view === "swipe";
  const tasks = [paintSurface("left", ticket), paintStreets("left", ticket), paintOutline("left", ticket)];
  if (isTwo) tasks.push(paintSurface("right", ticket), paintStreets("right", ticket), paintOutline("right", ticket));
  await Promise.all(tasks);
  if (ticket !== painted.count) return;
  map.getPane("right").style.display = isTwo ? "" : "none";
  showBadges();
  placeSwipe();
  await showLegend();
  document.getElementById("map").dataset.painted = String(ticket);
}

async function paintSurface(side, ticket) {
  const layer = surfaceLayer(), canvas = sides[side].canvas;
  if (!layer) return clear(canvas);
  if (state.view === "difference") return paintDifference(layer, canvas, ticket);
  const codes = await frame(layer, shownOf(side), state.time);
  if (ticket !== painted.count) return undefined;
  if (!codes) return clear(canvas);
  const colours = coloursOf(layer);
  paint(canvas, layer, (pixels) => { for (let i = 0; i < codes.length; ++i) pixels[i] = colours[codes[i]]; });
  canvas.style.opacity = state.opacity;
  return undefined;
}

async function paintDifference(layer, canvas, ticket) {
  const [before, after] = await Promise.all(["left", "right"].map((side) => frame(layer, shownOf(side), state.time)));
  const scale = await differenceScale(layer);
  if (ticket !== painted.count) return undefined;
  if (!before || !after) return clear(canvas);
  const values = valuesOf(layer);
  paint(canvas, layer, (pixels) => {
    for (let i = 0; i < before.length; ++i)
      if (before[i] !== after[i]) pixels[i] = differencePixel(values[after[i]] - values[before[i]], scale);
  });
  canvas.style.opacity = state.opacity;
  return undefined;
}

function differencePixel(change, scale) {
  if (Number.isNaN(change) || Math.abs(change) < scale.clear) return 0;
  return pixel(paletteColour("difference", 0.5 + change / scale.high / 2), 235);
}

// Cells that are set or lie within `reach` cells of one that is (grow), or that lie so from none that is not (shrink).
function spreadCells(cells, columns, reach, wanted) {
  const along = (from, count, into) => {
    for (let i = 0; i < count; ++i) {
      let found = false;
      for (let k = Math.max(0, i - reach); k <= Math.min(count - 1, i + reach) && !found; ++k) found = from(k) === wanted;
      into(i, found ? wanted : 1 - wanted);
    }
  };
  const rows = cells.length / columns;
  const half = new Uint8Array(cells.length), made = new Uint8Array(cells.length);
  for (let row = 0; row < rows; ++row)
    along((k) => cells[row * columns + k], columns, (i, value) => { half[row * columns + i] = value; });
  for (let column = 0; column < columns; ++column)
    along((k) => half[k * columns + column], rows, (i, value) => { made[i * columns + column] = value; });
  return made;
}

// A dark line around what the option changes in the territory; scattered cells are gathered into one area.
const gatheredM = 25; // across streets and gardens
async function paintOutline(side, ticket) {
  const canvas = sides[side].outline, layer = maps.changes;
  const shown = shownOf(state.view === "difference" ? "right" : side);
  if (!state.outline || !layer || shown < 0) return clear(canvas);
  const codes = await frame(layer, shown, 0);
  if (ticket !== painted.count) return undefined;
  const columns = gridColumns(layer), zoom = 3;
  const reach = Math.min(8, Math.ceil(gatheredM / 2 / (maps.grid.cell_m * layer.factor)));
  const area = spreadCells(spreadCells(codes, columns, reach, 1), columns, reach, 0);
  Object.assign(canvas, {width: columns * zoom, height: gridRows(layer) * zoom});
  const pen = canvas.getContext("2d");
  const borders = [[0, -1, 0, 0, zoom, 1], [0, 1, 0, zoom - 1, zoom, 1], [-1, 0, 0, 0, 1, zoom], [1, 0, zoom - 1, 0, 1, zoom]];
  pen.fillStyle = "#111";
  for (let i = 0; i < area.length; ++i) {
    if (area[i] !== 1) continue;
    const column = i % columns, row = (i - column) / columns;
    for (const [dc, dr, x, y, wide, high] of borders)
      if (column + dc < 0 || column + dc >= columns || area[i + dc + dr * columns] !== 1)
        pen.fillRect(column * zoom + x, row * zoom + y, wide, high);
  }
  return undefined;
}

async function paintStreets(side, ticket) {
  const layer = streetLayer();
  const shown = shownOf(state.view === "difference" ? "right" : side);
  const roads = await roadsOf(shown);
  if (!roads || roads.x.length === 0) return sides[side].roads.setContent(null);
  const content = {roads, colours: roads.from.map(() => null), widths: roads.from.map(() => 0.8)};
  if (layer) await colourStreets(layer, shown, content);
  if (ticket === painted.count) sides[side].roads.setContent(layer ? content : null);
  return undefined;
}

const [thinnest, widest] = [1.2, 7]; // pixels
async function colourStreets(layer, shown, content) {
  const codes = await frame(layer, shown, state.time);
  if (!codes) return;
  const before = state.view === "difference" ? await valuesByEdge(layer, shownOf("left")) : null;
  const scale = before ? await differenceScale(layer) : scaleOf(layer);
  for (let edge = 0; edge < codes.length; ++edge) {
    const value = valueOf(layer, codes[edge]);
    const shownValue = before ? value - (before.get(content.roads.id[edge]) ?? NaN) : value;
    if (Number.isNaN(shownValue) || Math.abs(shownValue) < scale.clear) continue;
    const share = before ? 0.5 + shownValue / scale.high / 2 : (shownValue - scale.low) / (scale.high - scale.low);
    content.colours[edge] = cssColour(paletteColour(before ? "difference" : paletteOf(layer), share));
    const wide = Math.min(Math.abs(shownValue) / scale.high, 1);
    content.widths[edge] = thinnest + (widest - thinnest) * (layer.name === "road_speed" ? 0.4 : wide);
  }
}

async function valuesByEdge(layer, shown) {
  const [codes, roads] = await Promise.all([frame(layer, shown, state.time), roadsOf(shown)]);
  return new Map(codes ? roads.id.map((id, edge) => [id, valueOf(layer, codes[edge])]) : []);
}

function placeSwipe() {
  const isTwo = state.view === "swipe";
  show("swipe", isTwo);
  const size = map.getSize(), at = size.x * state.swipe / 100;
  const [from, to] = [map.containerPointToLayerPoint([0, 0]), map.containerPointToLayerPoint(size)];
  const clip = (left, right) => `rect(${from.y}px, ${right}px, ${to.y}px, ${left}px)`;
  map.getPane("left").style.clip = isTwo ? clip(from.x, from.x + at) : "";
  map.getPane("right").style.clip = isTwo ? clip(from.x + at, to.x) : "";
  document.querySelector("#swipe .line").style.left = `${at}px`;
}

function showBadges() {
  const name = (variant) => capital(data.variants[variant]);
  const left = document.getElementById("badge-left"), right = document.getElementById("badge-right");
  const isTwo = state.view === "swipe";
  left.hidden = data.variants.length < 2;
  right.hidden = !isTwo;
  left.textContent = isTwo ? `◀ ${name(state.left)}` : state.view === "single" ? name(state.left)
    : `${name(state.right)} − ${name(state.left)}`;
  right.textContent = `${name(state.right)} ▶`;
}
