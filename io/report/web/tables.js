// Tables: indicators, measures, balances, observations, provenance.
const cell = (text, attributes = {}) => el("td", attributes, text);
const rowHead = (text, attributes = {}) => el("th", {scope: "row", ...attributes}, text);
const head = (...names) => el("thead", {}, el("tr", {}, names.flat().map((name) => el("th", {scope: "col"}, name))));

// Definitions stand in the results' own language.
function definition(row) {
  const text = state.language === "en" ? row.definition : definitionsFr[row.name] ?? row.definition;
  return row.source ? `${text} (${row.source})` : text;
}

function indicatorCell(row, option) {
  const {mean, low, high, difference, values} = row.options[option];
  const isBase = option === 0;
  const parts = [el("span", {class: "value"}, number(mean))];
  if (values.filter((value) => value !== null).length > 1) parts.push(el("span", {class: "range"}, `${number(low)} … ${number(high)}`));
  const judged = verdict(row, option);
  if (!isBase && matters(row, option)) {
    const sign = difference > 0 ? "▲" : "▼";
    const word = judged === 0 ? "" : ` ${t(judged > 0 ? "better" : "worse")}`;
    const share = degrees(row.unit) ? "" : percent(row.options[option].share);
    parts.push(el("span", {class: `verdict ${["worse", "none", "better"][judged + 1]}`}, `${sign} ${signed(difference)}${share ? ` (${share})` : ""}${word}`));
  } else if (!isBase && !isAbsent(difference)) parts.push(el("span", {class: "verdict none"}, `= ${t("same")}`));
  return el("td", {"data-indicator": row.name, "data-option": option}, parts);
}

function showIndicators() {
  const onlyDifferent = document.getElementById("only-different").checked && data.variants.length > 1;
  show("only-different", data.variants.length > 1);
  document.getElementById("only-different").closest("p").hidden = data.variants.length < 2;
  const lead = data.variants.length === 1 ? t("table_lead_one")
    : (isStudy() ? t("table_lead_study", data.variants[0], data.samples.length) : t("table_lead", data.variants[0])) + t("table_lead_marks");
  fill("indicators-lead", lead);
  const body = el("tbody");
  let group = "";
  for (const row of data.indicators) {
    if (onlyDifferent && !changes(row)) continue;
    if (row.group !== group) body.append(el("tr", {class: "group"}, el("th", {scope: "rowgroup", colspan: data.variants.length + 2}, groupName(row.group))));
    group = row.group;
    const about = el("details", {class: "about"}, el("summary", {"aria-label": `${t("definition")}: ${indicatorName(row.name)}`}, "?"), el("span", {}, definition(row)));
    body.append(el("tr", {}, rowHead([indicatorName(row.name), about]), cell(unitText(row.unit), {class: "unit"}),
                   row.options.map((_, option) => indicatorCell(row, option))));
  }
  const names = data.variants.map((name, option) => option === 0 && data.variants.length > 1 ? `${capital(name)} (${t("baseline")})` : capital(name));
  fill("indicator-table", el("table", {class: "numbers"}, el("caption", {class: "hidden"}, t("indicators")), head(t("indicator"), t("unit"), names), body));
  show("indicators", data.indicators.length > 0);
}

