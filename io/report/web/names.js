// What fields, indicators, measures and models are called. Where a name is missing the results' own words serve.
const fieldNames = {
  water_depth: ["Water depth", "Hauteur d’eau"],
  max_water_depth: ["Largest water depth", "Hauteur d’eau maximale"],
  max_water_level: ["Highest water level", "Niveau d’eau maximal"],
  flow_speed: ["Flow speed", "Vitesse de l’eau"],
  max_flow_speed: ["Largest flow speed", "Vitesse maximale de l’eau"],
  max_hazard: ["Flood hazard rating", "Indice de danger de l’inondation"],
  time_of_max_depth: ["Time of the largest depth", "Moment de la hauteur maximale"],
  first_arrival: ["First arrival of water", "Première arrivée de l’eau"],
  infiltration_depth: ["Water taken by the ground", "Eau infiltrée dans le sol"],
  utci: ["Felt temperature (UTCI)", "Température ressentie (UTCI)"],
  max_utci: ["Highest felt temperature (UTCI)", "Température ressentie maximale (UTCI)"],
  surface_temperature: ["Surface temperature", "Température de surface"],
  max_surface_temperature: ["Highest surface temperature", "Température de surface maximale"],
  mean_radiant_temperature: ["Mean radiant temperature", "Température moyenne de rayonnement"],
  max_mean_radiant_temperature: ["Highest radiant temperature", "Température de rayonnement maximale"],
  sky_view_factor: ["Open sky", "Part de ciel visible"],
  sun_hours: ["Hours of sun", "Heures de soleil"],
  hours_above_utci_26: ["Hours of moderate heat stress", "Heures de stress thermique modéré"],
  hours_above_utci_32: ["Hours of strong heat stress", "Heures de stress thermique fort"],
  hours_above_utci_38: ["Hours of very strong heat stress", "Heures de stress thermique très fort"],
  hours_above_utci_46: ["Hours of extreme heat stress", "Heures de stress thermique extrême"],
  shade: ["Share of shade", "Part d’ombre"],
  shade_hours: ["Hours of shade", "Heures d’ombre"],
  air_temperature: ["Air temperature", "Température de l’air"],
  max_air_temperature: ["Highest air temperature", "Température de l’air maximale"],
  wind_speed: ["Wind", "Vent"],
  relative_humidity: ["Relative humidity", "Humidité relative"],
  tropical_nights: ["Tropical nights", "Nuits tropicales"],
  hot_days: ["Hot days", "Journées chaudes"],
  degree_hours_above_utci_26: ["Degree-hours of felt heat", "Degrés-heures de chaleur ressentie"],
  velocity_x: ["Eastward velocity of water", "Vitesse de l’eau vers l’est"],
  velocity_y: ["Northward velocity of water", "Vitesse de l’eau vers le nord"],
  discharge_x: ["Eastward discharge", "Débit vers l’est"],
  discharge_y: ["Northward discharge", "Débit vers le nord"],
  water_level: ["Water level", "Niveau d’eau"],
  hazard: ["Depth times speed", "Hauteur fois vitesse"],
  froude_number: ["Froude number", "Nombre de Froude"],
  infiltration_rate: ["Infiltration rate", "Vitesse d’infiltration"],
  curve_number: ["Curve number", "Indice de ruissellement"],
  concentration: ["Substance on the ground", "Substance au sol"],
  elevation: ["Ground elevation", "Altitude du sol"],
  building_height: ["Height of buildings", "Hauteur des bâtiments"],
  canopy_height: ["Height of trees", "Hauteur des arbres"],
  land_cover: ["Land cover", "Occupation du sol"],
  soil: ["Soil", "Sol"],
  population: ["Residents", "Habitants"],
  manning: ["Roughness of the ground", "Rugosité du sol"],
  albedo: ["Reflected sunlight", "Lumière réfléchie"],
  roof_storage: ["Water held by green roofs", "Eau retenue par les toits végétalisés"],
  retention_depth: ["Depth of basins", "Profondeur des bassins"],
  building_value: ["Value of buildings", "Valeur des bâtiments"],
  income: ["Income", "Revenu"],
  road_flow: ["Vehicles an hour", "Véhicules par heure"],
  road_speed: ["Driving speed", "Vitesse des véhicules"],
  road_time: ["Driving time", "Temps de parcours"],
  road_volume_capacity: ["Flow over capacity", "Débit sur capacité"],
  road_water_depth: ["Water on the street", "Eau sur la rue"],
  road_queue: ["Vehicles in the queue", "Véhicules en file"],
  road_co2: ["Carbon dioxide of traffic", "Dioxyde de carbone du trafic"],
  road_nox: ["Nitrogen oxides of traffic", "Oxydes d’azote du trafic"],
  road_pm: ["Fine particles of traffic", "Particules fines du trafic"],
  road_closed_time: ["Time closed", "Durée de fermeture"],
  length: ["Length", "Longueur"],
  free_speed: ["Speed when empty", "Vitesse à vide"],
  free_time: ["Time when empty", "Temps à vide"],
  capacity: ["Capacity", "Capacité"],
  lanes: ["Lanes", "Voies"],
};

