// The network itself, the buttons and the keyboard.
const stage = document.getElementById("stage"), list = document.getElementById("list"), more = document.getElementById("more");
const nodeSet = new vis.DataSet(nodes), edgeSet = new vis.DataSet(edges.map((edge, at) => {
  state.lit[at] = edge.hidden ? 0 : 1;
  return edge;
}));
const network = new vis.Network(stage, { nodes: nodeSet, edges: edgeSet }, options);
const past = [];
const narrow = window.matchMedia("(max-width: 800px)"), calm = window.matchMedia("(prefers-reduced-motion: reduce)");
// The stage itself takes the focus, so that a reader hears what it is.
stage.firstChild.tabIndex = -1;

network.on("beforeDrawing", (c) => drawAreas(c, network.getScale()));
network.on("afterDrawing", (c) => {
  const width = stage.clientWidth, height = stage.clientHeight, ratio = c.canvas.width / width;
  const view = viewOf(c, ratio);
  drawFocus(c, view.scale);
  if (!state.moving || drawn < 2000) {
    c.save();
    c.setTransform(ratio, 0, 0, ratio, 0, 0);
    state.told = drawNames(c, view, width, height);
    c.restore();
  }
  if (!state.drawn) { state.drawn = performance.now(); document.documentElement.dataset.ready = "yes"; }
});
network.on("dragStart", () => { state.moving = true; });
network.on("dragEnd", () => { state.moving = false; network.redraw(); });
network.on("click", ({ nodes: hitNodes, edges: hitEdges }) => {
  if (hitNodes.length) choose(hitNodes[0]);
  else if (hitEdges.length && state.lit[hitEdges[0]]) chooseEdge(hitEdges[0]);
  else choose(null);
});

function choose(thing, { remember = true } = {}) {
  if (remember && (state.chosen !== null || state.edge !== null)) past.push([state.chosen, state.edge]);
  state.chosen = thing;
  state.edge = null;
  settle();
  if (narrow.matches && thing !== null) makeRoom();
  if (thing !== null && thing < drawn) bringIn(thing);
}

function chooseEdge(at) {
  if (state.chosen !== null || state.edge !== null) past.push([state.chosen, state.edge]);
  state.chosen = null;
  state.edge = at;
  settle();
  if (narrow.matches) makeRoom();
}

function settle() {
  document.getElementById("back").disabled = !past.length;
  const active = document.activeElement;
  tell();
  document.body.classList.toggle("telling", state.chosen !== null || state.edge !== null);
  // What had the focus may be gone with the old panel; who came by keyboard reads on there, or is led back to the picture.
  if (active && (active === field || list.contains(active) || active.closest("#panel") || !active.isConnected)) {
    const isOpen = state.chosen !== null || state.edge !== null;
    (isOpen ? panel : stage).focus({ preventScroll: !isOpen });
  }
  network.redraw();
}

// On a narrow screen the panel lies over the lower half, and the picture comes up above it.
function makeRoom() {
  const { top } = stage.getBoundingClientRect();
  if (top < 0 || top > 0.12 * innerHeight) scrollBy({ top: top - 4, behavior: calm.matches ? "auto" : "smooth" });
}

// Moves only when the thing lies outside what is seen.
function bringIn(thing) {
  const place = network.canvasToDOM(nodes[thing]), edge = 30, height = stage.clientHeight;
  const seen = narrow.matches ? Math.min(height, 0.48 * innerHeight) : height;
  const inside = place.x > edge && place.y > edge && place.x < stage.clientWidth - edge && place.y < seen - edge;
  if (!inside) network.moveTo({ position: nodes[thing], offset: { x: 0, y: (seen - height) / 2 } });
}

// On a phone the whole picture would have no names: then what matters most comes first, at a size that can be read.
const atRisk = new Set(["falling-away", "partly-falling-away"]);
function findFirst(width) {
  const urgent = nodes.map((_, at) => at).filter((at) => state.visible[at] && (facts.notes[at] || (facts.rooms[at] && atRisk.has(facts.classes[at]))));
  if (width >= 520 || urgent.length < 2) return null;
  const across = urgent.map((at) => nodes[at].x), down = [...new Set(urgent.map((at) => nodes[at].y))].sort((a, b) => a - b);
  const gaps = down.slice(1).map((y, at) => y - down[at]).filter((gap) => gap > 4);
  const scale = gaps.length ? 15 / Math.min(...gaps) : 0;
  return { scale, x: 26 - Math.min(...across) * scale, y: 56 - down[0] * scale };
}

function look(view) {
  const width = stage.clientWidth, height = stage.clientHeight;
  network.moveTo({ scale: view.scale, position: { x: (width / 2 - view.x) / view.scale, y: (height / 2 - view.y) / view.scale } });
}

const showAll = () => look(findView(stage.clientWidth, stage.clientHeight));

function begin() {
  const whole = findView(stage.clientWidth, stage.clientHeight), first = findFirst(stage.clientWidth);
  look(first && first.scale > whole.scale ? first : whole);
}

const zoom = (factor) => network.moveTo({ scale: Math.min(6, Math.max(0.01, network.getScale() * factor)) });

function move(right, down) {
  const { x, y } = network.getViewPosition(), step = 80 / network.getScale();
  network.moveTo({ position: { x: x + right * step, y: y + down * step } });
}

