// What the reader may choose, and the legend that says what the colours mean.
const daySteps = [60, 300, 600, 900, 1800, 3600, 7200, 14400, 21600, 43200, 86400];

// Ends and ticks of a layer's colours, at round numbers; values at most `clear` are left clear.
function scaleOf(layer) {
  let [low, high] = layer.colours;
  if (layer.zero) {
    const quarter = daySteps.find((each) => each >= high / 4);
    high = layer.unit === "s" && quarter ? 4 * quarter : niceAbove(high > 0 ? high : 1);
    return {low: 0, high, clear: 0.01 * high, ticks: [0, 0.25, 0.5, 0.75, 1].map((share) => share * high)};
  }
  if (!(high > low)) high = low + 1;
  const fifth = (high - low) / 5;
  const step = layer.unit === "s" ? daySteps.find((each) => each >= fifth) ?? fifth : niceAbove(fifth);
  low = Math.floor(low / step + 1e-9) * step;
  high = Math.ceil(high / step - 1e-9) * step;
  const ticks = Array.from({length: Math.round((high - low) / step) + 1}, (_, i) => low + i * step);
  return {low, high, clear: -Infinity, ticks};
}

// Ends of the colours of a difference: nearly all changes at the end and at the chosen time lie between them.
const differenceEnds = new Map();
async function differenceScale(layer) {
  const key = [layer.name, state.left, state.right, state.sample].join("/");
  if (!differenceEnds.has(key)) {
    const changes = [];
    for (const time of [maps.times.length - 1, state.time]) {
      const [a, b] = await Promise.all(["left", "right"].map((side) => frame(layer, shownOf(side), time)));
      if (!a || !b || a.length !== b.length) continue;
      for (let i = 0; i < a.length; ++i)
        if (a[i] !== b[i]) changes.push(Math.abs(valueOf(layer, a[i]) - valueOf(layer, b[i])));
    }
    const known = changes.filter((change) => change > 0).sort((a, b) => a - b);
    const most = known.length > 0 ? known[Math.floor(0.98 * (known.length - 1))] : 1;
    const high = niceAbove(most);
    differenceEnds.set(key, {low: -high, high, clear: 0.02 * high, ticks: [-high, -high / 2, 0, high / 2, high]});
  }
  return differenceEnds.get(key);
}

// A pixel for each code of a layer on cells.
function coloursOf(layer) {
  const scale = scaleOf(layer), name = paletteOf(layer);
  return Uint32Array.from({length: layer.scale.codes + 1}, (_, code) => {
    const value = valueOf(layer, code);
    if (Number.isNaN(value)) return 0;
    if (layer.classes) return groundColours[value] ? pixel(rgbOf(groundColours[value]), 230) : 0;
    if (value <= scale.clear) return 0;
    const share = (value - scale.low) / (scale.high - scale.low);
    return pixel(paletteColour(name, share), layer.zero ? 190 + 55 * Math.min(share, 1) : 225);
  });
}

const legendUnit = (layer) => layer.unit === "s" || unitText(layer.unit) === "" ? "" : ` [${unitText(layer.unit)}]`;

async function legendOf(layer) {
  const heading = el("p", {class: "legend-title"}, fieldName(layer) + (state.view === "difference" ? `, ${t("difference").toLowerCase()}` : "") + legendUnit(layer));
  if (layer.classes && state.view !== "difference")
    return el("div", {}, heading, el("ul", {class: "classes"}, Object.keys(groundNames).map((code) =>
      el("li", {}, el("span", {class: "swatch", style: `background:${groundColours[code]}`}), groundText(code)))));
  const isChange = state.view === "difference";
  if (layer.zero && !(layer.scale.high > 0 && layer.colours[1] > 0)) return el("div", {}, heading, el("p", {class: "note"}, t("zero_everywhere")));
  const scale = isChange ? await differenceScale(layer) : scaleOf(layer);
  const name = isChange ? "difference" : paletteOf(layer);
  const stops = Array.from({length: 17}, (_, i) => cssColour(paletteColour(name, i / 16)));
  const atEnd = (i) => i === scale.ticks.length - 1 ? "≥ " : isChange && i === 0 ? "≤ " : "";
  const text = (value, i) => atEnd(i) + (layer.unit === "s" ? duration(value) : isChange && value > 0 ? signed(value) : number(value));
  return el("div", {}, heading, el("div", {class: "ramp", style: `background:linear-gradient(to right, ${stops.join(",")})`}),
            el("div", {class: "ticks"}, scale.ticks.map((value, i) => el("span", {}, text(value, i)))));
}

async function showLegend() {
  const layers = [surfaceLayer(), streetLayer()].filter((layer) => layer);
  const parts = await Promise.all(layers.map(legendOf));
  if (state.outline && maps.changes) parts.push(el("p", {class: "outlined"}, el("span", {class: "swatch"}), t("outlined")));
  fill("legend", parts);
  show("legend", parts.length > 0);
}

