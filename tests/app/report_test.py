"""`jumelle report`: a page is opened in a browser, used as a reader would, and read against the results.

Called as: report_test.py PATH_OF_JUMELLE [unittest arguments]
"""

import json
import pathlib
import re
import shutil
import subprocess
import tempfile
import unittest

import h5py
import numpy

from browser import Browser
from user import BAD_DATA, IO_ERROR, TOWN, USAGE, UserTest, main, need

# A town with streets: water over time, flows over time, a gauge that was observed.
BASE = """\
jumelle: 1
name: Today
territory:
  synthetic_town: {seed: 7, size: 400 m}
  resolution: 10 m
forcing:
  rain: 60 mm/h
time: {start: 2025-07-01T16:00+02:00, duration: 30 min, exchange_every: 10 min}
models:
  flood: {}
  traffic: {gap: 1e-4}
outputs:
  every: 10 min
  fields: [water_depth, road_flow]
  gauges: [{name: bridge, at: bridge_1, radius: 20 m, observed: {water_depth: 0.5 m}}]
"""
STUDY = """\
jumelle_study: 1
name: Rain </script> & basins
base: base.yaml
variants:
  today:
  dry: {set: {models.flood.infiltration: constant}}
  basin:
    measures:
      - retention_basin: {name: meadow, inside: {circle: {centre: [XX, YY], radius: 30 m}}, depth: 1 m}
samples:
  cases:
    mild: {forcing.rain: 40 mm/h}
    wild: {forcing.rain: 80 mm/h}
"""

# The ratio of WCAG 2.1, 1.4.3, of every text that is seen, against the colours behind it.
CONTRASTS = r"""
const parse = (text) => { const [r, g, b, a] = text.match(/[\d.]+/g).map(Number); return [r, g, b, a ?? 1]; };
const channel = (v) => { v /= 255; return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4; };
const light = ([r, g, b]) => 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
const over = (top, below) => [0, 1, 2].map((i) => top[3] * top[i] + (1 - top[3]) * below[i]);
function behind(element) {
  const layers = [];
  for (let each = element; each; each = each.parentElement) layers.unshift(parse(getComputedStyle(each).backgroundColor));
  return layers.reduce((below, layer) => over(layer, below), [255, 255, 255]);
}
const faults = [];
const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
let checked = 0;
while (walker.nextNode()) {
  const element = walker.currentNode.parentElement;
  if (!walker.currentNode.textContent.trim() || !element.checkVisibility({checkVisibilityCSS: true}) || element.closest("script, noscript")) continue;
  const style = getComputedStyle(element), ground = behind(element);
  const [a, b] = [light(over(parse(style.color), ground)), light(ground)].sort((x, y) => y - x);
  const isLarge = parseFloat(style.fontSize) >= 24 || (parseFloat(style.fontSize) >= 18.66 && Number(style.fontWeight) >= 700);
  const ratio = (a + 0.05) / (b + 0.05);
  ++checked;
  if (ratio < (isLarge ? 3 : 4.5)) faults.push(`${ratio.toFixed(2)} ${element.tagName}.${element.className}: ${walker.currentNode.textContent.trim().slice(0, 40)}`);
}
return {checked, faults};
"""

# Names that a screen reader says, unique ids, an order of headings, tables with heads.
STRUCTURE = r"""
const faults = [];
const named = (element) => element.getAttribute("aria-label") || element.labels?.length > 0 || element.textContent.trim() ||
  document.getElementById(element.getAttribute("aria-labelledby"))?.textContent;
for (const element of document.querySelectorAll("button, input, select, summary, a[href], [role=img], [role=region], [role=group], nav, aside"))
  if (element.checkVisibility() && !named(element)) faults.push(`no name: ${element.outerHTML.slice(0, 120)}`);
const ids = [...document.querySelectorAll("[id]")].map((element) => element.id);
for (const id of ids) if (ids.indexOf(id) !== ids.lastIndexOf(id)) faults.push(`twice: #${id}`);
let last = 1;
for (const heading of document.querySelectorAll("h1, h2, h3, h4")) {
  if (!heading.checkVisibility()) continue;
  const level = Number(heading.tagName[1]);
  if (level > last + 1) faults.push(`from h${last} to h${level}: ${heading.textContent}`);
  last = level;
}
for (const table of document.querySelectorAll("table"))
  if (!table.querySelector("th")) faults.push(`no heading: ${table.outerHTML.slice(0, 80)}`);
for (const image of document.images) if (!image.alt) faults.push("picture without a text");
for (const scroller of document.querySelectorAll(".scroll")) if (scroller.tabIndex !== 0) faults.push("scrolls, but not by keyboard");
if (!document.documentElement.lang) faults.push("no language");
return faults;
"""

