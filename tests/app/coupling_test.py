"""Models that exchange fields, through the command: water moves traffic, and what does not exchange stays as it is.

Called as: coupling_test.py PATH_OF_JUMELLE [unittest arguments]
"""

import h5py
import numpy

from user import ROOT, UserTest, main

# A street of 160 m through a hollow, and a way round it of 240 m; 2500 vehicles an hour want to pass.
STREETS = """\
name,from,to,length [m],speed [km/h],capacity [veh/h]
short,west,east,160,36,1500
up,west,north,120,36,1500
down,north,east,120,36,1500
"""
CROSSINGS = "name,x,y\nwest,20,50\neast,180,50\nnorth,100,140\n"
TRIPS = "from,to,trips [veh/h]\nwest,east,2500\n"
WANTED, CAPACITY = 2500.0, 1500.0

TWO_ROUTES = """\
jumelle: 1
name: Two routes
territory:
  crs: EPSG:2154
  resolution: 10 m
  extent: [0, 0, 200, 200]
  fields: {elevation: 10 m}
  roads: {csv: streets.csv, nodes: crossings.csv}
  demand: {csv: trips.csv}
forcing: {}
time: {start: 2025-07-01T08:00Z, duration: 2 min, exchange_every: 1 min}
models:
  flood: {}
  traffic: {gap: 1e-12}
measures:
  - raise_ground: {inside: {circle: {centre: [100, 50], radius: 22 m}}, by: -2 m}
  - set_field: {inside: {circle: {centre: [100, 50], radius: 22 m}}, set: {initial_depth: DEPTH m}}
outputs: {every: 1 min, fields: [water_depth, road_flow, road_time]}
"""

# All models on a town; `models` are those that run.
TOWN = """\
jumelle: 1
name: A small town
territory:
  synthetic_town: {seed: 7, size: 300 m}
  resolution: 10 m
forcing:
  rain: 60 mm/h
  weather: {epw: WEATHER}
time: {start: 2025-07-01T13:00+01:00, duration: 20 min, exchange_every: 5 min}
models:
MODELS
outputs: {every: 10 min}
"""
MODELS = {"flood": "  flood: {scheme: inertial}", "heat": "  heat: {spin_up: 1 h}", "traffic": "  traffic:",
          "decay": "  decay: {initial_concentration: 5 g/m^2, half_life: 10 min}"}


def flooded_speed_mps(depth_m):
    """Pregnolato et al. 2017: v = 0.0009 w2 - 0.5529 w + 86.9448 km/h for w in mm."""
    w = 1000.0 * depth_m
    return (0.0009 * w * w - 0.5529 * w + 86.9448) / 3.6


def equilibrium_flow(short_s, long_s):
    """Flow on the short way at which both ways take the same time, by halving; time grows as in BPR 1964."""
    def gain(flow):
        def time(free_s, x):
            return free_s * (1.0 + 0.15 * (x / CAPACITY) ** 4)
        return time(short_s, flow) - time(long_s, WANTED - flow)
    low, high = 0.0, WANTED
    if gain(low) >= 0.0:
        return low
    for _ in range(200):
        middle = 0.5 * (low + high)
        low, high = (middle, high) if gain(middle) < 0.0 else (low, middle)
    return low


class Coupling(UserTest):
    def flows_at(self, depth):
        """Flows of the ways over the last minute, with water of this depth in the hollow."""
        for name, text in (("streets.csv", STREETS), ("crossings.csv", CROSSINGS), ("trips.csv", TRIPS),
                           ("two.yaml", TWO_ROUTES.replace("DEPTH", str(depth)))):
            self.write(name, text)
        self.jumelle("run", "two.yaml", "-o", "out")
        with h5py.File(self.folder / "out" / "run.nc") as file:
            names = [b"".join(name).decode().rstrip("\0 ") for name in file["road_edge_id"][:]]
            flows = dict(zip(names, file["road_flow"][-1]))
            self.assertAlmostEqual(float(numpy.nanmax(file["water_depth"][-1])), depth, places=3)
        self.assertAlmostEqual(flows["up"], flows["down"], delta=1e-3)
        return float(flows["short"]), float(flows["up"])

    def test_water_on_the_short_way_moves_exactly_the_equilibrium_flow_to_the_other(self):
        dry_short, dry_long = self.flows_at(0.0)
        wet_short, wet_long = self.flows_at(0.2)
        self.assertAlmostEqual(dry_short, equilibrium_flow(16.0, 24.0), delta=2e-3)
        self.assertAlmostEqual(wet_short, equilibrium_flow(160.0 / flooded_speed_mps(0.2), 24.0), delta=2e-3)
        self.assertGreater(dry_short - wet_short, 100.0)
        self.assertAlmostEqual(wet_long - dry_long, dry_short - wet_short, delta=1e-3)

    def test_water_that_closes_the_short_way_moves_all_of_it(self):
        short, around = self.flows_at(0.35)
        self.assertEqual(short, 0.0)
        self.assertAlmostEqual(around, WANTED, delta=1e-3)

    def results_with(self, *models):
        """Every array of numbers in the results of a town on which these models run."""
        folder = "_".join(models)
        self.write("town.yaml", TOWN.replace("WEATHER", str(ROOT / "scenarios/04_hot_day_in_a_grid_town/data/"
                                                            "three_hot_days.epw"))
                   .replace("MODELS", "\n".join(MODELS[model] for model in models)))
        self.jumelle("run", "town.yaml", "-o", folder)
        with h5py.File(self.folder / folder / "run.nc") as file:
            return {name: data[()] for name, data in file.items() if data.dtype.kind in "fiu"}

    def assert_all_stay(self, alone, together):
        """Every number of the smaller run stands in the larger one, bit for bit."""
        missing = set(alone) - set(together)
        self.assertEqual(missing, set())
        for name, values in alone.items():
            self.assertEqual(values.tobytes(), together[name].tobytes(), name)

    def test_a_model_that_is_turned_off_leaves_those_that_do_not_read_it_as_they_are(self):
        everything = self.results_with("flood", "heat", "traffic", "decay")
        for models, written in ((("flood",), "max_water_depth"), (("decay",), "concentration"),
                                (("flood", "traffic"), "road_flow")):
            alone = self.results_with(*models)
            self.assertIn(written, alone)
            self.assert_all_stay(alone, everything)
        # Traffic warms the air: heat stays as it is without the models that give it nothing.
        self.assert_all_stay(self.results_with("heat"), self.results_with("heat", "decay"))
        alone = self.results_with("flood", "heat")
        self.assertIn("utci", alone)
        self.assert_all_stay(alone, self.results_with("flood", "heat", "decay"))

    def test_models_that_exchange_do_change(self):
        """So that the test above can fail: without the flood the heat knows no water."""
        alone, together = self.results_with("heat"), self.results_with("flood", "heat")
        self.assertNotEqual(alone["surface_temperature"].tobytes(), together["surface_temperature"].tobytes())


if __name__ == "__main__":
    main()