// A group of radio buttons that looks like a list.
function radios(name, legend, items, chosen, onChoose) {
  return el("fieldset", {class: `choice ${name}`}, el("legend", {}, legend), items.map(({value, text, hint}) => {
    const input = el("input", {type: "radio", name, value, checked: value === chosen, onchange: () => onChoose(value)});
    return el("label", {}, input, el("span", {}, text), hint ? el("small", {}, hint) : null);
  }));
}

function chooser(id, label, items, chosen, onChoose) {
  const options = items.map(({value, text}) => el("option", {value, selected: value === chosen}, text));
  const select = el("select", {id, onchange: (event) => onChoose(Number(event.target.value))}, options);
  return el("label", {class: "chooser", for: id}, el("span", {}, label), select);
}

function viewControls() {
  const shownVariants = [...new Set(maps.shown.map(({run}) => runs[run].variant))];
  const shownSamples = [...new Set(maps.shown.map(({run}) => runs[run].sample))];
  const named = (list, names) => list.map((value) => ({value, text: capital(names[value])}));
  const parts = [];
  if (shownVariants.length > 1) {
    const views = ["swipe", "single", "difference"].map((view) =>
      el("button", {type: "button", "data-view": view, "aria-pressed": String(state.view === view), onclick: () => choose({view})}, t(`view_${view}`)));
    parts.push(el("div", {class: "segments", role: "group", "aria-label": t("view")}, views));
    const items = named(shownVariants, data.variants);
    const labels = {swipe: ["left", "right"], single: ["option"], difference: ["baseline_of", "option"]}[state.view];
    parts.push(chooser("left", t(labels[0]), items, state.left, (left) => choose({left})));
    if (labels[1]) parts.push(chooser("right", t(labels[1]), items, state.right, (right) => choose({right})));
  }
  if (shownSamples.length > 1)
    parts.push(chooser("sample", t("climate"), named(shownSamples, data.samples), state.sample, (sample) => choose({sample})));
  return parts;
}

function layerControls() {
  const item = (layer) => ({value: layer.name, text: fieldName(layer), hint: layer.role === "output" && layer.times.length > 1 ? t("over_time") : ""});
  const none = {value: "", text: t("none")};
  const parts = [];
  const onCells = maps.layers.filter((layer) => layer.on === "cell");
  for (const group of ["flood", "heat", "other", "territory"]) {
    const items = onCells.filter((layer) => layer.group === group).map(item);
    if (items.length === 0) continue;
    const isOpen = group === surfaceLayer()?.group;
    parts.push(el("details", {open: isOpen}, el("summary", {}, t(`group_${group}`)),
                  radios("surface", t(`group_${group}`), items, state.surface, (surface) => choose({surface}))));
  }
  const onEdges = maps.layers.filter((layer) => layer.on === "edge").map(item);
  if (onEdges.length > 0 && baseRoads?.x.length > 0)
    parts.push(el("details", {open: true}, el("summary", {}, t("streets")), radios("street", t("streets"), [none, ...onEdges], state.street, (street) => choose({street}))));
  return parts;
}

function showControls() {
  const focused = document.activeElement?.closest?.("#controls") ? document.activeElement : null;
  const again = focused && (focused.id ? `#${focused.id}` : focused.dataset.view ? `[data-view="${focused.dataset.view}"]`
    : focused.name ? `[name="${focused.name}"][value="${focused.value}"]` : null);
  const range = el("input", {type: "range", id: "opacity", min: 0.1, max: 1, step: 0.05, value: state.opacity,
                             oninput: (event) => setOpacity(Number(event.target.value))});
  const parts = [...viewControls(), ...layerControls()];
  if (maps.grid) parts.push(el("label", {class: "chooser", for: "opacity"}, el("span", {}, t("opacity")), range));
  if (maps.changes)
    parts.push(el("label", {class: "check"}, el("input", {type: "checkbox", id: "outline", checked: state.outline,
                  onchange: (event) => choose({outline: event.target.checked})}), " ", t("show_measures")));
  fill("controls", parts);
  if (again) document.querySelector(`#controls ${again}`)?.focus();
}

function setOpacity(opacity) {
  state.opacity = opacity;
  for (const side of Object.values(sides)) if (side.canvas) side.canvas.style.opacity = opacity;
}

// The slider of time: there where something that is shown changes with time.
function showTime() {
  const layers = [surfaceLayer(), streetLayer()].filter((layer) => layer?.role === "output" && layer.times.length > 1);
  show("timebar", layers.length > 0);
  const slider = document.getElementById("time");
  slider.max = maps.times.length - 1;
  slider.value = state.time;
  const text = maps.times.length > 0 ? moment(maps.times[state.time]) : "";
  slider.setAttribute("aria-valuetext", text);
  fill("time-text", text);
  const play = document.getElementById("play");
  play.textContent = state.timer ? "❚❚" : "▶";
  play.setAttribute("aria-label", t(state.timer ? "pause" : "play"));
}

function togglePlay() {
  const stepMs = 700;
  if (state.timer) clearInterval(state.timer);
  state.timer = state.timer ? null : setInterval(() => choose({time: (state.time + 1) % maps.times.length}), stepMs);
  showTime();
}