# The point of the window that shows a place [m from the south-west corner].
WHERE = """
const map = window.jumelleReport.map(), box = map.getContainer().getBoundingClientRect();
const point = map.latLngToContainerPoint([arguments[1], arguments[0]]);
return [box.left + point.x, box.top + point.y];
"""


class Names(UserTest):
    """What a council reads has a name in both languages."""

    web = pathlib.Path(__file__).resolve().parents[2] / "io" / "report" / "web"

    def names_in(self, subject, pattern):
        return re.findall(pattern, self.jumelle("describe", subject, "--markdown").stdout, re.MULTILINE)

    def test_every_indicator_is_named_and_defined_in_both_languages(self):
        named = (self.web / "names.js").read_text(encoding="utf-8")
        defined = (self.web / "definitions.js").read_text(encoding="utf-8")
        names = self.names_in("indicators", r"^### `(\w+)`")
        self.assertGreater(len(names), 30)
        for name in names:
            stem = re.sub(r"_(low|moderate|high|very_high)$", "", name)  # classes of depth share theirs
            with self.subTest(name=name):
                self.assertRegex(named, rf"\b({name}|{stem}): \[\"", "add it to indicatorNames in io/report/web/names.js")
                self.assertRegex(defined, rf"\b({name}|{stem}): \"", "add it to definitionsFr in io/report/web/definitions.js")

    def test_every_measure_is_named_in_both_languages(self):
        named = (self.web / "names.js").read_text(encoding="utf-8")
        names = self.names_in("measures", r"^## `(\w+)`")
        self.assertGreater(len(names), 15)
        for name in names:
            self.assertRegex(named, rf"\b{name}: \[\"", "add it to measureNames in io/report/web/names.js")