const indicatorNames = {
  flooded_area: ["Flooded area", "Surface inondée"],
  dangerous_area: ["Area with dangerous water", "Surface où l’eau est dangereuse"],
  max_depth: ["Largest water depth", "Hauteur d’eau maximale"],
  mean_flooded_depth: ["Mean depth where flooded", "Hauteur moyenne en zone inondée"],
  max_flow_speed: ["Largest flow speed", "Vitesse maximale de l’eau"],
  flooded_buildings: ["Flooded buildings", "Bâtiments inondés"],
  flooded_people: ["Residents of flooded buildings", "Habitants de bâtiments inondés"],
  water_in: ["Water that came in", "Eau entrée"],
  water_out: ["Water that left", "Eau sortie"],
  water_stored: ["Water left at the end", "Eau restante à la fin"],
  people_in_danger: ["People in danger from water", "Personnes en danger dans l’eau"],
  direct_damage: ["Direct damage to buildings", "Dommages directs aux bâtiments"],
  vehicle_hours: ["Time spent driving", "Temps passé à conduire"],
  lost_vehicle_hours: ["Time lost in traffic", "Temps perdu dans le trafic"],
  vehicle_km: ["Distance driven", "Distance parcourue"],
  unreachable_trips: ["Trips without a way", "Trajets sans itinéraire"],
  stranded_trips: ["Trips cut off by closures", "Trajets coupés par des fermetures"],
  strong_heat_stress_hours: ["Hours of strong heat stress", "Heures de stress thermique fort"],
  very_strong_heat_stress_hours: ["Hours of very strong heat stress", "Heures de stress thermique très fort"],
  mean_max_utci: ["Highest felt temperature, mean", "Température ressentie maximale, moyenne"],
  mean_max_radiant_temperature: ["Highest radiant temperature, mean", "Température de rayonnement maximale, moyenne"],
  mean_max_ground_temperature: ["Highest ground temperature, mean", "Température du sol maximale, moyenne"],
  hottest_surface: ["Hottest surface", "Surface la plus chaude"],
  mean_sun_hours: ["Hours of sun, mean", "Heures de soleil, moyenne"],
  degree_hours: ["Degree-hours of felt heat", "Degrés-heures de chaleur ressentie"],
  mean_max_air_temperature: ["Highest air temperature, mean", "Température de l’air maximale, moyenne"],
  tropical_nights: ["Tropical nights", "Nuits tropicales"],
  moderate_heat_stress_person_hours: ["Person-hours of moderate heat stress", "Personnes-heures de stress thermique modéré"],
  strong_heat_stress_person_hours: ["Person-hours of strong heat stress", "Personnes-heures de stress thermique fort"],
  very_strong_heat_stress_person_hours: ["Person-hours of very strong heat stress", "Personnes-heures de stress thermique très fort"],
  extreme_heat_stress_person_hours: ["Person-hours of extreme heat stress", "Personnes-heures de stress thermique extrême"],
  public_space_radiant_temperature: ["Radiant temperature in public space", "Température de rayonnement dans l’espace public"],
  blocked_road_km: ["Length of blocked streets", "Longueur de rues coupées"],
  blocked_road_km_hours: ["Blocked streets, length times time", "Rues coupées, longueur fois durée"],
  flooded_road_km: ["Length of flooded streets", "Longueur de rues inondées"],
  co2: ["Carbon dioxide of traffic", "Dioxyde de carbone du trafic"],
  nox: ["Nitrogen oxides of traffic", "Oxydes d’azote du trafic"],
  reachable_opportunities: ["Reached from where trips start, mean", "Opportunités atteignables, moyenne"],
  accessibility_logsum: ["Accessibility (logsum), mean", "Accessibilité (logsum), moyenne"],
  pm: ["Fine particles of traffic", "Particules fines du trafic"],
  isolated_people: ["Isolated people", "Personnes isolées"],
  people_in_fire_cover: ["People whom fire engines reach", "Personnes que les pompiers atteignent"],
  mean_time_to_hospital: ["Time to the hospital, mean", "Temps jusqu’à l’hôpital, moyenne"],
  flooded_people_low_income: ["Flooded people of low income", "Personnes inondées à bas revenu"],
  flood_inequality: ["Inequality before floods", "Inégalité face à l’inondation"],
  heat_inequality: ["Inequality before heat", "Inégalité face à la chaleur"],
};
// Classes of a subject: flooded_area_low …
const indicatorStems = {
  flooded_area: ["Flooded area", "Surface inondée"],
  flooded_buildings: ["Flooded buildings", "Bâtiments inondés"],
  flooded_people: ["Residents of flooded buildings", "Habitants de bâtiments inondés"],
};
const depthClasses = {
  low: ["below 0.5 m", "moins de 0,5 m"], moderate: ["0.5 to 1 m", "de 0,5 à 1 m"],
  high: ["1 to 2 m", "de 1 à 2 m"], very_high: ["2 m and more", "2 m et plus"],
};

