"""Times the network file against plain pyvis on the same graph: ``python benchmarks/views.py``.

Both are opened in headless Chromium without a network, in turns. Plain pyvis is what its documentation leads to once its physics are left
out, which at these sizes never come to rest: the same nodes with their names at the same places, `generate_html` with its scripts in line.
Times are those of the clock, since drawing is spread over several processes: on a machine that does other work only the ratios mean
something.
"""

from __future__ import annotations

import datetime as dt
import json
import re
import sys
import tempfile
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING, Any

import click
from generator import write_network
from timing import Line, put, put_heading

from trendbreuk_graph.store import EmbeddedStore
from trendbreuk_graph.view.page import make_view
from trendbreuk_graph.view.request import ViewRequest

if TYPE_CHECKING:
    from collections.abc import Sequence

#: Nodes of the whole network of one region.
_REGION = 353
_DAY = dt.date(2026, 11, 22)

#: Tells when the first frame with the network stands on the screen: the first that is asked for after something was drawn on a large canvas.
_WATCH = """
const fill = CanvasRenderingContext2D.prototype.fill;
CanvasRenderingContext2D.prototype.fill = function (...given) {
  if (this.canvas.width > 300 && !window.firstFrame) {
    window.firstFrame = -1;
    CanvasRenderingContext2D.prototype.fill = fill;
    requestAnimationFrame(() => requestAnimationFrame(() => { window.firstFrame = performance.now(); }));
  }
  return fill.apply(this, given);
};
"""

#: Drags the picture for so many frames, and gives the milliseconds of each.
_DRAG = """
const [frames, done] = arguments, canvas = [...document.querySelectorAll("canvas")].find((one) => one.width > 300);
const box = canvas.getBoundingClientRect(), x = box.left + 12, y = box.top + 12, times = [];
const send = (kind, at) => canvas.dispatchEvent(new PointerEvent(kind, {
  bubbles: true, cancelable: true, isPrimary: true, pointerId: 1, pointerType: "mouse", button: kind === "pointermove" ? -1 : 0,
  buttons: kind === "pointerup" ? 0 : 1, clientX: x + 3 * at, clientY: y + 2 * at,
}));
send("pointerdown", 0);
let at = 0, last = null;
const step = (now) => {
  if (last !== null) times.push(now - last);
  last = now;
  at += 1;
  if (at > frames) { send("pointerup", at); done(times.slice(3)); return; }
  send("pointermove", at < frames / 2 ? at : frames - at);
  requestAnimationFrame(step);
};
requestAnimationFrame(step);
"""


def _write_plain(html: str) -> str:
    """Plain pyvis with the nodes, names, places and edges of a page of ours."""
    from pyvis.network import Network

    def read(name: str) -> Any:
        found = re.search(rf'<script type="application/json" id="{name}">(.*?)</script>', html, re.DOTALL)
        return json.loads(found[1]) if found else None

    names = read("facts")["names"]
    network = Network(cdn_resources="in_line", height="95vh")
    # Adding edges one by one walks all edges before them, which is slow and no part of what is measured.
    network.nodes = [
        {
            "id": node["id"],
            "label": names[node["id"]],
            "x": node["x"],
            "y": node["y"],
            "size": node["size"],
            "shape": "dot",
        }
        for node in read("nodes")
    ]
    network.edges = [{"from": edge["from"], "to": edge["to"]} for edge in read("edges")]
    network.set_options(json.dumps({"physics": {"enabled": False}, "edges": {"smooth": False}}))
    plain: str = network.generate_html(notebook=False)
    return plain


def _open(driver: Any, path: Path) -> tuple[float, float]:
    """Seconds to the first frame, and of a frame while dragging."""
    driver.get("about:blank")
    driver.get(path.as_uri())
    end = perf_counter() + 120
    while not (first := driver.execute_script("return window.firstFrame > 0 && window.firstFrame")):
        if perf_counter() > end:
            raise TimeoutError(path)
    times: Sequence[float] = driver.execute_async_script(_DRAG, 45)
    return first / 1000, median(times) / 1000


def _measure(driver: Any, nodes: int, folder: Path, repetitions: int) -> None:
    graph = folder / "network.nt"
    write_network(graph, max(1, round(nodes / _REGION)))
    store = EmbeddedStore.from_file(graph)
    begin = perf_counter()
    html = make_view(store, ViewRequest(), "nl", _DAY)
    making = perf_counter() - begin
    ours, plain = folder / "ours.html", folder / "plain.html"
    ours.write_text(html, encoding="utf-8")
    plain.write_text(_write_plain(html), encoding="utf-8")
    rounds = [(_open(driver, ours), _open(driver, plain)) for _ in range(repetitions)]
    count = html.count('"group":')
    size = f"{count:,} nodes"
    for at, what in enumerate(("first frame", "a frame while dragging")):
        mine, theirs = (median(one[which][at] for one in rounds) for which in (0, 1))
        put(Line(f"{size}: {what}", f"{1000 * mine:.0f} ms", f"{1000 * theirs:.0f} ms", mine / theirs, 1))
    large, small = ours.stat().st_size, plain.stat().st_size
    put(Line(f"{size}: the file", f"{large / 1e6:.2f} MB", f"{small / 1e6:.2f} MB", large / small))
    click.echo(f"({size}: made in {making:.1f} s)", err=True)


@click.command()
@click.option("--nodes", default="350,3000,10000", show_default=True, help="Sizes to measure.")
@click.option("--repetitions", default=5, show_default=True, help="How often each file is opened.")
def _main(nodes: str, repetitions: int) -> None:
    """Time the network file in headless Chromium against plain pyvis."""
    sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))
    from browser import start_browser

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        driver = start_browser(folder / "profile")
        try:
            driver.set_script_timeout(180)
            driver.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": _WATCH})
            put_heading("The network file in a browser", "ours", "plain pyvis")
            for size in nodes.split(","):
                _measure(driver, int(size), folder, repetitions)
        finally:
            driver.quit()


if __name__ == "__main__":
    _main()
