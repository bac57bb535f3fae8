// The answer in a few words and figures.
const isStudy = () => data.samples.length > 1;
const degrees = (unit) => unit === "degC" || unit === "K";

// A change as people say it: degrees as such, all else in percent where that means something.
function changeText(row, option) {
  const {difference, share} = row.options[option];
  if (isAbsent(difference)) return "";
  if (!matters(row, option)) return t("same");
  if (degrees(row.unit) || isAbsent(share)) return `${signed(difference)} ${unitText(row.unit)}`.trim();
  return percent(share);
}

// Whether a change is large enough to be told: half a thousandth, half a hundredth of a degree.
const leastShare = 0.0005, leastDegrees = 0.005;
function matters(row, option) {
  const {difference, share} = row.options[option];
  if (isAbsent(difference)) return false;
  return Math.abs(difference) > 0 && (degrees(row.unit) ? Math.abs(difference) >= leastDegrees : isAbsent(share) || Math.abs(share) >= leastShare);
}

// −1 worse, 0 no matter, 1 better
function verdict(row, option) {
  const {difference} = row.options[option];
  if (!matters(row, option) || row.better === "neither") return 0;
  return (difference < 0) === (row.better === "less") ? 1 : -1;
}

const changes = (row) => row.options.some((_, option) => option > 0 && matters(row, option));

// Key figures that are there: those first that differ between options.
function keyRows() {
  const mostCards = 6;
  const there = keyIndicators.map((name) => data.indicators.find((row) => row.name === name))
    .filter((row) => row && row.options.some(({mean}) => mean !== null && mean !== 0));
  const differing = data.variants.length > 1 ? there.filter(changes) : there;
  const chosen = [...differing, ...there.filter((row) => !differing.includes(row))].slice(0, mostCards);
  return there.filter((row) => chosen.includes(row));
}

function optionBar(row, option, most) {
  const {mean} = row.options[option];
  const judged = verdict(row, option);
  const mark = option === 0 ? t("baseline") : `${changeText(row, option)}${judged === 0 ? "" : ` ${t(judged > 0 ? "better" : "worse")}`}`;
  return el("div", {class: "bar-row"},
            el("span", {class: "bar-name"}, capital(data.variants[option])),
            el("span", {class: "bar"}, el("span", {class: `bar-fill${option === 0 ? " base" : ""}`, style: `width:${100 * (mean ?? 0) / most}%`})),
            el("span", {class: "bar-value"}, number(mean)),
            el("span", {class: `verdict ${["worse", "none", "better"][judged + 1]}`}, mark));
}

function card(row) {
  const unit = unitText(row.unit);
  const heading = el("h3", {}, indicatorName(row.name), unit ? el("small", {}, ` ${unit}`) : null);
  if (data.variants.length === 1)
    return el("article", {class: "card figure"}, heading, el("p", {class: "big"}, quantity(row.options[0].mean, row.unit)), el("p", {class: "note"}, definition(row)));
  const most = Math.max(...row.options.map(({mean}) => mean ?? 0), 1e-12);
  // Bars from nothing say nothing of degrees.
  return el("article", {class: `card figure${degrees(row.unit) ? " no-bars" : ""}`}, heading, row.options.map((_, option) => optionBar(row, option, most)));
}

const lowerName = (row) => indicatorName(row.name).toLowerCase().replace("utci", "UTCI");

function sentenceOf(option) {
  const rows = keyRows();
  const named = (sign) => rows.filter((row) => verdict(row, option) === sign)
    .map((row) => t("sentence_item", lowerName(row), changeText(row, option))).join(", ");
  const [better, worse] = [named(1), named(-1)];
  const parts = [better && t("sentence_better", better), worse && t("sentence_worse", worse)].filter((text) => text);
  return el("li", {}, el("strong", {}, capital(data.variants[option])), " — ", parts.length > 0 ? `${parts.join(t("semicolon"))}.` : `${t("sentence_none")}.`);
}

// What the baseline is like, so that changes have a size.
function baseSentence() {
  const mostFigures = 4;
  const figures = keyRows().slice(0, mostFigures).map((row) => `${lowerName(row)} ${quantity(row.options[0].mean, row.unit)}`).join(", ");
  return el("li", {}, el("strong", {}, capital(data.variants[0])), ` (${t("baseline")}) — ${figures}.`);
}

function showSummary() {
  const options = data.variants.map((_, option) => option).slice(1);
  const lines = options.length > 0 && keyRows().length > 0 ? [baseSentence(), ...options.map(sentenceOf)] : [];
  const lead = data.variants.length > 1
    ? isStudy() ? t("summary_lead_study", data.variants[0], data.samples.length) : t("table_lead", data.variants[0]) : t("table_lead_one");
  const missing = data.variants.length * data.samples.length - runs.length;
  fill("summary-text", missing > 0 ? el("p", {class: "warning", role: "note"}, t("missing_runs", missing, missing + runs.length)) : null,
       lines.length > 0 ? el("ul", {class: "sentences"}, lines) : null, el("p", {class: "lead"}, lead));
  fill("key-figures", keyRows().map(card));
  const parts = [];
  if (data.variants.length > 1) parts.push(isStudy() ? t("subtitle_study", data.variants.length, data.samples.length) : `${data.variants.length} ${t("option").toLowerCase()}s`);
  if (maps.grid) parts.push(t("subtitle_grid", number(maps.grid.columns), number(maps.grid.rows), number(maps.grid.cell_m), maps.grid.crs));
  if (maps.times.length > 0) parts.push(t("subtitle_time", `${day(maps.start)} ${shortMoment(0)} UTC`, duration(maps.times.at(-1))));
  fill("subtitle", parts.join(" · "));
  fill("footer", t("footer", data.engine));
}
