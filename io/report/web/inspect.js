// What a place or a street is like: values of all options, and their course over time.
let inspected = null; // {x, y} or {edge id}
let mark = null;

function putMark(shape) {
  mark?.remove();
  mark = shape?.addTo(map) ?? null;
}

// A click, or Enter with the map in focus: the street that is hit, else the cell.
function inspectAt(point) {
  const side = state.view === "swipe" && point.x > map.getSize().x * state.swipe / 100 ? "right" : "left";
  const content = sides[side].roads.content;
  const reach = 5; // pixels
  const edge = content ? edgeAt(map, content, point, reach) : -1;
  if (edge >= 0) inspected = {edge: content.roads.id[edge]};
  else {
    const {lat, lng} = map.containerPointToLatLng(point);
    inspected = {x: lng, y: lat};
  }
  return showInspected();
}

function showHint() {
  putMark(null);
  fill("inspector", el("p", {class: "hint"}, t("inspect_hint")));
}

async function showInspected() {
  if (!inspected) return showHint();
  if (inspected.edge !== undefined) return showStreet(inspected.edge);
  const isInside = maps.grid && inspected.x >= 0 && inspected.y > 0 && inspected.x < maps.grid.columns * maps.grid.cell_m &&
    inspected.y <= maps.grid.rows * maps.grid.cell_m;
  if (isInside) return showPlace(inspected);
  putMark(null);
  return fill("inspector", el("p", {class: "hint"}, t("outside")));
}

// Shown runs under the chosen climate, one for each option.
const shownUnderClimate = () => maps.shown.map(({run}, shown) => ({shown, variant: runs[run].variant, sample: runs[run].sample}))
  .filter(({sample}) => sample === state.sample);

// The layer over time that belongs to what is shown.
function courseLayer(on, group) {
  const chosen = on === "cell" ? surfaceLayer() : streetLayer();
  const all = maps.layers.filter((layer) => layer.on === on && layer.role === "output" && layer.times.length > 1);
  if (chosen?.role === "output") return chosen;
  const related = all.find((layer) => chosen?.name.includes(layer.name));
  return related ?? all.find((layer) => layer.group === group);
}

async function courseOf(layer, codeAt, label) {
  const curves = [];
  for (const {shown, variant} of shownUnderClimate()) {
    const values = [];
    for (const time of layer.times) {
      const code = await codeAt(layer, shown, time);
      values.push(code === null ? null : valueOf(layer, code));
    }
    curves.push({name: capital(data.variants[variant]), option: variant, values: values.map((value) => isAbsent(value) ? null : value)});
  }
  return {label, times: layer.times.map((at) => maps.times[at]), unit: layer.unit, curves};
}

// Rows of values: a layer each, a column for each option.
async function valueRows(layers, codeAt) {
  const rows = [];
  for (const layer of layers) {
    const cells = [];
    for (const {shown} of shownUnderClimate()) {
      const code = await codeAt(layer, shown, state.time);
      const known = code === null || code === layer.scale.codes ? NaN : valueOf(layer, code);
      const text = layer.classes ? {value: groundText(known), error: ""} : uncertain(known, errorOf(layer, code), layer.unit);
      cells.push(el("td", {"data-field": layer.name, "data-value": known}, text.value, " ", el("span", {class: "error"}, text.error)));
    }
    const when = layer.role === "output" ? ` (${t("at_time", shortMoment(maps.times[layer.times[timeOf(layer, state.time)]]))})` : "";
    const size = layer.factor > 1 ? `, ${t("mean_of_cells", number(layer.factor * maps.grid.cell_m))}` : "";
    const isChosen = layer.name === state.surface || layer.name === state.street;
    rows.push(el("tr", {class: isChosen ? "chosen" : null}, el("th", {scope: "row"}, fieldName(layer) + when + size), cells));
  }
  return rows;
}

const groundText = (code) => groundNames[code] ? capital(inLanguage(groundNames[code])) : number(code);

