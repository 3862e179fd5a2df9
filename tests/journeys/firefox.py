"""Firefox as Debian ships it, driven over Marionette, the protocol that is built into every Firefox.

The driver of the Chromium journeys asks for commands that the long-term Firefox doesn't know yet, and a client of Marionette
from elsewhere brings sixteen packages; what these journeys need is one socket and a dozen commands.
"""

import contextlib
import json
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self
from urllib.parse import urlsplit

from tests.city import free_port

FIREFOX = shutil.which("firefox-esr") or shutil.which("firefox")
ELEMENT = "element-6066-11e4-a52e-4f735466cecf"
PREFERENCES = {
    "intl.accept_languages": "vi-VN, vi",
    # Each page is a first visit; nothing is asked of the world outside.
    "browser.cache.disk.enable": False, "browser.cache.memory.enable": False, "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False, "browser.safebrowsing.update.enabled": False, "app.update.enabled": False,
    "datareporting.policy.dataSubmissionEnabled": False, "toolkit.telemetry.enabled": False, "services.settings.server": "data:,",
    "browser.aboutwelcome.enabled": False, "browser.startup.page": 0, "media.gmp-manager.updateEnabled": False,
    # A worker that answers from its own shelf would hide what a first visit weighs.
    "dom.serviceWorkers.enabled": False, "security.sandbox.content.level": 0, "dom.ipc.processCount": 1, "dom.ipc.processPrelaunch.enabled": False,
}  # fmt: skip
# What the browser itself has noted of pages: scripts that broke, resources that the policy of a page forbids.
NOTED = """
const noted = Services.console.getMessageArray().filter(one => one instanceof Ci.nsIScriptError
  && (one.sourceName.startsWith('http://localhost') || one.category.includes('CSP') || one.category.includes('Content Security'))
  && !(one.flags & Ci.nsIScriptError.warningFlag));
Services.console.reset(); return noted.map(one => `${one.sourceName}:${one.lineNumber} ${one.errorMessage}`)
"""
LOADED = (
    "return performance.getEntriesByType('resource').map(one => [one.name, one.encodedBodySize, one.responseStatus])"
)
SIZE = """
const [width, height] = arguments, look = gBrowser.selectedBrowser.style
for (const [side, much] of [['width', width], ['height', height]])
  for (const each of [side, `min-${side}`, `max-${side}`]) look.setProperty(each, `${much}px`)
"""


class Broken(AssertionError):
    """Firefox refused a command."""


@dataclass
class Firefox:
    """One window. Every command waits until the page has settled, as a person would."""

    connection: socket.socket
    url: str
    asked: int = 0
    waiting: bytes = b""

    def tell(self, command: str, **words: Any) -> Any:
        """Sends a command and answers what Firefox says."""
        self.asked += 1
        said = json.dumps([0, self.asked, command, words]).encode()
        self.connection.sendall(b"%d:%s" % (len(said), said))
        while (heard := self.hear())[:2] != [1, self.asked]:
            pass
        if heard[2]:
            raise Broken(f"{command}: {heard[2]['error']}: {heard[2]['message']}")
        return heard[3].get("value", heard[3]) if isinstance(heard[3], dict) else heard[3]

    def hear(self) -> Any:
        """One message: its length, a colon, JSON."""
        while b":" not in self.waiting:
            self.more()
        length, _colon, self.waiting = self.waiting.partition(b":")
        while len(self.waiting) < int(length):
            self.more()
        message, self.waiting = self.waiting[: int(length)], self.waiting[int(length) :]
        return json.loads(message)

    def more(self) -> None:
        """Waits for more bytes."""
        came = self.connection.recv(1 << 16)
        if not came:
            raise Broken("Firefox has gone")
        self.waiting += came

    def open(self, path: str) -> Self:
        """Goes to a page of the city."""
        self.tell("WebDriver:Navigate", url=self.url + path)
        return self

    def run(self, script: str, *words: Any, inside: bool = False) -> Any:
        """Runs a script in the page; `inside` in the browser itself. A promise is waited for."""
        self.tell("Marionette:SetContext", value="chrome" if inside else "content")
        try:
            return self.tell("WebDriver:ExecuteScript", script=script, args=list(words), newSandbox=False)
        finally:
            if inside:
                self.tell("Marionette:SetContext", value="content")

    def find(self, path: str) -> dict[str, str]:
        """The first element of an XPath."""
        return self.tell("WebDriver:FindElement", using="xpath", value=path)

    def press(self, words: str, tag: str = "*[self::a or self::button or self::label or self::summary]") -> Self:
        """Clicks what bears these words and waits for the page it may lead to."""
        found = self.find(f'//main//{tag}[contains(normalize-space(.), "{words}")]')
        self.tell("WebDriver:ElementClick", id=found[ELEMENT])
        return self

    def fill(self, label: str, text: str) -> Self:
        """Types into the field with a label."""
        found = self.find(f'//*[@id=//label[contains(normalize-space(.), "{label}")]/@for]')
        self.tell("WebDriver:ElementClear", id=found[ELEMENT])
        self.tell("WebDriver:ElementSendKeys", id=found[ELEMENT], text=text)
        return self

    def size(self, width: int, height: int) -> Self:
        """The part of the window that shows the page; narrower than a window of Firefox can be."""
        self.run(SIZE, width, height, inside=True)
        self.run(
            "return new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(innerWidth))))"
        )
        return self

    def text(self) -> str:
        """The words of the page's main part."""
        return str(self.run("return document.querySelector('main').innerText"))

    def loaded(self) -> list[tuple[str, int]]:
        """(address, compressed bytes) of everything the page has loaded, typefaces included; broken or foreign parts fail."""
        self.run("return document.fonts.ready.then(() => true)")
        parts = self.run(LOADED)
        wrong = [part for part in parts if part[2] >= 400 or urlsplit(part[0]).netloc != urlsplit(self.url).netloc]
        assert wrong == [], wrong
        return [(part[0], part[1]) for part in parts]

    def complaints(self) -> list[str]:
        """What the browser has noted since it was asked last."""
        return list(self.run(NOTED, inside=True))


def connected(port: int, process: "subprocess.Popen[bytes]") -> socket.socket:
    """The connection, once Firefox listens."""
    for _ in range(600):
        with contextlib.suppress(OSError):
            found = socket.create_connection(("127.0.0.1", port), timeout=60)
            found.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            return found
        assert process.poll() is None, "Firefox ended at once"
        time.sleep(0.1)
    raise Broken("Firefox does not answer")


@contextlib.contextmanager
def firefox(folder: Path, url: str) -> Iterator[Firefox]:
    """A Firefox without a window on a desk, in a fresh profile, for the city at this address."""
    assert FIREFOX is not None
    port = free_port()
    lines = {**PREFERENCES, "marionette.port": port}
    text = "".join(f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in lines.items())
    (folder / "user.js").write_text(text, encoding="utf-8")
    words = ["--headless", "--no-remote", "--marionette", "--remote-allow-system-access", "--profile", str(folder)]
    with (folder / "firefox.log").open("wb") as log:
        process = subprocess.Popen([FIREFOX, *words], stdout=log, stderr=log)
    try:
        with connected(port, process) as connection:
            running = Firefox(connection, url)
            running.hear()
            running.tell("WebDriver:NewSession", pageLoadStrategy="normal", timeouts={"implicit": 5000})
            yield running
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