// Samples of one indicator for each option: a sign a climate, a bar from lowest to highest.
function showSpread() {
  show("spread", isStudy() && data.indicators.length > 0);
  if (!isStudy()) return;
  const rows = data.indicators;
  const row = rows.find(({name}) => name === state.spread) ?? keyRows()[0] ?? rows[0];
  fill("spread-choice", chooser("spread-select", t("indicator"), rows.map((each, value) => ({value, text: indicatorName(each.name)})),
                                rows.indexOf(row), (at) => { state.spread = rows[at].name; showSpread(); document.getElementById("spread-select").focus(); }));
  const labels = data.variants.map(capital);
  const bars = {type: "bar", label: t("spread"), data: row.options.map(({low, high}) => [low, high]), backgroundColor: "rgba(11, 79, 108, 0.18)",
                borderColor: "#0b4f6c", borderWidth: 1, borderSkipped: false, barPercentage: 0.35, minBarLength: 2};
  const areMany = data.samples.length > mostClimates;
  const points = data.samples.map((name, sample) => ({
    type: "line", label: capital(name), data: row.options.map(({values}) => values[sample]), showLine: false,
    ...curveStyle(areMany ? 0 : sample), pointRadius: areMany ? 3 : 7}));
  const options = chartOptions("", `${indicatorName(row.name)}${unitText(row.unit) ? ` [${unitText(row.unit)}]` : ""}`);
  Object.assign(options.scales.y, {beginAtZero: false, grace: "10%"});
  options.plugins.legend.display = !areMany;
  options.plugins.tooltip = {callbacks: {label: (item) => `${item.dataset.label}: ${Array.isArray(item.raw) ? item.raw.map(number).join(" … ") : number(item.raw)}`}};
  const text = row.options.map(({low, high, mean}, option) => `${labels[option]}: ${number(low)} … ${number(high)}, ${number(mean)}`).join("; ");
  putChart(document.getElementById("spread-chart"), `${indicatorName(row.name)}. ${text}`, {data: {labels, datasets: [...points, bars]}, options});
}

function showMeasures() {
  const rows = [];
  const told = new Set();
  for (const run of runs) {
    if (told.has(run.variant)) continue;
    told.add(run.variant);
    for (const {kind, name, changes: changed} of run.measures) {
      const parts = Object.entries(changed).map(([key, value]) => {
        const [en, fr, unit] = changeNames[key] ?? [key, key, ""];
        return `${state.language === "fr" ? fr : en} ${quantity(value, unit)}`;
      });
      rows.push(el("tr", {}, rowHead(capital(data.variants[run.variant])), cell(measureName(kind)), cell(name), cell(parts.join(" · "))));
    }
  }
  show("measures", rows.length > 0);
  fill("measure-table", el("table", {}, head(t("option"), t("measure"), t("name"), t("changes")), el("tbody", {}, rows)));
}

const runName = (run) => [capital(data.variants[run.variant]), isStudy() ? capital(data.samples[run.sample]) : ""].filter((text) => text).join(" · ");
const balanceUnits = {flood: "m3", heat: "J", traffic: "1"};

function balanceTable(chosen) {
  const rows = chosen.flatMap((run) => Object.entries(run.balances).map(([model, terms]) => el("tr", {},
    rowHead(runName(run)), cell(modelName(model)), ["in", "out", "stored"].map((term) => cell(quantity(terms[term], balanceUnits[model] ?? "1"))),
    cell(power(terms.error_relative)))));
  return el("table", {class: "numbers"}, head(t("run"), t("model"), t("in"), t("out"), t("stored"), t("error_relative")), el("tbody", {}, rows));
}

function showBalances() {
  const errors = runs.flatMap((run) => Object.values(run.balances).map((terms) => Math.abs(terms.error_relative ?? 0)));
  show("balances", errors.length > 0);
  if (errors.length === 0) return;
  const rest = runs.slice(1);
  fill("balance-table", balanceTable(runs.slice(0, 1)),
       rest.length > 0 ? el("p", {}, t("largest_error", runs.length, power(Math.max(...errors)))) : null,
       rest.length > 0 ? el("details", {}, el("summary", {}, t("other_runs")), balanceTable(rest)) : null);
}

// Curves that can be chosen: gauges by field, then numbers over time by group.
let curveSets = null; // of each shown run
function curveItems() {
  const [first] = curveSets;
  const gauges = first.gauges.flatMap((gauge) => gauge.fields.map((field) => ({kind: "gauge", gauge: gauge.name, field: field.name,
    text: `${gauge.name} — ${fieldName(field)}`})));
  const series = first.series.map((each) => ({kind: "series", group: each.group, name: each.name, quantity: each.quantity,
    text: seriesName(each)}));
  return [...gauges, ...series];
}