const optionHead = () => el("thead", {}, el("tr", {}, el("td", {}), shownUnderClimate().map(({variant}) =>
  el("th", {scope: "col"}, data.variants.length > 1 ? capital(data.variants[variant]) : t("values_here")))));

async function fillInspector(title, subtitle, rows, course, notes) {
  const chart = el("div", {class: "chart", id: "place-chart"});
  const isKnown = course?.curves.some(({values}) => values.some((value) => value !== null));
  const noCourse = t(course ? "no_value_here" : "nothing_over_time");
  const [head, table] = [optionHead(), el("tbody", {}, rows)];
  fill("inspector", el("h3", {id: "inspected"}, title), el("p", {class: "note"}, subtitle),
       el("div", {class: "pair"},
          el("div", {class: "scroll", tabindex: "0", role: "region", "aria-label": title}, el("table", {id: "values"}, head, table),
             notes.map((note) => el("p", {class: "note"}, note))),
          isKnown ? el("div", {}, el("h4", {}, course.label), chart, curveTable(course)) : el("p", {class: "note"}, noCourse)));
  if (isKnown) curveChart(chart, course);
}

async function showPlace({x, y}) {
  const chosen = surfaceLayer() ?? maps.layers.find((layer) => layer.on === "cell");
  const codeAt = async (layer, shown, time) => {
    const codes = await frame(layer, shown, time);
    const at = cellAt(layer, x, y);
    return codes && at >= 0 ? codes[at] : null;
  };
  const related = maps.layers.filter((layer) => layer.on === "cell" && layer !== chosen && layer.group === chosen?.group);
  const layers = chosen ? [chosen, ...related] : related;
  const rows = await valueRows(layers, codeAt);
  const layer = courseLayer("cell", chosen?.group);
  const course = layer ? await courseOf(layer, codeAt, fieldName(layer)) : null;
  const notes = [t("read_error")];
  putMark(L.circleMarker(placeOf(x, y), {radius: 8, color: "#111", weight: 3, fill: false, pane: "mark", interactive: false}));
  const [east, north] = [maps.grid.west_m + x, maps.grid.north_m - maps.grid.rows * maps.grid.cell_m + y];
  await fillInspector(t("place", whole(x), whole(y)),
                      t("of_grid", whole(east), whole(north), maps.grid.crs), rows, course, notes);
}

async function showStreet(id) {
  const roads = await roadsOf(shownOf(state.view === "difference" ? "right" : "left"));
  const edge = roads.id.indexOf(id);
  const codeAt = async (layer, shown, time) => {
    const [codes, all] = await Promise.all([frame(layer, shown, time), roadsOf(shown)]);
    const at = all?.id.indexOf(id) ?? -1;
    return codes && at >= 0 ? codes[at] : null;
  };
  const rows = await valueRows(maps.layers.filter((layer) => layer.on === "edge"), codeAt);
  for (const attribute of roads.attributes)
    if (edge >= 0)
      rows.push(el("tr", {}, el("th", {scope: "row"}, fieldName(attribute)),
                   el("td", {colspan: shownUnderClimate().length, "data-field": attribute.name, "data-value": attribute.values[edge]},
                      streetText(attribute, edge))));
  const layer = courseLayer("edge", "traffic");
  const course = layer ? await courseOf(layer, codeAt, fieldName(layer)) : null;
  if (edge >= 0) {
    const ends = [roads.from[edge], roads.to[edge]].map((node) => placeOf(roads.x[node], roads.y[node]));
    putMark(L.polyline(ends, {color: "#111", weight: 9, opacity: 0.35, pane: "mark", interactive: false}));
  }
  await fillInspector(t("street", id), edge >= 0 ? t("from_to", roads.from[edge], roads.to[edge]) : "", rows, course, []);
}

// Speeds and flows of streets as drivers know them: km/h, vehicles an hour.
function streetText(attribute, edge) {
  const value = attribute.values[edge];
  if (attribute.unit === "m s-1") return `${number(value * 3.6)} km/h`;
  if (attribute.unit === "s-1") return `${number(value * 3600)} /h`;
  return quantity(value, attribute.unit);
}