function goBack() {
  const last = past.pop();
  if (!last) return;
  if (last[1] === null) choose(last[0], { remember: false });
  else { state.chosen = null; state.edge = last[1]; settle(); }
}

function reset() {
  past.length = 0;
  field.value = "";
  hideFound();
  choose(null, { remember: false });
  clearFilters();
  begin();
}

const keys = {
  "+": () => zoom(1.25), "=": () => zoom(1.25), "-": () => zoom(0.8), "_": () => zoom(0.8), "0": showAll, Home: showAll,
  ArrowLeft: () => move(-1, 0), ArrowRight: () => move(1, 0), ArrowUp: () => move(0, -1), ArrowDown: () => move(0, 1),
  Backspace: goBack,
};
stage.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || !keys[event.key]) return;
  keys[event.key]();
  event.preventDefault();
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && (state.chosen !== null || state.edge !== null)) choose(null);
});

function fillList() {
  if (!list.open) return;
  const body = list.querySelector("tbody"), head = list.querySelector("thead");
  const columns = [words.name, words.kind];
  const shows = [["domains", "domainNames", words.domain], ["themes", "themeNames", words.theme], ["classes", "classNames", words.audit_class]]
    .filter(([, names]) => Object.keys(facts[names]).length);
  head.replaceChildren();
  const line = make("tr", null, head);
  for (const title of [...columns, ...shows.map((show) => show[2]), words.ties]) make("th", title, line).scope = "col";
  line.lastChild.className = "number";
  body.replaceChildren();
  const all = byWeight.filter((at) => state.visible[at]), most = Number(list.dataset.most || 200);
  for (const at of all.slice(0, most)) {
    const row = make("tr", null, body);
    goTo(at, make("td", null, row));
    make("td", facts.kindNames[facts.kinds[at]], row);
    for (const [key, names] of shows) make("td", [facts[key][at]].flat().filter(Boolean).map((id) => facts[names][id]).join(", "), row);
    make("td", near[at].filter((tie) => state.lit[tie]).length, row, "number");
  }
  more.hidden = all.length <= most;
}
list.addEventListener("toggle", fillList);
more.addEventListener("click", () => { list.dataset.most = Number(list.dataset.most || 200) + 1000; fillList(); });

function save() {
  const canvas = paint(1600, 1000, 2, 84), c = canvas.getContext("2d");
  c.fillStyle = "#1b1b1b";
  c.textAlign = "left";
  c.textBaseline = "top";
  c.font = `600 24px ${font}`;
  c.fillText(shorten(c, facts.title, 1560)[0], 20, 12);
  c.font = `14px ${font}`;
  c.fillStyle = "#595959";
  wrap(c, document.getElementById("sentence").textContent, 1560).slice(0, 2).forEach((text, at) => c.fillText(text, 20, 44 + 19 * at));
  canvas.toBlob((blob) => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = `${fold(facts.title).replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "").slice(0, 60) || "network"}.png`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  });
}

const paper = document.getElementById("paper");
// On paper nothing can be opened: the sources of what was chosen stand open there, and close again afterwards.
let opened = [];
window.addEventListener("beforeprint", () => {
  paper.src = paint(1500, 780, 2, 0).toDataURL("image/png");
  paper.hidden = false;
  opened = [...panel.querySelectorAll("details:not([open])")];
  for (const one of opened) one.open = true;
});
window.addEventListener("afterprint", () => {
  paper.hidden = true;
  for (const one of opened) one.open = false;
});

function drawLegend() {
  for (const canvas of document.querySelectorAll("#legend canvas")) {
    const c = canvas.getContext("2d"), { look, line } = canvas.dataset;
    c.scale(2, 2);
    if (line) {
      const [colour, dashes] = facts.strokes[line];
      c.strokeStyle = `rgb(${colour})`;
      c.lineWidth = 2;
      c.setLineDash(dashes || []);
      c.beginPath(); c.moveTo(2, 11); c.lineTo(42, 11); c.stroke();
    } else if (look.endsWith("-any")) {
      drawSign(c, look.startsWith("group") ? "hexagon" : "dot", "#ffffff", "#4a4a4a", 11, 11, 8, 1.2);
    } else if (look.startsWith("domain-")) {
      const name = Object.keys(facts.looks).find((one) => one.endsWith(look.slice(6)));
      c.fillStyle = facts.looks[name][1];
      c.fillRect(3, 6, 16, 10);
      c.strokeStyle = "#4a4a4a";
      c.strokeRect(3, 6, 16, 10);
    } else {
      const [shape, fill, border] = facts.looks[look];
      drawSign(c, shape, fill, border, 11, 11, 7.5, 1.2);
    }
  }
}

const act = { back: goBack, reset, "zoom-in": () => zoom(1.25), "zoom-out": () => zoom(0.8), fit: showAll, picture: save, print: () => window.print() };
for (const [id, does] of Object.entries(act)) document.getElementById(id).addEventListener("click", does);
window.addEventListener("hashchange", chooseByName);
function chooseByName() {
  const wanted = facts.ids.indexOf(decodeURIComponent(location.hash.slice(1)));
  if (wanted >= 0) choose(wanted);
}

if (narrow.matches) document.getElementById("legend").open = false;
drawLegend();
addFilters();
tellNothing();
tellShown();
begin();
chooseByName();
