// What the page says, in both languages. {0}, {1} stand for what is put in.
const texts = {
  en: {
    skip: "Skip to the content", brand: "jumelle · urban simulation", language: "Language", print: "Print",
    contents: "Contents", summary: "In short", maps: "Maps", indicators: "Options compared", spread: "Spread over climates",
    curves: "Gauges and curves", measures: "What the measures change", balances: "Balances", provenance: "Where it comes from",
    licences: "Licences of what this page is made of",
    maps_lead: "Choose what to show, move the slider through time, drag the middle line from one option to the other, and click on a place or a street to read it.",
    maps_lead_one: "Choose what to show, move the slider through time, and click on a place or a street to read it.", indicators_one: "Indicators",
    zero_everywhere: "nowhere more than 0",
    map_label: "Map. Arrow keys move it, plus and minus zoom, Enter reads the place in the middle.",
    swipe_label: "Border between the left and the right option", time_label: "Time", legend: "Legend",
    controls: "What the map shows", view: "View", view_swipe: "Two options", view_single: "One option",
    view_difference: "Difference", left: "Left", right: "Right", option: "Option", baseline_of: "Compared with", climate: "Climate",
    none: "None", streets: "Streets", opacity: "Opacity of the map", show_measures: "Outline what the option changes", outlined: "changed by the option",
    group_flood: "Water", group_heat: "Heat", group_other: "Other results", group_territory: "Territory", group_traffic: "Traffic",
    play: "Play", pause: "Pause", over_time: "over time", no_value: "no value",
    inspect_hint: "Click on the map, or move the map with the arrow keys and press Enter, to read the values of a place or a street.",
    place: "Place {0} / {1}", street: "Street {0}", of_grid: "{0} m east, {1} m north ({2})", outside: "Outside the territory.",
    values_here: "Values here", at_time: "at {0}", table_of_curve: "The same as a table", time: "Time",
    no_value_here: "There is no value here at any time: a building, or ground that the model leaves out.",
    nothing_over_time: "No field over time of this kind is kept.",
    read_error: "Values are held in 8 bits: each is known to ± what stands beside it.",
    mean_of_cells: "mean over {0} m × {0} m", length: "Length", from_to: "{0} → {1}",
    only_different: "Only what differs between options",
    better: "better", worse: "worse", same: "unchanged", indicator: "Indicator", unit: "Unit",
    table_lead_one: "All indicators of this run.", table_lead: "Change against “{0}”, the baseline.",
    table_lead_study: "Mean over {1} climates, below it the lowest and the highest. Change against “{0}”, climate by climate.",
    table_lead_marks: " ▲ more and ▼ less than the baseline; “better” and “worse” say what that means.",
    definition: "What it is and where it comes from", source: "Source", baseline: "baseline",
    spread_lead: "Each sign is one climate, the bar goes from the lowest to the highest. Options whose bars do not overlap differ whatever the climate. The axis need not begin at zero.",
    curves_lead: "Computed course at gauges and of sums over the territory; observations as black diamonds.",
    curve: "Curve", observed: "Observed", computed: "Computed", difference: "Difference", gauge: "Gauge", field: "Quantity",
    mean_absolute: "Mean absolute difference", observed_and_computed: "Observed and computed",
    measures_lead: "What each measure changes in the territory. It is outlined on the map.",
    measure: "Measure", name: "Name", changes: "Changes", no_measures: "No measure: the territory as it is.",
    balances_lead: "What came in, went out and stays in each model. The error says how well the account closes: what is created or lost by computing, over the largest of the others.",
    model: "Model", in: "In", out: "Out", stored: "Stored at the end", error_relative: "Relative error", run: "Run",
    provenance_lead: "Everything that is needed to compute these numbers again.",
    file: "File", sha256: "Checksum (SHA-256)", engine: "Computed by", computed_on: "Computed on", scenario: "Scenario",
    input: "Input", used_for: "Used for", licence: "Licence", date: "Date", not_stated: "not stated", no_inputs: "No input files.",
    footer: "Made by {0}. This page is complete in itself: it needs no network and sends nothing.",
    subtitle_grid: "{0} × {1} cells of {2} m, {3}", subtitle_time: "from {0}, {1} long", subtitle_study: "{0} options, {1} climates",
    note_quantised: "For this page fields on cells are rounded to 255 values between their lowest and highest; the results files keep them as computed.",
    note_factor: "To keep the page small, these are shown as means over larger cells: {0}.",
    note_times: "To keep the page small, these have fewer times than the results: {0}.",
    note_samples: "Maps show {0} of {1} climates and {2} of {3} options; tables tell of all.",
    of_cells: "{0} ({1} m)", of_times: "{0} ({1} of {2})", missing_runs: "{0} of {1} runs are missing: means are over those that are there.",
    ranking: "Ranking", rank: "Rank", score: "Score", lowest_score: "Score in its worst climate", regret: "Largest regret", front: "Against the others",
    not_beaten: "not beaten by any other", beaten: "another one is better or equal in everything",
    ranking_lead: "The weights are a judgement, not a result: {0}. In each indicator the best value of any option under any climate counts 1, the worst 0; the score is the weighted mean. Regret is what an option scores less than the best one under the same climate.",
    front_lead: "An option is not beaten where no other one is at least as good in all {0} indicators and better in one; weights do not count for that.",
    ranking_incomplete: "Left out, for not all runs have them: {0}.",
    semicolon: "; ", summary_lead_study: "Means over {1} climates; changes against “{0}”, climate by climate.",
    largest_error: "Largest relative error of all {0} runs and their models: {1}.", other_runs: "The other runs",
    sentence: "{0}: {1}.", sentence_better: "better in {0}", sentence_worse: "worse in {0}", sentence_none: "no change of the key figures",
    sentence_item: "{0} ({1})", best: "best", mean_of: "mean of {0} climates",
    whole_territory: "of the whole run", closed: "closed",
  },
  fr: {
    skip: "Aller au contenu", brand: "jumelle · simulation urbaine", language: "Langue", print: "Imprimer",
    contents: "Sommaire", summary: "En bref", maps: "Cartes", indicators: "Comparaison des options", spread: "Dispersion selon le climat",
    curves: "Stations et courbes", measures: "Ce que changent les mesures", balances: "Bilans", provenance: "D’où viennent ces chiffres",
    licences: "Licences des composants de cette page",
    maps_lead: "Choisissez ce qui est montré, déplacez le curseur du temps, faites glisser la ligne du milieu d’une option à l’autre, et cliquez sur un lieu ou une rue pour le lire.",
    maps_lead_one: "Choisissez ce qui est montré, déplacez le curseur du temps, et cliquez sur un lieu ou une rue pour le lire.", indicators_one: "Indicateurs",
    zero_everywhere: "nulle part plus que 0",
    map_label: "Carte. Les flèches la déplacent, plus et moins changent l’échelle, Entrée lit le lieu au milieu.",
    swipe_label: "Limite entre l’option de gauche et celle de droite", time_label: "Temps", legend: "Légende",
    controls: "Ce que montre la carte", view: "Vue", view_swipe: "Deux options", view_single: "Une option",
    view_difference: "Différence", left: "À gauche", right: "À droite", option: "Option", baseline_of: "Comparée à", climate: "Climat",
    none: "Aucune", streets: "Rues", opacity: "Opacité de la carte", show_measures: "Entourer ce que l’option change", outlined: "changé par l’option",
    group_flood: "Eau", group_heat: "Chaleur", group_other: "Autres résultats", group_territory: "Territoire", group_traffic: "Trafic",
    play: "Lecture", pause: "Pause", over_time: "dans le temps", no_value: "sans valeur",
    inspect_hint: "Cliquez sur la carte, ou déplacez-la avec les flèches et appuyez sur Entrée, pour lire les valeurs d’un lieu ou d’une rue.",
    place: "Lieu {0} / {1}", street: "Rue {0}", of_grid: "{0} m vers l’est, {1} m vers le nord ({2})", outside: "Hors du territoire.",
    values_here: "Valeurs ici", at_time: "à {0}", table_of_curve: "La même chose en tableau", time: "Heure",
    no_value_here: "Il n’y a de valeur ici à aucun moment : un bâtiment, ou un sol que le modèle ne traite pas.",
    nothing_over_time: "Aucun champ de ce genre n’est conservé dans le temps.",
    read_error: "Les valeurs tiennent en 8 bits : chacune est connue à ± ce qui est écrit à côté.",
    mean_of_cells: "moyenne sur {0} m × {0} m", length: "Longueur", from_to: "{0} → {1}",
    only_different: "Seulement ce qui diffère entre les options",
    better: "mieux", worse: "moins bien", same: "inchangé", indicator: "Indicateur", unit: "Unité",
    table_lead_one: "Tous les indicateurs de cette exécution.", table_lead: "Écart par rapport à « {0} », la référence.",
    table_lead_study: "Moyenne sur {1} climats, dessous le plus bas et le plus haut. Écart par rapport à « {0} », climat par climat.",
    table_lead_marks: " ▲ plus et ▼ moins que la référence ; « mieux » et « moins bien » disent ce que cela signifie.",
    definition: "Définition et source", source: "Source", baseline: "référence",
    spread_lead: "Chaque signe est un climat, la barre va du plus bas au plus haut. Des options dont les barres ne se recouvrent pas diffèrent quel que soit le climat. L’axe ne commence pas toujours à zéro.",
    curves_lead: "Évolution calculée aux stations et des sommes sur le territoire ; observations en losanges noirs.",
    curve: "Courbe", observed: "Observé", computed: "Calculé", difference: "Écart", gauge: "Station", field: "Grandeur",
    mean_absolute: "Écart absolu moyen", observed_and_computed: "Observé et calculé",
    measures_lead: "Ce que chaque mesure change dans le territoire. C’est entouré sur la carte.",
    measure: "Mesure", name: "Nom", changes: "Changements", no_measures: "Aucune mesure : le territoire tel qu’il est.",
    balances_lead: "Ce qui est entré, sorti et resté dans chaque modèle. L’erreur dit si le compte est juste : ce que le calcul crée ou perd, rapporté au plus grand des autres termes.",
    model: "Modèle", in: "Entrée", out: "Sortie", stored: "Stock à la fin", error_relative: "Erreur relative", run: "Exécution",
    provenance_lead: "Tout ce qu’il faut pour recalculer ces chiffres.",
    file: "Fichier", sha256: "Somme de contrôle (SHA-256)", engine: "Calculé par", computed_on: "Calculé le", scenario: "Scénario",
    input: "Donnée", used_for: "Sert à", licence: "Licence", date: "Date", not_stated: "non indiquée", no_inputs: "Aucun fichier d’entrée.",
    footer: "Fait par {0}. Cette page se suffit à elle-même : elle n’a besoin d’aucun réseau et n’envoie rien.",
    subtitle_grid: "{0} × {1} mailles de {2} m, {3}", subtitle_time: "à partir du {0}, durée {1}", subtitle_study: "{0} options, {1} climats",
    note_quantised: "Pour cette page les champs sont arrondis à 255 valeurs entre leur minimum et leur maximum ; les fichiers de résultats les gardent tels que calculés.",
    note_factor: "Pour limiter la taille de la page, ces champs sont des moyennes sur des mailles plus grandes : {0}.",
    note_times: "Pour limiter la taille de la page, ces champs ont moins d’instants que les résultats : {0}.",
    note_samples: "Les cartes montrent {0} climats sur {1} et {2} options sur {3} ; les tableaux les disent tous.",
    of_cells: "{0} ({1} m)", of_times: "{0} ({1} sur {2})", missing_runs: "{0} exécutions sur {1} manquent : les moyennes portent sur les autres.",
    ranking: "Classement", rank: "Rang", score: "Note", lowest_score: "Note au pire climat", regret: "Plus grand regret", front: "Face aux autres",
    not_beaten: "aucune autre ne la bat", beaten: "une autre est meilleure ou égale en tout",
    ranking_lead: "Les poids sont un jugement, pas un résultat : {0}. Pour chaque indicateur, la meilleure valeur de toutes les options et de tous les climats compte 1, la pire 0 ; la note est la moyenne pondérée. Le regret est ce qui manque à une option par rapport à la meilleure sous le même climat.",
    front_lead: "Une option n’est pas battue si aucune autre n’est au moins aussi bonne pour les {0} indicateurs et meilleure pour l’un ; les poids n’y comptent pas.",
    ranking_incomplete: "Laissés de côté, car toutes les exécutions ne les ont pas : {0}.",
    semicolon: " ; ", summary_lead_study: "Moyennes sur {1} climats ; écarts par rapport à « {0} », climat par climat.",
    largest_error: "Plus grande erreur relative des {0} exécutions et de leurs modèles : {1}.", other_runs: "Les autres exécutions",
    sentence: "{0} : {1}.", sentence_better: "mieux pour {0}", sentence_worse: "moins bien pour {0}", sentence_none: "aucun changement des chiffres clés",
    sentence_item: "{0} ({1})", best: "meilleur", mean_of: "moyenne de {0} climats",
    whole_territory: "de toute l’exécution", closed: "fermée",
  },
};