// Those that a council asks for first, in this order; each theme is among the first six, so that no option looks idle.
const keyIndicators = ["flooded_people", "people_in_danger", "direct_damage", "very_strong_heat_stress_hours", "lost_vehicle_hours",
  "isolated_people", "flooded_buildings", "flooded_area", "very_strong_heat_stress_person_hours", "mean_max_utci", "stranded_trips",
  "vehicle_hours", "max_depth", "dangerous_area", "strong_heat_stress_hours"];

const measureNames = {
  plant_trees: ["Plant trees", "Planter des arbres"], unseal: ["Unseal ground", "Désimperméabiliser"],
  green_roofs: ["Green roofs", "Toits végétalisés"], cool_roofs: ["Cool roofs", "Toits clairs"],
  cool_pavement: ["Cool pavement", "Chaussées claires"], new_building: ["New building", "Nouveau bâtiment"],
  demolish: ["Demolish", "Démolir"], retention_basin: ["Retention basin", "Bassin de rétention"], swale: ["Swale", "Noue"],
  weir: ["Weir", "Déversoir"], bridge: ["Bridge", "Pont"], gate: ["Gate", "Vanne"], culvert: ["Culvert", "Buse"],
  orifice: ["Orifice", "Orifice"], pump: ["Pump", "Pompe"], raise_ground: ["Raise ground", "Remblayer"], levee: ["Levee", "Digue"], flood_wall: ["Flood wall", "Mur anti-crue"],
  dike_breach: ["Dike breach", "Brèche de digue"], upgrade_drain: ["Larger drain", "Agrandir un égout"],
  close_road: ["Close road", "Fermer une rue"], new_road: ["New road", "Nouvelle rue"],
  speed_limit: ["Speed limit", "Limite de vitesse"], lanes: ["Lanes", "Voies"], toll: ["Toll", "Péage"],
  low_traffic_zone: ["Low-traffic zone", "Zone à trafic limité"], shift_demand: ["Fewer trips", "Report de trajets"],
  set_field: ["Set a field", "Modifier un champ"],
};
const changeNames = {
  cells: ["cells", "mailles", ""], area_m2: ["area", "surface", "m2"], cut_m3: ["dug out", "déblai", "m3"],
  fill_m3: ["filled", "remblai", "m3"], edges: ["streets", "rues", ""], pipes: ["pipes", "conduites", ""],
  length_m: ["length", "longueur", "m"], trips_vehph: ["trips an hour", "trajets par heure", ""], cost: ["cost", "coût", "EUR"],
};
const modelNames = {flood: ["Flood", "Inondation"], heat: ["Heat", "Chaleur"], traffic: ["Traffic", "Trafic"], decay: ["Decay", "Décroissance"]};
const groupNames = {Flooding: ["Flooding", "Inondation"], Traffic: ["Traffic", "Trafic"], Access: ["Access", "Accès"], Heat: ["Heat", "Chaleur"],
  Equity: ["Equity", "Équité"]};
const groundNames = {1: ["building", "bâtiment"], 2: ["asphalt", "asphalte"], 3: ["paved", "pavé"], 4: ["grass", "herbe"],
  5: ["dry grass", "herbe sèche"], 6: ["bare soil", "sol nu"], 7: ["trees", "arbres"], 8: ["water", "eau"], 9: ["garden", "jardin"]};

const inLanguage = (pair) => pair[state.language === "fr" ? 1 : 0];
const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);
const plain = (name) => capital(name.replaceAll("_", " "));

// Fields of thresholds: duration_above_0.3_m …
const thresholdName = (name) => state.language === "fr" ? `Durée au-dessus de ${name.slice(15).replaceAll("_", " ").replace(".", ",")}`
  : `Time above ${name.slice(15).replaceAll("_", " ")}`;
const fieldName = (field) => field.name.startsWith("duration_above_") ? thresholdName(field.name) : fieldNames[field.name] ? inLanguage(fieldNames[field.name]) : capital(field.label || plain(field.name));
function indicatorName(name) {
  if (indicatorNames[name]) return inLanguage(indicatorNames[name]);
  for (const [stem, pair] of Object.entries(indicatorStems)) {
    const rest = name.slice(stem.length + 1);
    if (name.startsWith(stem) && depthClasses[rest]) return `${inLanguage(pair)}, ${inLanguage(depthClasses[rest])}`;
  }
  return plain(name);
}
const measureName = (kind) => measureNames[kind] ? inLanguage(measureNames[kind]) : plain(kind);
const modelName = (name) => modelNames[name] ? inLanguage(modelNames[name]) : plain(name);
const groupName = (name) => groupNames[name] ? inLanguage(groupNames[name]) : name;

const floodWords = ["water", "flow_speed", "velocity", "duration_above", "hazard", "depth", "arrival", "infiltration", "froude", "discharge", "inflow"];
const heatWords = ["utci", "temperature", "wind_", "humidity", "tropical", "hot_days", "sun_", "sky_", "albedo", "radiation", "shade"];
function groupOf(layer) {
  if (layer.on === "edge") return "traffic";
  if (layer.role === "constant") return "territory";
  if (floodWords.some((word) => layer.name.includes(word))) return "flood";
  return heatWords.some((word) => layer.name.includes(word)) ? "heat" : "other";
}
