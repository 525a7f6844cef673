"""A browser for tests of pages: headless Chromium over WebDriver.

chromedriver listens on a port of its own choosing, on the loopback; each
browser has a fresh profile. Both end with the `with` block.
"""

import base64
import json
import re
import shutil
import subprocess
import tempfile
import urllib.error
import urllib.request

FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run",
         "--disable-background-networking", "--disable-component-update",
         "--disable-sync"]
# What the W3C calls them.
KEYS = {"PageUp": "\ue00e", "PageDown": "\ue00f", "End": "\ue010",
        "Home": "\ue011", "ArrowLeft": "\ue012", "ArrowRight": "\ue014",
        "Tab": "\ue004", "Enter": "\ue007"}


def is_there():
    return bool(shutil.which("chromium") and shutil.which("chromedriver"))


class Browser:
    """One window. Failures of the driver are RuntimeErrors."""

    def __init__(self, width=1280, height=800, flags=()):
        self._profile = tempfile.TemporaryDirectory(
            prefix="echolab-chromium-", ignore_cleanup_errors=True)
        self._driver = subprocess.Popen(
            ["chromedriver", "--port=0"], stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL, text=True)
        self._session = None
        try:
            self._root = f"http://127.0.0.1:{self._port()}"
            self._open([*FLAGS, f"--window-size={width},{height}", *flags])
        except BaseException:
            self.close()
            raise

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def _port(self):
        for line in self._driver.stdout:
            found = re.search(r"started successfully on port (\d+)", line)
            if found:
                return int(found.group(1))
        raise RuntimeError("chromedriver does not start")

    def _open(self, flags):
        options = {"args": [*flags, f"--user-data-dir={self._profile.name}"],
                   "perfLoggingPrefs": {"enableNetwork": True}}
        answer = self._call("POST", "/session", {"capabilities": {
            "alwaysMatch": {
                "browserName": "chrome",
                "goog:chromeOptions": options,
                "goog:loggingPrefs": {"browser": "ALL",
                                      "performance": "ALL"}}}})
        self._session = "/session/" + answer["sessionId"]

    def close(self):
        if self._session:
            try:
                self._call("DELETE", self._session)
            except (RuntimeError, OSError):
                pass  # it is ended below
        self._driver.terminate()
        self._driver.wait()
        self._driver.stdout.close()
        self._profile.cleanup()

    def _call(self, method, path, body=None):
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(
            self._root + path, data, {"Content-Type": "application/json"},
            method=method)
        # No proxy: the driver is on this machine.
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        try:
            with opener.open(request, timeout=60) as answer:
                return json.load(answer)["value"]
        except urllib.error.HTTPError as error:
            value = json.load(error)["value"]
            raise RuntimeError(value["message"].split("\n")[0]) from error

    def _post(self, path, body):
        return self._call("POST", self._session + path, body)

    def go(self, address):
        self._post("/url", {"url": address})

    def run(self, script, *arguments):
        """The value that the body of a JavaScript function returns."""
        return self._post("/execute/sync",
                          {"script": script, "args": list(arguments)})

    def press(self, *names):
        """Keys, as a person presses them: to what has the focus."""
        events = []
        for name in names:
            value = KEYS.get(name, name)
            events += [{"type": "keyDown", "value": value},
                       {"type": "keyUp", "value": value}]
        self._post("/actions", {"actions": [
            {"type": "key", "id": "keyboard", "actions": events}]})

    def command(self, name, **parameters):
        """One of Chromium's own: "Emulation.setEmulatedMedia", ..."""
        return self._post("/goog/cdp/execute",
                          {"cmd": name, "params": parameters})

    def in_colors(self, scheme):
        self.command("Emulation.setEmulatedMedia", features=[
            {"name": "prefers-color-scheme", "value": scheme}])

    def sized(self, width, height):
        self.command("Emulation.setDeviceMetricsOverride", width=width,
                     height=height, deviceScaleFactor=1, mobile=False)

    def save_picture(self, path):
        picture = self._call("GET", self._session + "/screenshot")
        with open(path, "wb") as file:
            file.write(base64.b64decode(picture))

    def pdf(self):
        return base64.b64decode(self._post("/print", {"background": True}))

    def console(self):
        """What the page's console showed since the last call."""
        return [entry["message"] for entry in
                self._post("/se/log", {"type": "browser"})]

    def requested(self):
        """Addresses that were asked for since the last call."""
        messages = [json.loads(entry["message"])["message"] for entry in
                    self._post("/se/log", {"type": "performance"})]
        return [message["params"]["request"]["url"] for message in messages
                if message["method"] == "Network.requestWillBeSent"]