class Report(UserTest):
    """One page of a small study for all tests: 3 options × 2 climates."""

    @classmethod
    def setUpClass(cls):
        need("chromedriver", "chromium")
        cls.shared = tempfile.TemporaryDirectory(prefix="jumelle_report_")
        cls.home = pathlib.Path(cls.shared.name)
        (cls.home / "base.yaml").write_text(BASE, encoding="utf-8")
        cls.call("run", "base.yaml", "-o", "where")
        with h5py.File(cls.home / "where" / "run.nc") as file:
            middle = float(file["x"][:].mean()) + 60, float(file["y"][:].mean()) + 40
        study = STUDY.replace("XX", str(middle[0])).replace("YY", str(middle[1]))
        (cls.home / "study.yaml").write_text(study, encoding="utf-8")
        cls.call("study", "run", "study.yaml", "-o", "plan")
        cls.call("report", "plan", "-o", "page.html", "--weights", "max_depth=1", "--weights", "lost_vehicle_hours=2")
        cls.browser = Browser().__enter__()
        cls.addClassCleanup(cls.shared.cleanup)
        cls.addClassCleanup(cls.browser.__exit__)

    @classmethod
    def call(cls, *arguments):
        done = subprocess.run([cls.program, *arguments], cwd=cls.home, text=True, capture_output=True, check=False)
        if done.returncode != 0:
            raise AssertionError(f"{arguments}: {done.stdout}{done.stderr}")

    def open(self, name="page.html", width=1400, height=1000):
        self.browser.devtools("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1,
                              mobile=width < 600)
        self.browser.requests()
        took_ms = self.browser.open(self.home / name)
        self.addCleanup(self.assert_quiet, name)
        return took_ms

    def assert_quiet(self, name):
        """Nothing went wrong in the page, and nothing but the page itself was asked for."""
        self.assertEqual(self.browser.console(), [])
        asked = [url for url in self.browser.requests() if not url.startswith(("data:", "blob:"))]
        self.assertEqual(asked, [(self.home / name).as_uri()])

    def results(self, variant, sample):
        return h5py.File(self.home / "plan" / "runs" / variant / sample / "run.nc")

    def choose(self, **changed):
        self.browser.run_async("await window.jumelleReport.choose(arguments[0]); return true;", changed)

    def click_place(self, x_m, y_m):
        self.browser.run("document.getElementById('map').scrollIntoView({block: 'center', behavior: 'instant'})")
        self.browser.click(*self.browser.run(WHERE, x_m, y_m))

    def values_told(self, field):
        """[(value, ±error)] of a row of the inspector, one for each option, as a reader sees them."""
        cells = self.browser.wait(f"return [...document.querySelectorAll('#values [data-field=\"{field}\"]')].map((each) => each.textContent)")
        told = []
        for text in cells:
            numbers = re.findall(r"[-−]?\d[\d.,]*", text)
            told.append(tuple(float(number.replace("−", "-").replace(",", ".")) for number in numbers[:2]))
        return told

    def test_it_opens_within_two_seconds_and_asks_for_nothing(self):
        self.browser.devtools("Performance.enable", timeDomain="threadTicks")
        took_ms = self.open()
        metrics = {each["name"]: each["value"] for each in self.browser.devtools("Performance.getMetrics")["metrics"]}
        self.assertLess(metrics["TaskDuration"], 2.0)  # seconds of the processor, whatever else the machine does
        self.assertGreater(metrics["TaskDuration"], 0.0)
        self.assertLess(took_ms, 10000)
        self.assertEqual(self.browser.run("return document.title"), "Rain </script> & basins")
        self.assertEqual(self.browser.run("return document.getElementById('title').textContent"), "Rain </script> & basins")

    def test_a_cell_reads_as_the_results_say_at_every_time(self):
        self.open()
        self.choose(view="single", surface="water_depth", street="")
        with self.results("today", "mild") as file:
            depth = file["water_depth"][:]
        row, column = numpy.unravel_index(numpy.argmax(depth[-1]), depth[-1].shape)
        rows = depth.shape[1]
        self.click_place((column + 0.5) * 10, (rows - row - 0.5) * 10)
        self.browser.wait("return document.getElementById('inspected')")
        slider = self.browser.run("document.getElementById('time').focus(); return Number(document.getElementById('time').max)")
        self.assertEqual(slider, len(depth) - 1)
        for step in range(len(depth) - 1, -1, -1):  # the last is shown first; the slider goes left by key
            self.browser.wait(f"return document.getElementById('time').value === '{step}'")
            for option, variant in enumerate(("today", "dry", "basin")):
                with self.results(variant, "mild") as file:
                    truth = float(file["water_depth"][step, row, column])
                value, error = self.values_told_at(step, "water_depth")[option]
                self.assertLessEqual(abs(value - truth), error + 1e-9, f"{variant}, step {step}")
                self.assertLess(error, 0.02 * depth.max() + 1e-3)
            self.browser.press("Left")

    def values_told_at(self, step, field):
        """The inspector follows the slider; it says for which time it speaks."""
        clock = self.browser.run("return document.getElementById('time-text').textContent")[:5]
        self.browser.wait(f"return [...document.querySelectorAll('#values tr.chosen th')].some((each) => each.textContent.includes('{clock}'))")
        return self.values_told(field)

    def test_a_street_reads_as_the_results_say(self):
        self.open()
        self.choose(view="single", surface="", street="road_flow")
        with self.results("today", "mild") as file:
            flow = file["road_flow"][-1]
            ids = [bytes(each).decode().strip("\0 ") for each in numpy.asarray(file["road_edge_id"]).view("S%d" % file["road_edge_id"].shape[1]).ravel()]
            edge = int(numpy.argmax(flow))
            ends = file["road_edge_nodes"][edge]
            corner = float(file["x"][:].min()) - 5, float(file["y"][:].min()) - 5
            x, y = file["road_node_x"][:], file["road_node_y"][:]
            length = float(file["road_edge_length"][edge])
        (ax, ay), (bx, by) = [(x[node] - corner[0], y[node] - corner[1]) for node in ends]
        # A little to the right of its direction: the other direction has the other side.
        from_x, from_y = self.browser.run(WHERE, ax, ay)
        self.click_beside((ax, ay), (bx, by))
        self.browser.wait(f"return document.getElementById('inspected')?.textContent.includes({json.dumps(ids[edge])})")
        value, error = self.values_told("road_flow")[0]
        self.assertLessEqual(abs(value - float(flow[edge])), error + 1e-6)
        told = self.browser.run("return Number(document.querySelector('#values [data-field=length]').dataset.value)")
        self.assertAlmostEqual(told, length, delta=1e-5 * length)
        self.assertGreater(self.browser.run("return document.querySelectorAll('#place-chart canvas').length"), 0)
        self.assertTrue(from_x and from_y)

    def click_beside(self, start, end):
        self.browser.run("document.getElementById('map').scrollIntoView({block: 'center', behavior: 'instant'})")
        a, b = self.browser.run(WHERE, *start), self.browser.run(WHERE, *end)
        length = max(1.0, ((b[0] - a[0]) ** 2 + (b[1] - a[1]) ** 2) ** 0.5)
        right = (-(b[1] - a[1]) / length, (b[0] - a[0]) / length)
        self.browser.click((a[0] + b[0]) / 2 + 4 * right[0], (a[1] + b[1]) / 2 + 4 * right[1])

    def test_the_swipe_moves_by_mouse_and_by_key_and_reads_its_side(self):
        self.open()
        self.choose(view="swipe", left=0, right=2, surface="max_water_depth", street="")
        clip = "return window.jumelleReport.map().getPane('right').style.clip"
        box = self.browser.run("document.getElementById('map').scrollIntoView({block: 'center', behavior: 'instant'});"
                               "const box = document.getElementById('swipe').getBoundingClientRect(); return [box.left, box.top, box.width, box.height]")
        middle = box[0] + box[2] / 2, box[1] + box[3] * 0.45 + 22
        before = self.browser.run(clip)
        self.browser.drag(middle, (middle[0] - 200, middle[1]))
        dragged = self.browser.run(clip)
        self.assertNotEqual(dragged, before)
        self.assertLess(self.browser.run("return window.jumelleReport.state.swipe"), 45)
        self.browser.run("document.getElementById('swipe-range').focus()")
        self.browser.press("Right", "Right")
        self.assertNotEqual(self.browser.run(clip), dragged)

    def test_both_languages_tell_the_same_numbers(self):
        self.open()
        heading = "return document.getElementById('summary-title').textContent"
        cells = "return [...document.querySelectorAll('#indicator-table td .value')].map((each) => each.textContent)"
        self.assertEqual(self.browser.run(heading), "In short")
        english = self.browser.run(cells)
        self.browser.run("document.querySelector('[data-language=fr]').click()")
        self.browser.wait("return document.getElementById('summary-title').textContent === 'En bref'")
        self.assertEqual(self.browser.run("return document.documentElement.lang"), "fr")
        french = self.browser.run(cells)
        as_english = [text.replace("\u202f", ",").replace(",", ".") for text in french]
        self.assertEqual([re.sub(r"\D", "", text) for text in as_english], [re.sub(r"\D", "", text) for text in english])
        left = self.browser.run("return [...document.querySelectorAll('h2, label, button, summary, legend')].filter((each) => each.checkVisibility())"
                                ".map((each) => each.textContent).filter((text) => /\\b(the|of|and|options?  compared|Difference)\\b/.test(text))")
        self.assertEqual(left, [])

    def test_the_table_tells_means_over_climates_as_the_runs_have_them(self):
        self.open()
        self.browser.run("document.getElementById('only-different').click()")
        means = {}
        for variant in ("today", "basin"):
            runs = [json.loads((self.home / "plan" / "runs" / variant / sample / "run.json").read_text())["indicators"]
                    for sample in ("mild", "wild")]
            means[variant] = {name: (runs[0][name]["value"] + runs[1][name]["value"]) / 2 for name in runs[0]}
        told = self.browser.run("return Object.fromEntries([...document.querySelectorAll('#indicator-table td[data-option=\"2\"]')]"
                                ".map((each) => [each.dataset.indicator, [...each.children].map((part) => part.textContent).join(' ')]))")
        self.assertGreaterEqual(len(told), 12)
        for name, text in told.items():
            value = float(re.match(r"[−\d.,]+", text)[0].replace("−", "-").replace(",", ""))
            value *= 1e6 if re.match(r"[\d.]+M", text) else 1
            self.assertAlmostEqual(value, means["basin"][name], delta=5.1e-4 * abs(means["basin"][name]) + 1e-12, msg=name)
            if name == "max_depth" and means["basin"][name] != means["today"][name]:
                self.assertIn("▲" if means["basin"][name] > means["today"][name] else "▼", text)
        words = self.browser.run("return document.getElementById('indicator-table').textContent")
        self.assertRegex(words, "better|worse")

    def test_the_ranking_is_that_of_collect(self):
        done = subprocess.run([self.program, "study", "collect", "study.yaml", "-o", "plan", "--json", "--weights", "max_depth=1",
                               "--weights", "lost_vehicle_hours=2"], cwd=self.home, text=True, capture_output=True, check=True)
        expected = [[option["rank"], option["name"].capitalize()] for option in json.loads(done.stdout)["ranking"]["options"]]
        self.open()
        rows = self.browser.run("return [...document.querySelectorAll('#ranking-table tbody tr')]"
                                ".map((row) => [Number(row.children[1].textContent), row.children[0].textContent])")
        self.assertEqual(rows, expected)

    def test_every_text_stands_out_and_every_control_has_a_name(self):
        for width, height in ((1400, 1000), (400, 800)):
            with self.subTest(width=width):
                self.open(width=width, height=height)
                self.choose(view="swipe", surface="water_depth", street="road_flow")
                for language in ("en", "fr"):
                    self.browser.run(f"document.querySelector('[data-language={language}]').click();"
                                     "for (const each of document.querySelectorAll('details')) each.open = true;")
                    contrast = self.browser.run(CONTRASTS)
                    self.assertGreater(contrast["checked"], 100)
                    self.assertEqual(contrast["faults"], [])
                    self.assertEqual(self.browser.run(STRUCTURE), [])
                wide = self.browser.run("return document.documentElement.scrollWidth")
                self.assertLessEqual(wide, width)
                self.doCleanups()

    def test_all_can_be_done_by_keyboard(self):
        self.open()
        self.browser.press("Tab")
        self.assertEqual(self.browser.run("return document.activeElement.className"), "skip")
        self.browser.press("Enter")
        self.assertEqual(self.browser.run("return document.activeElement.id"), "main")
        seen, kinds = set(), self.browser.run("return ['map', 'swipe-range', 'opacity', 'left', 'right']")
        for _ in range(25):
            self.browser.press("Tab")
            told = self.browser.run("const each = document.activeElement, style = getComputedStyle(each);"
                                    "return [each.id, style.outlineStyle, each.matches(':focus-visible')]")
            seen.add(told[0])
            self.assertTrue(told[2], told)
        self.assertLessEqual(set(kinds), seen)
        self.browser.run("document.querySelector('[name=surface]:checked').focus()")
        self.browser.press("Down")
        self.browser.wait("return window.jumelleReport.state.surface !== 'max_water_depth'")
        self.assertEqual(self.browser.run("return document.activeElement.value"), self.browser.run("return window.jumelleReport.state.surface"))
        self.browser.run("document.getElementById('map').focus()")
        self.browser.press("Enter")
        self.browser.wait("return document.getElementById('inspected')")

    def test_a_difference_of_options_is_what_the_results_differ_by(self):
        self.open()
        self.choose(view="difference", left=0, right=2, surface="max_water_depth", street="")
        self.browser.wait("return document.getElementById('legend').textContent.includes('difference')")
        painted = self.browser.run("const canvas = document.querySelector('.leaflet-left-pane canvas.canvas');"
                                   "const pixels = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;"
                                   "return Array.from(pixels).filter((_, i) => i % 4 === 3)")
        with self.results("today", "mild") as before, self.results("basin", "mild") as after:
            change = numpy.abs(after["max_water_depth"][:] - before["max_water_depth"][:])
        seen = numpy.array(painted).reshape(change.shape) > 0
        self.assertTrue(seen[change > 0.2 * change.max()].all())
        self.assertFalse(seen[change == 0].any())

    def test_one_run_and_a_bare_network_have_pages_too(self):
        self.call("report", "where/run.nc", "--lang", "fr", "-o", "one.html")
        self.open("one.html")
        self.assertEqual(self.browser.run("return document.getElementById('summary-title').textContent"), "En bref")
        self.assertIn("0,5", self.browser.run("return document.getElementById('observation-table').textContent"))
        self.assertTrue(self.browser.run("return document.getElementById('spread').hidden"))

    def test_what_cannot_be_reported_is_told(self):
        shutil.copytree(self.home / "plan", self.folder / "plan")
        self.write("town.yaml", TOWN)
        self.jumelle("run", "town.yaml", "-o", "town")
        done = self.jumelle("report", "town/run.nc", "plan/runs/today/mild/run.nc", code=BAD_DATA)
        self.assert_one_fault(done.stderr, "plan/runs/today/mild/run.nc", "cannot be in the same report", "baseline")
        done = self.jumelle("report", "nowhere.nc", code=IO_ERROR)
        self.assert_one_fault(done.stderr, "nowhere.nc", "no such file")
        done = self.jumelle("report", "town", code=BAD_DATA)
        self.assert_one_fault(done.stderr, "town", "no folder of a study", "jumelle study run")
        self.jumelle("report", "town/run.nc", "--lang", "de", code=USAGE)
        (self.folder / "plan/runs/basin/wild/run.nc").unlink()
        done = self.jumelle("report", "plan", code=BAD_DATA)
        self.assert_one_fault(done.stderr, "plan", "1 of 6 runs are not done", "--incomplete")
        self.jumelle("report", "plan", "--incomplete")
        self.assertTrue((self.folder / "plan" / "report.html").exists())
        (self.folder / "town/run.nc").rename(self.folder / "town/run.nc.part")
        done = self.jumelle("report", "town/run.nc", code=BAD_DATA)
        self.assert_one_fault(done.stderr, "town/run.nc", "has not ended", "run.nc.part")


if __name__ == "__main__":
    main()
