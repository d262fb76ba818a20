"""A real browser that opens a file as a reader would, without any network, and tells what went wrong in it.

Loaded by conftest.py; the fixture is ``browser``. Tests that use it are marked ``xdist_group("browser")``, so that one browser serves them
all. Where Chromium or its driver is not installed, they are skipped and say so; `.ci/run` installs both.
"""

from __future__ import annotations

import base64
import json
import shutil
import time
from collections.abc import Callable, Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

__all__ = ["Browser", "start_browser"]

_PROGRAMS = ("chromium", "chromedriver")
#: What a page may read: itself, its neighbours in the folder, and what it carries inside.
_OWN = ("file:", "data:", "blob:", "about:", "devtools:", "chrome:")
#: Only ends what hangs: a busy machine takes many times as long as a quiet one.
_SECONDS = 240
#: What axe calls these stops or hinders people.
_SERIOUS = frozenset({"serious", "critical"})


class Browser:
    """One window of headless Chromium; every name of a host leads nowhere.

    Args:
        driver: The window, as selenium drives it.
    """

    def __init__(self, driver: Any) -> None:
        self.driver = driver
        self._requests: list[str] = []

    def open(self, path: Path, fragment: str = "", *, width: int = 1280, height: int = 900) -> None:
        """Open a file, in a window of so many pixels; what was logged before is forgotten."""
        self.driver.get("about:blank")
        self.resize(width, height)
        self._read_log("browser")
        self._read_log("performance")
        self.driver.get(path.resolve().as_uri() + fragment)

    def resize(self, width: int, height: int = 900) -> None:
        """Give the page another width and height; windows narrower than a phone's exist only so."""
        size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)

    def run(self, script: str, *arguments: object) -> Any:
        """What a script returns; ``arguments[0]`` and so on are given to it."""
        return self.driver.execute_script(script, *arguments)

    def wait(self, script: str, seconds: float = _SECONDS) -> Any:
        """What an expression gives, once that is true in the eyes of JavaScript.

        Raises:
            AssertionError: It never is.
        """
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if found := self.run(f"return {script}"):
                return found
            time.sleep(0.02)
        raise AssertionError(f"never true: {script}")

    def press(self, *keys: str) -> None:
        """Type on the keyboard, wherever the focus is; names of keys are those of ``selenium.webdriver.Keys``."""
        from selenium.webdriver import ActionChains, Keys

        chain = ActionChains(self.driver)
        for key in keys:
            chain.send_keys(getattr(Keys, key, key))
        chain.perform()

    def click(self, selector: str) -> None:
        """Click on the first element that a CSS selector finds."""
        self.driver.find_element("css selector", selector).click()

    def find_errors(self) -> list[str]:
        """What stands on the console as an error since the page was opened or since this was last asked; refusals of the page's policy too."""
        return [entry["message"] for entry in self._read_log("browser") if entry["level"] == "SEVERE"]

    def find_requests(self) -> list[str]:
        """The addresses outside the page's own folder that it tried to reach since it was opened or since this was last asked."""
        found = []
        for entry in self._read_log("performance"):
            message = json.loads(entry["message"])["message"]
            if message["method"] == "Network.requestWillBeSent":
                found.append(message["params"]["request"]["url"])
            elif message["method"] == "Network.webSocketCreated":
                found.append(message["params"]["url"])
        return [address for address in found if not address.startswith(_OWN)]

    def find_barriers(self) -> list[str]:
        """What axe finds that stops or hinders people with a handicap: a line for each finding, with the elements."""
        if not self.run("return typeof axe !== 'undefined'"):
            self.run(files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8"))
        found = self.driver.execute_async_script(
            "const done = arguments[0]; axe.run(document, {resultTypes: ['violations']}).then(r => done(r.violations), e => done(String(e)))"
        )
        assert isinstance(found, list), found
        return [
            f"{finding['impact']} {finding['id']}: {finding['help']}: "
            + "; ".join(f"{node['target']} {node['failureSummary']}" for node in finding["nodes"][:5])
            for finding in found
            if finding["impact"] in _SERIOUS
        ]

    def find_overflow(self) -> int:
        """How many pixels the page is wider than its window."""
        return int(self.run("return document.documentElement.scrollWidth - document.documentElement.clientWidth"))

    def save_picture(self, path: Path) -> None:
        """Write what the window shows as PNG."""
        path.write_bytes(base64.b64decode(self.driver.get_screenshot_as_base64()))

    def save_print(self, path: Path) -> None:
        """Write what would come out of a printer as PDF, on A4."""
        size = {"paperWidth": 8.27, "paperHeight": 11.69, "printBackground": True, "preferCSSPageSize": True}
        path.write_bytes(base64.b64decode(self.driver.execute_cdp_cmd("Page.printToPDF", size)["data"]))

    def _read_log(self, kind: str) -> list[dict[str, Any]]:
        return list(self.driver.get_log(kind))


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """A browser for all tests of this process."""
    missing = [program for program in _PROGRAMS if shutil.which(program) is None]
    if missing:
        pytest.skip(f"{' and '.join(missing)} not installed (on Debian: apt-get install chromium chromium-driver)")
    driver = start_browser(tmp_path_factory.mktemp("browser"))
    try:
        yield Browser(driver)
    finally:
        driver.quit()


@pytest.fixture
def check_page(browser: Browser) -> Callable[[], None]:
    """A function that says that the page that is open asked nothing of the network, went wrong nowhere, and keeps nobody out."""

    def check() -> None:
        assert browser.find_requests() == []
        assert browser.find_barriers() == []
        assert browser.find_errors() == []

    return check


def start_browser(folder: Path) -> Any:
    """A window of headless Chromium that keeps what it must in a folder; whoever starts it quits it."""
    from selenium import webdriver

    options = webdriver.ChromeOptions()
    options.binary_location = str(shutil.which("chromium"))
    for switch in (
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-dev-shm-usage",
        "--disable-sync",
        "--host-resolver-rules=MAP * ~NOTFOUND",
        f"--user-data-dir={folder}",
        "--window-size=1280,900",
    ):
        options.add_argument(switch)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    service = webdriver.ChromeService(executable_path=shutil.which("chromedriver"))
    driver = webdriver.Chrome(options=options, service=service)
    driver.set_script_timeout(_SECONDS)
    driver.set_page_load_timeout(2 * _SECONDS)
    return driver
