"""A headless Chromium, driven over chromedriver's HTTP protocol (W3C WebDriver) by the standard library alone."""

import base64
import json
import pathlib
import shutil
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request

FLAGS = ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-dev-shm-usage",
         "--disable-background-networking", "--disable-component-update", "--disable-sync", "--hide-scrollbars",
         "--window-size=1400,1000"]
KEYS = {"Tab": "\ue004", "Enter": "\ue007", "Left": "\ue012", "Up": "\ue013", "Right": "\ue014", "Down": "\ue015", "Space": " "}
LONGEST_START_S = 20


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


class Browser:
    """Use: `with Browser() as browser:`. Every script runs in the page; what it returns comes back."""

    def __enter__(self):
        self.folder = tempfile.TemporaryDirectory(prefix="jumelle_browser_", ignore_cleanup_errors=True)
        self.address = f"http://127.0.0.1:{free_port()}"
        driver = shutil.which("chromedriver") or "chromedriver"
        self.driver = subprocess.Popen([driver, f"--port={self.address.rsplit(':', 1)[1]}"],
                                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            self.wait_for_driver()
            options = {"args": [*FLAGS, f"--user-data-dir={self.folder.name}"]}
            wanted = {"browserName": "chrome", "goog:chromeOptions": options,
                      "goog:loggingPrefs": {"browser": "ALL", "performance": "ALL"}}
            made = self.call("POST", "/session", {"capabilities": {"alwaysMatch": wanted}})
            self.session = "/session/" + made["sessionId"]
        except BaseException:
            self.stop()
            raise
        return self

    def __exit__(self, *error):
        try:
            self.call("DELETE", self.session)
        finally:
            self.stop()

    def stop(self):
        self.driver.terminate()
        self.driver.wait(timeout=10)
        self.folder.cleanup()

    def wait_for_driver(self):
        end = time.monotonic() + LONGEST_START_S
        while True:
            try:
                return self.call("GET", "/status")
            except (urllib.error.URLError, ConnectionError):
                if time.monotonic() > end:
                    raise
                time.sleep(0.05)

    def call(self, method, path, body=None):
        request = urllib.request.Request(self.address + path, method=method,
                                         data=None if body is None else json.dumps(body).encode(),
                                         headers={"Content-Type": "application/json"})
        # The machine's proxy has nothing to do with this machine's own ports.
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        try:
            with opener.open(request, timeout=60) as answer:
                return json.load(answer)["value"]
        except urllib.error.HTTPError as error:
            raise AssertionError(f"{method} {path}: {error.read().decode()[:2000]}") from error

    def open(self, page):
        """Opens a report and waits until it is ready. Returns the milliseconds that it took by its own clock."""
        self.call("POST", self.session + "/url", {"url": pathlib.Path(page).as_uri()})
        return int(self.wait("return document.documentElement.dataset.ready"))

    def run(self, script, *arguments):
        return self.call("POST", self.session + "/execute/sync", {"script": script, "args": list(arguments)})

    def run_async(self, script, *arguments):
        """The value of the promise that the script's last expression makes."""
        wrapped = "const done = arguments[arguments.length - 1]; (async () => {" + script + \
                  "})().then(done, (error) => done({error: String(error.stack)}));"
        made = self.call("POST", self.session + "/execute/async", {"script": wrapped, "args": list(arguments)})
        if isinstance(made, dict) and "error" in made:
            raise AssertionError(made["error"])
        return made

    def wait(self, script, longest_s=20):
        end = time.monotonic() + longest_s
        while True:
            value = self.run(script)
            if value:
                return value
            if time.monotonic() > end:
                raise AssertionError(f"never true: {script}")
            time.sleep(0.05)

    def click(self, x, y):
        """The mouse, as a hand moves it, at a point of the window."""
        steps = [{"type": "pointerMove", "x": round(x), "y": round(y), "origin": "viewport"},
                 {"type": "pointerDown", "button": 0}, {"type": "pointerUp", "button": 0}]
        self.call("POST", self.session + "/actions", {"actions": [
            {"type": "pointer", "id": "mouse", "parameters": {"pointerType": "mouse"}, "actions": steps}]})

    def drag(self, start, end):
        steps = [{"type": "pointerMove", "x": round(start[0]), "y": round(start[1]), "origin": "viewport"},
                 {"type": "pointerDown", "button": 0},
                 {"type": "pointerMove", "x": round(end[0]), "y": round(end[1]), "origin": "viewport", "duration": 100},
                 {"type": "pointerUp", "button": 0}]
        self.call("POST", self.session + "/actions", {"actions": [
            {"type": "pointer", "id": "mouse", "parameters": {"pointerType": "mouse"}, "actions": steps}]})

    def press(self, *names):
        """Keys one after the other."""
        steps = [{"type": kind, "value": KEYS.get(name, name)} for name in names for kind in ("keyDown", "keyUp")]
        self.call("POST", self.session + "/actions", {"actions": [{"type": "key", "id": "keys", "actions": steps}]})

    def devtools(self, command, **parameters):
        return self.call("POST", self.session + "/goog/cdp/execute", {"cmd": command, "params": parameters})

    def console(self):
        """What went wrong in the page."""
        return [entry["message"] for entry in self.call("POST", self.session + "/se/log", {"type": "browser"})
                if entry["level"] in ("SEVERE", "WARNING")]

    def requests(self):
        """Addresses that were asked for since the last call."""
        messages = [json.loads(entry["message"])["message"]
                    for entry in self.call("POST", self.session + "/se/log", {"type": "performance"})]
        return [message["params"]["request"]["url"] for message in messages
                if message["method"] == "Network.requestWillBeSent"]

    def picture(self, path):
        pathlib.Path(path).write_bytes(base64.b64decode(self.call("GET", self.session + "/screenshot")))
