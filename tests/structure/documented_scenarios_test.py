"""Every YAML block of the documentation is a scenario without faults, or a section that fits into one.

Called as: documented_scenarios_test.py PATH_OF_JUMELLE [unittest arguments]
"""

import pathlib
import re
import subprocess
import sys
import unittest

from tree import ROOT, planted

PROGRAM = pathlib.Path("missing")
PAGES = ("docs/scenario.md", "docs/traffic.md")
BLOCK = re.compile(r"^```yaml\n(.*?)^```$", re.MULTILINE | re.DOTALL)
# A section begins in the first column with its key and reaches to the next one.
SECTION = re.compile(r"^(\w+):.*\n(?:(?![\w#]).*\n)*", re.MULTILINE)
SQUARE = "x,y\n652020,6862020\n652060,6862020\n652060,6862060\n652020,6862060\n"
HOUSE = ('{"type": "FeatureCollection", "crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::2154"}},'
         '"features": [{"type": "Feature", "properties": {"height": 9.0}, "geometry": {"type": "Polygon", "coordinates":'
         "[[[652100,6862040],[652120,6862040],[652120,6862060],[652100,6862060],[652100,6862040]]]}}]}")
# The files that the page names.
FILES = {
    "dem.asc": "ncols 40\nnrows 20\nxllcorner 652000\nyllcorner 6862000\ncellsize 5\n" + ("30 " * 40 + "\n") * 20,
    "buildings.geojson": HOUSE,
    "houses/house.csv": SQUARE,
    "houses/shed.csv": SQUARE,
    "street.csv": SQUARE,
    "squares.csv": "x,y\n700300,6599200\n700360,6599200\n700360,6599260\n700300,6599260\n",
    "rain.csv": "time [min],gauge_1,gauge_2\n0,5,6\n30,0,0\n",
    "burst.csv": "time [min],flow [l/s]\n0,0\n10,50\n",
    "sewer.inp": "[OPTIONS]\nFLOW_UNITS CMS\n[JUNCTIONS]\nA 27 3\n[OUTFALLS]\nO 26 FREE\n[CONDUITS]\nC A O 50 0.013 0 0\n"
                 "[XSECTIONS]\nC CIRCULAR 0.5\n[COORDINATES]\nA 652050 6862050\n",
    "manholes.csv": "name,kind,x,y,invert [m],rim [m]\na,junction,652050,6862050,27,30\no,outfall,,,26,\n",
    "pipes.csv": "name,from,to,length [m],manning [s/m^(1/3)],diameter [mm]\np,a,o,50,0.013,400\n",
    "dike.csv": "x,y\n700250,6599950\n700250,6599800\n700250,6599650\n",
    "radar/0000.asc": "ncols 2\nnrows 2\nxllcorner 700000\nyllcorner 6599000\ncellsize 500\n12 30\n0 8\n",
    "radar/0005.asc": "ncols 2\nnrows 2\nxllcorner 700000\nyllcorner 6599000\ncellsize 500\n20 10\n0 0\n",
    "tide.csv": "time [h],level [m]\n0,30\n6,31\n",
    "streets.csv": "from,to,length [m],speed [km/h],capacity [veh/h]\n1,2,500,50,900\n2,1,500,50,900\n",
    "crossings.csv": "name,x,y\n1,0,0\n2,500,0\n",
    "trips.csv": "from,to,trips [veh/h]\n1,2,300\n",
    "town_net.tntp": "<NUMBER OF ZONES> 2\n<NUMBER OF NODES> 2\n<FIRST THRU NODE> 1\n<NUMBER OF LINKS> 1\n<END OF METADATA>\n"
                     "1 2 900 1 2 0.15 4 0 5 1 ;\n",
    "town_node.tntp": "node X Y ;\n1 0 0 ;\n2 500 0 ;\n",
    "town_trips.tntp": "<NUMBER OF ZONES> 2\n<END OF METADATA>\nOrigin 1\n2 : 300;\n",
    "gmns/node.csv": "node_id,x_coord,y_coord\n1,0,0\n2,500,0\n",
    "gmns/link.csv": "link_id,from_node_id,to_node_id,length,capacity,free_speed\na,1,2,500,900,50\n",
    "gmns/config.csv": "long_length,speed\nfoot,kph\n",
    "station.csv": "time [h],air_temperature [degC],relative_humidity [%],wind_speed [m/s],global_radiation [W/m2]\n"
                   "0,22,60,2,0\n12,34,30,3,900\n24,24,50,2,0\n",
}


def sections_of(text):
    return {found[1]: found[0] for found in SECTION.finditer(text)}


def blocks_of_pages():
    return [block for page in PAGES for block in BLOCK.findall((ROOT / page).read_text(encoding="utf-8"))]


def scenarios_of(blocks):
    """Each block as a whole scenario: one that is only sections replaces those of the first page's first block."""
    blocks = [sections_of(block) for block in blocks]
    whole = blocks[0]
    scenarios = []
    for block in blocks:
        scenario = block if "jumelle" in block else {**whole, **block}
        scenarios.append("".join(scenario.values()))
    return scenarios


def check(folder, name, text):
    (folder / name).write_text(text, encoding="utf-8")
    return subprocess.run([PROGRAM, "check", folder / name], capture_output=True, text=True, check=False)


class DocumentedScenarios(unittest.TestCase):
    def test_every_block_of_the_page_has_no_fault(self):
        scenarios = scenarios_of(blocks_of_pages())
        self.assertGreater(len(scenarios), 6)
        with planted(FILES) as folder:
            for number, text in enumerate(scenarios):
                with self.subTest(block=number):
                    done = check(folder, f"block_{number}.yaml", text)
                    self.assertEqual(done.returncode, 0, text + done.stdout + done.stderr)

    def test_no_block_is_lost_between_sections(self):
        for block in blocks_of_pages():
            self.assertEqual("".join(sections_of(block).values()), block)

    def test_a_block_with_a_fault_would_be_found(self):
        for text in scenarios_of(blocks_of_pages()):
            with planted(FILES) as folder:
                wrong = re.sub(r"\bduration: (\d+) (min|h)(, exchange|\})", r"duration: \1 kg\3", text)
                self.assertNotEqual(wrong, text)
                self.assertEqual(check(folder, "wrong.yaml", wrong).returncode, 78)

    def test_tutorials_show_their_own_scenario(self):
        shown = 0
        for page in sorted(ROOT.glob("scenarios/*/README.md")):
            files = (page.parent / name for name in ("scenario.yaml", "study.yaml"))
            scenario = "".join(file.read_text(encoding="utf-8") for file in files if file.exists())
            for block in BLOCK.findall(page.read_text(encoding="utf-8")):
                with self.subTest(page=page.parent.name):
                    self.assertIn(block, scenario)
                    shown += 1
        self.assertGreater(shown, 3)


if __name__ == "__main__":
    if len(sys.argv) > 1:
        PROGRAM = pathlib.Path(sys.argv.pop(1)).resolve()
    unittest.main()
