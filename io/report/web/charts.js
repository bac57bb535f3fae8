// Curves and points over Chart.js, each with the same numbers as a table beside it.
const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
const ink = "#1d2b36", grid = "#dde3e8";

// What all charts share.
function chartOptions(xTitle, yTitle) {
  const axis = (text) => ({title: {display: text !== "", text, color: ink}, ticks: {color: ink, maxRotation: 0, autoSkipPadding: 16},
                           grid: {color: grid}});
  return {
    responsive: true, maintainAspectRatio: false, animation: false, interaction: {mode: "index", intersect: false},
    locale: state.language, scales: {x: axis(xTitle), y: axis(yTitle)},
    plugins: {legend: {labels: {color: ink, usePointStyle: true, boxWidth: 28}}},
  };
}

// A curve of an option: colour, dash and sign are its own.
const curveStyle = (option) => ({
  borderColor: optionColours[option % optionColours.length], backgroundColor: optionColours[option % optionColours.length],
  borderDash: optionDashes[option % optionDashes.length], pointStyle: optionSigns[option % optionSigns.length],
  borderWidth: 2, pointRadius: 3, tension: 0, spanGaps: false,
});

// Puts a chart into a folder element, in place of one that was there.
function putChart(holder, label, config) {
  holder.chart?.destroy();
  const canvas = el("canvas", {role: "img", "aria-label": label});
  holder.replaceChildren(canvas);
  holder.chart = new Chart(canvas, config);
  return holder.chart;
}

// {label, times, unit, curves: [{name, option, values}], observed: {time, value}}
function curveChart(holder, course) {
  const datasets = course.curves.map((curve) => ({
    label: curve.name, data: curve.values.map((y, i) => ({x: course.times[i] / 3600, y})),
    ...curveStyle(curve.option), pointRadius: course.times.length > 40 ? 0 : 3,
  }));
  if (course.observed)
    datasets.push({label: t("observed"), data: [{x: course.observed.time / 3600, y: course.observed.value}], showLine: false,
                   pointStyle: "rectRot", pointRadius: 8, borderColor: "#000", backgroundColor: "#000"});
  const options = chartOptions("", unitText(course.unit));
  options.scales.x.type = "linear";
  options.scales.x.ticks.callback = (hours) => shortMoment(hours * 3600);
  options.scales.x.title = {display: true, text: `${t("time")} (UTC)`, color: ink};
  options.plugins.tooltip = {callbacks: {title: (items) => moment(items[0].parsed.x * 3600)}};
  putChart(holder, course.label, {type: "line", data: {datasets}, options});
}

function curveTable(course) {
  const head = el("tr", {}, el("th", {scope: "col"}, t("time")),
                  course.curves.map((curve) => el("th", {scope: "col"}, `${curve.name} [${unitText(course.unit) || "1"}]`)));
  const rows = course.times.map((time, i) => el("tr", {}, el("th", {scope: "row"}, moment(time)),
    course.curves.map((curve) => el("td", {}, number(curve.values[i])))));
  return el("details", {}, el("summary", {}, t("table_of_curve")),
            el("div", {class: "scroll", tabindex: "0", role: "region", "aria-label": t("table_of_curve")}, el("table", {}, el("thead", {}, head), el("tbody", {}, rows))));
}