// Many samples are draws of uncertain values rather than climates.
const mostClimates = 8;
const drawWords = {en: [[/climate/g, "sample"], [/Climate/g, "Sample"]], fr: [[/climat/g, "tirage"], [/Climat/g, "Tirage"]]};

function t(key, ...parts) {
  let text = texts[state.language][key] ?? texts.en[key] ?? key;
  if (data.samples.length > mostClimates) for (const [word, instead] of drawWords[state.language]) text = text.replace(word, instead);
  return text.replace(/\{(\d)\}/g, (_, at) => parts[at]);
}

// Texts that stand in the page itself.
function applyTexts() {
  document.documentElement.lang = state.language;
  for (const element of document.querySelectorAll("[data-text]")) element.textContent = t(element.dataset.text);
  for (const element of document.querySelectorAll("[data-label]")) element.setAttribute("aria-label", t(element.dataset.label));
  for (const button of document.querySelectorAll("[data-language]"))
    button.setAttribute("aria-pressed", String(button.dataset.language === state.language));
}

// An element with attributes and children; texts become text nodes, never markup.
function el(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) element.setAttribute(name, value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return element;
}

function fill(id, ...children) {
  document.getElementById(id).replaceChildren(...children.flat().filter((child) => child !== null));
}

const show = (id, visible) => { document.getElementById(id).hidden = !visible; };
