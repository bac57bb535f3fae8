// Numbers over time that lie on no map: terms of balances, totals of models, discharges.
const seriesNames = {
  in: ["all that came in", "tout ce qui est entré"], out: ["all that went out", "tout ce qui est sorti"],
  stored: ["stored", "stock"], error: ["error", "erreur"], error_relative: ["relative error", "erreur relative"],
  rain: ["rain", "pluie"], infiltration: ["infiltration", "infiltration"], evaporation: ["evaporation", "évaporation"],
  inflow: ["inflow", "apport"], border_north: ["northern border", "bord nord"], border_east: ["eastern border", "bord est"],
  border_south: ["southern border", "bord sud"], border_west: ["western border", "bord ouest"], drains: ["drains", "égouts"],
  departure: ["departures", "départs"], arrival: ["arrivals", "arrivées"], unreachable: ["without a way", "sans itinéraire"],
  shortwave: ["sunlight", "rayonnement solaire"], longwave_in: ["thermal radiation received", "rayonnement thermique reçu"],
  longwave_out: ["thermal radiation sent", "rayonnement thermique émis"], sensible: ["to the air", "vers l’air"],
  latent: ["by evaporation", "par évaporation"], indoor: ["into buildings", "vers l’intérieur des bâtiments"],
  air_temperature: ["air temperature", "température de l’air"], wall_temperature: ["temperature of walls, mean", "température des murs, moyenne"],
  global_radiation: ["radiation of sun and sky", "rayonnement du soleil et du ciel"],
  objective: ["objective of the equilibrium", "objectif de l’équilibre"], relative_gap: ["gap of the equilibrium", "écart à l’équilibre"],
  iterations: ["iterations", "itérations"], closed_edges: ["closed streets", "rues fermées"],
  vehicle_hours: ["time spent driving", "temps passé à conduire"], lost_vehicle_hours: ["time lost", "temps perdu"],
  vehicle_km: ["distance driven", "distance parcourue"], trips: ["trips", "trajets"],
  unreachable_trips: ["trips without a way", "trajets sans itinéraire"], stranded_trips: ["trips cut off by closures", "trajets coupés par des fermetures"],
  reachable_opportunities: ["reached from where trips start", "opportunités atteignables"],
  accessibility_logsum: ["accessibility (logsum)", "accessibilité (logsum)"], flow: ["flow", "débit de véhicules"],
  discharge: ["discharge", "débit"], volume: ["volume", "volume"], level: ["level", "niveau"],
};
const seriesGroups = {section: ["Section", "Section"], turn: ["Turn", "Mouvement tournant"], structure: ["Structure", "Ouvrage"], drain: ["Drain", "Égout"], drains: ["Drains", "Égouts"]};

// "Flood, balance: rain"
function seriesName({group, name, quantity: what, label}) {
  const [model, ...rest] = group.split("_");
  const balance = rest.join("_") === "balance" ? [state.language === "fr" ? "bilan" : "balance"] : rest.map(plain);
  const of = seriesGroups[group] ? [inLanguage(seriesGroups[group])] : [modelName(model), ...balance];
  const text = seriesNames[what] ? inLanguage(seriesNames[what]) : state.language === "en" && label ? label : plain(what).toLowerCase();
  return `${[...of, name].filter((part) => part).join(", ")} — ${text}`;
}
