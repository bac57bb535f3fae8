// The numbers of maps: whole numbers in compressed frames, and what they stand for.
const blobText = (id) => document.getElementById(`blob${id}`).textContent;

function bytesOf(base64) {
  const text = atob(base64);
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; ++i) bytes[i] = text.charCodeAt(i);
  return bytes;
}

async function inflated(id) {
  const stream = new Blob([bytesOf(blobText(id))]).stream().pipeThrough(new DecompressionStream("deflate"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

const inflatedText = async (id) => new TextDecoder().decode(await inflated(id));

// Differences of neighbours back to codes, in place.
function unfilter(bytes, columns, filter) {
  const back = filter === "left" ? 1 : columns;
  if (filter !== "none") for (let i = back; i < bytes.length; ++i) bytes[i] += bytes[i - back];
  return bytes;
}

const gridColumns = (layer) => Math.ceil(maps.grid.columns / layer.factor);
const gridRows = (layer) => Math.ceil(maps.grid.rows / layer.factor);

async function loadFrame(layer, id) {
  const bytes = await inflated(id);
  if (layer.on === "cell") return unfilter(bytes, gridColumns(layer), layer.filter);
  const count = bytes.length / 2;
  unfilter(bytes, count, layer.filter);
  const codes = new Uint16Array(count);
  for (let i = 0; i < count; ++i) codes[i] = bytes[i] | (bytes[count + i] << 8);
  return codes;
}

// The newest frames stay unpacked.
const keptBytes = 300e6;
const kept = new Map();
let bytesKept = 0;

// Codes of a layer in a shown run at a position in the report's times; null where there are none.
async function frame(layer, shown, time) {
  const ids = layer.frames[shown];
  if (!ids || ids.length === 0) return null;
  const id = ids[timeOf(layer, time)];
  const key = `${id}/${layer.name}`;
  if (kept.has(key)) return kept.get(key);
  const loading = loadFrame(layer, id);
  kept.set(key, loading);
  const codes = await loading;
  bytesKept += codes.byteLength;
  for (const [old, promise] of kept) {
    if (bytesKept <= keptBytes || old === key) break;
    kept.delete(old);
    bytesKept -= (await promise).byteLength;
  }
  return codes;
}

// Position among a layer's own times: the last that is not after `time`.
function timeOf(layer, time) {
  if (layer.role !== "output") return 0;
  let at = 0;
  while (at + 1 < layer.times.length && layer.times[at + 1] <= time) ++at;
  return at;
}

// What a code stands for, and by how much the number that was computed may differ from it.
function valueOf(layer, code) {
  const {kind, low, high, codes} = layer.scale;
  if (code === codes) return NaN;
  const share = code / (codes - 1);
  return low + (high - low) * (kind === "square" ? share * share : share);
}
function errorOf(layer, code) {
  const {kind, low, high, codes} = layer.scale;
  if (layer.classes || code === codes) return 0;
  const step = 1 / (codes - 1);
  const share = code * step;
  return (high - low) * (kind === "square" ? (share + step / 2) ** 2 - share ** 2 : step / 2);
}

// value for each code, unpacked once
function valuesOf(layer) {
  layer.values ??= Float64Array.from({length: layer.scale.codes + 1}, (_, code) => valueOf(layer, code));
  return layer.values;
}

// Place of the cell of a layer's frame that (x, y) metres from the south-west corner lie in; −1 outside.
function cellAt(layer, x, y) {
  const {cell_m, rows, columns} = maps.grid;
  const column = Math.floor(x / cell_m), row = Math.floor(rows - y / cell_m);
  if (column < 0 || column >= columns || row < 0 || row >= rows) return -1;
  return Math.floor(row / layer.factor) * gridColumns(layer) + Math.floor(column / layer.factor);
}
