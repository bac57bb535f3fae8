// French definitions of indicators; English ones come with the results.
const frenchDepths = {low: "de 0,10 m à moins de 0,5 m", moderate: "de 0,5 m à moins de 1 m", high: "de 1 m à moins de 2 m", very_high: "de 2 m ou plus"};
const definitionsFr = {
  flooded_area: "Surface où la hauteur d’eau a atteint 0,10 m à un moment ; rivières et plans d’eau non comptés.",
  dangerous_area: "Surface où l’indice de danger d·(v + 0,5) + débris a atteint 1,25, dangereux pour la plupart des gens ; rivières et plans d’eau non comptés.",
  max_depth: "Plus grande hauteur d’eau, en tout lieu et à tout moment.",
  mean_flooded_depth: "Moyenne, sur la surface inondée, de la plus grande hauteur d’eau de chaque lieu.",
  max_flow_speed: "Plus grande vitesse de l’eau, en tout lieu et à tout moment.",
  flooded_buildings: "Bâtiments atteints par au moins 0,10 m d’eau, dedans ou à leurs murs.",
  flooded_people: "Habitants des bâtiments inondés.",
  water_in: "Eau entrée : pluie, apports, bords.",
  water_out: "Eau sortie par les bords ou prélevée.",
  water_stored: "Eau qui reste sur le territoire à la fin.",
  people_in_danger: "Habitants des bâtiments dans lesquels ou aux murs desquels l’indice de danger a atteint 1,25, dangereux pour la plupart des gens.",
  direct_damage: "Somme sur les bâtiments : emprise × valeur du bâtiment × part endommagée à la plus grande hauteur d’eau, celle des bâtiments résidentiels européens.",
  vehicle_hours: "Temps que les véhicules ont passé à rouler.",
  lost_vehicle_hours: "Temps que les véhicules ont perdu par rapport à des rues vides, sèches et ouvertes.",
  vehicle_km: "Distance parcourue par les véhicules.",
  unreachable_trips: "Trajets sans itinéraire vers leur destination.",
  stranded_trips: "Trajets sans itinéraire, alors qu’il y en a un quand toutes les rues sont ouvertes.",
  strong_heat_stress_hours: "Moyenne, sur le sol extérieur, de la durée avec un UTCI au-dessus de 32 °C.",
  very_strong_heat_stress_hours: "Moyenne, sur le sol extérieur, de la durée avec un UTCI au-dessus de 38 °C.",
  mean_max_utci: "Moyenne, sur le sol extérieur, de l’UTCI le plus élevé.",
  mean_max_radiant_temperature: "Moyenne, sur le sol extérieur, de la plus haute température moyenne de rayonnement.",
  mean_max_ground_temperature: "Moyenne, sur le sol extérieur, de sa plus haute température de surface.",
  hottest_surface: "Plus haute température des sols et des toits, en tout lieu.",
  mean_sun_hours: "Moyenne, sur le sol extérieur, de la durée d’ensoleillement.",
};
for (const [name, depth] of Object.entries(frenchDepths)) {
  definitionsFr[`flooded_area_${name}`] = `Surface où la plus grande hauteur d’eau était ${depth} ; rivières et plans d’eau non comptés.`;
  definitionsFr[`flooded_buildings_${name}`] = `Bâtiments dans lesquels ou aux murs desquels la plus grande hauteur d’eau était ${depth}.`;
  definitionsFr[`flooded_people_${name}`] = `Habitants des bâtiments dans lesquels ou aux murs desquels la plus grande hauteur d’eau était ${depth}.`;
}
