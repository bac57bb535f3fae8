// Colours that people with any colour vision can tell apart; where they come from stands in licences.txt.
const palettes = {
  blues: ["#c6dbef", "#9ecae1", "#6baed6", "#4292c6", "#2171b5", "#08519c", "#08306b"],
  heat: ["#ffffcc", "#ffeda0", "#fed976", "#feb24c", "#fd8d3c", "#fc4e2a", "#e31a1c", "#bd0026", "#800026"],
  streets: ["#fa9fb5", "#f768a1", "#dd3497", "#ae017e", "#7a0177", "#49006a"],
  viridis: ["#440154", "#482878", "#3e4989", "#31688e", "#26828e", "#1f9e89", "#35b779", "#6ece58", "#b5de2b", "#fde725"],
  cividis: ["#00204d", "#00336f", "#39486b", "#575c6d", "#707173", "#8a8779", "#a69d75", "#c4b56c", "#e4cf5b", "#ffea46"],
  // Negative, zero, positive.
  difference: ["#01665e", "#35978f", "#80cdc1", "#c7eae5", "#f5f5f5", "#fee0b6", "#fdb863", "#e08214", "#b35806"],
};

// Kinds of ground by their code.
const groundColours = {1: "#8d8d8d", 2: "#4d4d4d", 3: "#bdbdbd", 4: "#a6d96a", 5: "#dfc27d", 6: "#bf812d", 7: "#1b7837",
                       8: "#4393c3", 9: "#d9f0a3"};

// Colours, dashes and signs of options, so that no curve is told by its colour alone.
const optionColours = ["#0072b2", "#d55e00", "#009e73", "#b3568f", "#8a6d00", "#3a8fc4", "#000000", "#6b6b6b"];
const optionDashes = [[], [8, 3], [2, 3], [10, 3, 2, 3], [5, 5], [12, 4], [1, 2], [6, 2, 1, 2]];
const optionSigns = ["circle", "rect", "triangle", "rectRot", "star", "cross", "crossRot", "dash"];

const rgbOf = (hex) => [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));

// [red, green, blue] at a share of 0 … 1 of a palette, interpolated between its colours.
function paletteColour(name, share) {
  const colours = palettes[name];
  const at = Math.min(Math.max(share, 0), 1) * (colours.length - 1);
  const below = Math.min(Math.floor(at), colours.length - 2);
  const [a, b] = [rgbOf(colours[below]), rgbOf(colours[below + 1])];
  return a.map((value, i) => Math.round(value + (b[i] - value) * (at - below)));
}

const cssColour = ([red, green, blue]) => `rgb(${red}, ${green}, ${blue})`;
// As the pixels of a canvas hold it on any machine of today (little-endian).
const pixel = ([red, green, blue], cover) => ((cover << 24) | (blue << 16) | (green << 8) | red) >>> 0;

function paletteOf(layer) {
  if (layer.on === "edge") return layer.name === "road_speed" ? "cividis" : "streets";
  if (layer.group === "flood") return layer.zero ? "blues" : "viridis"; // times, levels and directions have no nothing
  if (layer.group === "heat") return ["sky_view_factor", "albedo"].includes(layer.name) ? "cividis" : "heat";
  if (layer.group === "other" && layer.zero) return "heat";
  return layer.name === "canopy_height" || layer.name === "elevation" ? "viridis" : "cividis";
}
