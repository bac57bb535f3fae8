// Options by the weights that somebody stated, and those that no other one beats.
const weightText = () => Object.entries(data.ranking.weights)
  .map(([name, value]) => `${indicatorName(name).toLowerCase().replace("utci", "UTCI")} × ${number(value)}`).join(", ");

function rankingRow(option, isRanked) {
  const {score, lowest, regret, rank, efficient} = data.ranking.options[option];
  const bar = el("span", {class: "bar"}, el("span", {class: "bar-fill", style: `width:${100 * score}%`}));
  const ranked = isRanked ? [cell(String(rank)), el("td", {}, el("span", {class: "score"}, bar, fixed(score, 3)))] : [];
  const spread = isRanked && isStudy() ? [cell(fixed(lowest, 3)), cell(fixed(regret, 3))] : [];
  const words = efficient ? el("span", {class: "verdict better"}, t("not_beaten")) : el("span", {class: "verdict none"}, t("beaten"));
  return el("tr", {}, rowHead(capital(data.variants[option])), ranked, spread, el("td", {}, words));
}

function showRanking() {
  show("ranking", Boolean(data.ranking));
  if (!data.ranking) return;
  const isRanked = Object.keys(data.ranking.weights).length > 0;
  const lead = [isRanked ? t("ranking_lead", weightText()) : "", t("front_lead", data.ranking.criteria)];
  if (data.ranking.incomplete.length > 0) lead.push(t("ranking_incomplete", data.ranking.incomplete.map(indicatorName).join(", ")));
  fill("ranking-lead", lead.filter((text) => text).join(" "));
  const order = data.variants.map((_, option) => option);
  if (isRanked) order.sort((a, b) => data.ranking.options[a].rank - data.ranking.options[b].rank || a - b);
  const names = [t("option"), ...(isRanked ? [t("rank"), t("score")] : []), ...(isRanked && isStudy() ? [t("lowest_score"), t("regret")] : []), t("front")];
  fill("ranking-table", el("table", {class: "numbers"}, head(names), el("tbody", {}, order.map((option) => rankingRow(option, isRanked)))));
}