function curveFor(item, set) {
  if (item.kind === "series") {
    const found = set.series.find(({group, name, quantity: of}) => group === item.group && name === item.name && of === item.quantity);
    return found && {times: set.series_times, unit: found.unit, values: found.values};
  }
  const gauge = set.gauges.find(({name}) => name === item.gauge);
  const field = gauge?.fields.find(({name}) => name === item.field);
  return field && {times: gauge.times, unit: field.unit, values: field.values};
}

async function showCurves() {
  curveSets ??= await Promise.all(maps.shown.map(async ({curves}) => JSON.parse(await inflatedText(curves))));
  const items = curveItems();
  show("curves", items.length > 0);
  if (items.length === 0) return;
  const first = Math.max(0, items.findIndex(({kind, quantity: of}) => kind === "gauge" || of === "stored"));
  const chosen = state.curve ?? first, item = items[chosen];
  fill("curve-choice", chooser("curve-select", t("curve"), items.map(({text}, value) => ({value, text})), chosen,
                               (curve) => { state.curve = curve; showCurves().then(() => document.getElementById("curve-select").focus()); }));
  const found = shownUnderClimate().map(({shown, variant}) => ({variant, curve: curveFor(item, curveSets[shown])})).filter(({curve}) => curve);
  const course = {label: item.text, times: found[0].curve.times, unit: found[0].curve.unit,
                  curves: found.map(({variant, curve}) => ({name: capital(data.variants[variant]), option: variant, values: curve.values}))};
  const seen = runs[maps.shown[0].run].observations.find((row) => row.gauge === item.gauge && row.field === item.field);
  if (seen) course.observed = {time: course.times.at(-1), value: seen.observed};
  curveChart(document.getElementById("curve-chart"), course);
}

function showObservations() {
  const rows = runs[0].observations;
  show("observation-table", rows.length > 0);
  if (rows.length === 0) return;
  const error = rows.reduce((sum, row) => sum + Math.abs(row.computed - row.observed), 0) / rows.length;
  const body = rows.map((row) => el("tr", {}, rowHead(row.gauge), cell(fieldName({name: row.field, label: row.field})), cell(quantity(row.observed, row.unit)),
                                    cell(quantity(row.computed, row.unit)), cell(`${signed(row.computed - row.observed)} ${unitText(row.unit)}`)));
  fill("observation-table", el("h3", {}, t("observed_and_computed")), el("p", {class: "note"}, `${t("mean_absolute")}: ${quantity(error, rows[0].unit)}`),
       el("table", {class: "numbers"}, head(t("gauge"), t("field"), t("observed"), t("computed"), t("difference")), el("tbody", {}, body)));
}

function inputTable(inputs) {
  if (inputs.length === 0) return el("p", {}, t("no_inputs"));
  const said = (text) => text === "" ? t("not_stated") : text;
  const rows = inputs.map((input) => el("tr", {}, rowHead(input.name), cell(input.used_for), cell(said(input.licence)), cell(said(input.date)),
                                        cell([input.crs, input.vertical_datum, input.note].filter((text) => text).join(" · ")), cell(el("code", {}, input.sha256))));
  return el("div", {class: "scroll", tabindex: "0", role: "region", "aria-label": t("input")},
            el("table", {}, head(t("input"), t("used_for"), t("licence"), t("date"), t("definition").split(" ")[0], t("sha256")), el("tbody", {}, rows)));
}

function showProvenance() {
  fill("provenance-list", runs.map((run, at) => {
    const text = el("pre", {tabindex: "0", "aria-label": t("scenario")});
    const facts = [[t("file"), run.file], [t("sha256"), run.sha256], [t("engine"), run.source], [t("computed_on"), run.date_created],
                   [`${t("scenario")} (SHA-256)`, run.scenario_sha256]];
    const list = el("dl", {}, facts.flatMap(([name, value]) => [el("dt", {}, name), el("dd", {}, value)]));
    const open = async (event) => { if (event.target.open && text.textContent === "") text.textContent = await inflatedText(run.scenario); };
    return el("details", {class: "card", open: at === 0 && runs.length === 1, ontoggle: open}, el("summary", {}, runName(run)), list,
              inputTable(run.inputs), el("h3", {}, t("scenario")), text);
  }));
}
