"""What a user asks of a flood beside depths: sections, thresholds, fields on request, the account over time and its
limit. Results are read with netCDF4, as a user would.

Called as: outputs_test.py PATH_OF_JUMELLE [unittest arguments]
"""

import json
import unittest

import netCDF4
import numpy

from user import RUN_FAILED, TOWN, UserTest, main, run_json

# The town reaches from x 700000 to 700200 and from y 6599800 to 6600000; its border is drawn anticlockwise, so that
# what leaves the town counts as positive.
RING = ("[[700000, 6599800], [700200, 6599800], [700200, 6600000], [700000, 6600000], [700000, 6599800]]")
OUTPUTS = f"""  sections:
    - {{name: border, line: {RING}}}
    - {{name: across the middle, line: [[700000, 6599900], [700200, 6599900]]}}
"""
OPEN = TOWN.replace("  rain: 60 mm/h", "  rain: 60 mm/h\n  borders: {north: open, south: open, east: open, west: open}")


class Outputs(UserTest):
    def run_town(self, *sets, text=OPEN + OUTPUTS):
        self.write("town.yaml", text)
        arguments = [part for one in sets for part in ("--set", one)]
        done = self.jumelle("run", "town.yaml", "-o", "out", "--json", *arguments)
        return run_json(done)

    def results(self):
        data = netCDF4.Dataset(self.folder / "out/run.nc")
        self.addCleanup(data.close)
        data.set_auto_mask(False)
        return data

    def test_account_by_term_stands_at_every_exchange(self):
        run = self.run_town(text=OPEN)
        data = self.results()
        account = {name: data["flood_balance_" + name][:] for name in ("in", "out", "stored", "rain", "error")}
        self.assertEqual(list(data["gauge_time"][:]), [0.0, 60.0, 120.0, 180.0, 240.0])
        numpy.testing.assert_allclose(account["rain"], [0.0, 40.0, 80.0, 120.0, 160.0], atol=1e-9)
        error = account["stored"] - account["stored"][0] - account["in"] + account["out"]
        numpy.testing.assert_array_equal(error, account["error"])
        self.assertLess(data["flood_balance_error_relative"][:].max(), 1e-12)
        self.assertEqual(account["out"][-1], run["balance"]["flood"]["out"])
        for name, value in run["balance"]["flood"]["terms"].items():
            self.assertEqual(data["flood_balance_" + name][-1], value)
            self.assertEqual(data["flood_balance_" + name].units, "m3")

    def test_section_round_the_town_is_what_the_account_lost_to_the_borders(self):
        run = self.run_town()
        data = self.results()
        self.assertEqual([str(name) for name in data["section_name"][:]], ["border", "across the middle"])
        volume, out = data["section_volume"][:, 0], data["flood_balance_out"][:]
        self.assertGreater(out[-1], 0.1)
        numpy.testing.assert_allclose(volume, out, rtol=1e-12, atol=1e-12)
        discharge = data["section_discharge"][:, 0]
        self.assertTrue(numpy.isnan(discharge[0]))
        numpy.testing.assert_allclose(discharge[1:] * 60.0, numpy.diff(volume), rtol=1e-10, atol=1e-12)
        self.assertEqual((data["section_discharge"].units, data["section_volume"].units), ("m3 s-1", "m3"))
        self.assertEqual(run["series"]["section"]["border"],
                         {"discharge": {"value": discharge[-1], "unit": "m3 s-1"},
                          "volume": {"value": volume[-1], "unit": "m3"}})

    def test_table_tells_sections(self):
        self.write("town.yaml", OPEN + OUTPUTS)
        told = self.jumelle("run", "town.yaml", "-o", "out").stdout
        self.assertRegex(told, r"section across the middle +discharge +-?[\d.e-]+ +m3 s-1")

    def test_thresholds_become_summaries(self):
        self.run_town("models.flood.thresholds=[1 cm, 30 cm, 2 m]")
        data = self.results()
        above, arrival = data["duration_above_0p01m"], data["first_arrival_0p01m"]
        self.assertEqual((above.units, arrival.units, above.cell_methods), ("s", "s", "time: sum"))
        came = numpy.isfinite(arrival[:])
        self.assertGreater(came.sum(), 0)
        numpy.testing.assert_array_equal(came, above[:] > 0.0)
        self.assertTrue((above[:][came] <= 240.0 - arrival[:][came] + 10.0).all())
        self.assertEqual(float(numpy.abs(data["duration_above_2p00m"][:]).max()), 0.0)
        self.assertTrue(numpy.isnan(data["first_arrival_2p00m"][:]).all())
        self.assertIn("first_arrival", data.variables)

    def test_fields_on_request_are_written_where_named(self):
        text = OPEN.replace("  fields: [water_depth, flow_speed]\n", "")
        self.run_town(text=text)
        self.assertFalse({"froude_number", "hazard", "discharge_x"} & set(self.results().variables))
        self.run_town("outputs.fields=[water_depth, velocity_x, discharge_x, froude_number, hazard]", text=text)
        data = self.results()
        numpy.testing.assert_allclose(data["discharge_x"][:], data["water_depth"][:] * data["velocity_x"][:], atol=2e-4)
        self.assertEqual([data[name].units for name in ("discharge_x", "froude_number", "hazard")],
                         ["m2 s-1", "1", "m2 s-1"])
        self.assertNotIn("flow_speed", data.variables)

    def test_describe_tells_what_is_on_request(self):
        told = self.jumelle("describe", "flood").stdout
        self.assertRegex(told, r"on request, where outputs.fields names them:\n  froude_number \[1\]  \S.*\n  hazard ")
        self.assertIn("thresholds", told)
        self.assertIn("balance_limit", told)

    def test_run_stops_where_the_account_passes_its_limit(self):
        # A limit below the rounding of a single sum: the first moment at which the account is not exact passes it.
        self.write("town.yaml", OPEN.replace("duration: 4 min", "duration: 20 min"))
        done = self.jumelle("run", "town.yaml", "-o", "out", "-q", "--set", "models.flood.precision=float", "--set",
                            "models.flood.balance_limit=1e-30", code=RUN_FAILED)
        message, where = done.stderr.splitlines()
        self.assertRegex(message, r"^model 'flood': the balance of water is off by [\d.e-]+ \(relative\) at \d+ min "
                                  r"after the start; allowed is 1e-30: in \d.* stored .* error .* m3; terms: rain \d")
        self.assertEqual(where, "  results until then: out/run.nc.part")
        report = json.loads((self.folder / "out/run.json").read_text(encoding="utf-8"))
        self.assertEqual((report["status"], report["error"]), ("failed", message))
        with netCDF4.Dataset(self.folder / "out/run.nc.part") as data:
            relative = data["flood_balance_error_relative"][:]
            self.assertGreater(relative[-1], 1e-30)
            self.assertTrue((relative[:-1] <= 1e-30).all())
            self.assertIn(f"{relative[-1]:.3g}", message)


if __name__ == "__main__":
    main()
