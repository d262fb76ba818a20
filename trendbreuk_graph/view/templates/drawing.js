// What vis-network does not draw: grounds and headings, the chosen neighbourhood above a veil, names that never overlap, and the picture to save.
const read = (id) => JSON.parse(document.getElementById(id).textContent);
const facts = read("facts"), words = facts.words, nodes = read("nodes"), edges = read("edges"), options = read("options");
edges.forEach((edge, at) => { edge.id = at; });
const drawn = facts.drawn;
const near = Array.from({ length: drawn }, () => []);
edges.forEach((edge, at) => { near[edge.from].push(at); near[edge.to].push(at); });
const byWeight = nodes.map((_, at) => at).sort((a, b) => facts.weights[b] - facts.weights[a] || a - b);
const state = { chosen: null, edge: null, visible: new Uint8Array(drawn).fill(1), lit: new Uint8Array(edges.length).fill(1), moving: false };
const font = 'system-ui, "Segoe UI", Verdana, sans-serif';
const other = (edge, node) => (edge.from === node ? edge.to : edge.from);

function strokeOf(at) {
  const style = facts.styles.length ? facts.styles[at] : Object.keys(facts.strokes)[0];
  return facts.strokes[style];
}

// The transform of a context as scale and shift, in pixels of the page.
function viewOf(c, ratio) {
  const m = c.getTransform();
  return { scale: m.a / ratio, x: m.e / ratio, y: m.f / ratio };
}

function drawAreas(c, scale) {
  for (const [label, x, y, width, height, shape, tint] of facts.areas) {
    c.beginPath();
    if (shape === "box") c.rect(x - width / 2, y - height / 2, width, height);
    else if (shape !== "none") c.ellipse(x, y, width / 2, height / 2, 0, 0, 2 * Math.PI);
    if (tint) { c.fillStyle = tint; c.fill(); }
    if (shape === "ring") { c.strokeStyle = "#dcdcdc"; c.lineWidth = 1.5 / scale; c.stroke(); }
  }
}

function drawHeadings(c, scale, boxes, view, wide) {
  c.textAlign = "center";
  c.textBaseline = "bottom";
  for (const [label, x, y, width, height] of facts.areas) {
    const room = width * scale * 1.15;
    if (!label || room < 50) continue;
    c.font = `600 ${wide < 500 ? 12 : 14}px ${font}`;
    const centre = x * scale + view.x, low = (y - height / 2) * scale + view.y - 4;
    const lines = wrap(c, label, Math.max(room, wide < 500 ? 110 : 175)), half = Math.max(...lines.map((line) => c.measureText(line).width)) / 2;
    // A heading whose area is seen stays inside the window, and gives way to those before it.
    const middle = centre < 0 || centre > wide ? centre : Math.min(Math.max(centre, half + 4), wide - half - 4);
    const box = [middle - half, low - lines.length * 17, middle + half, low];
    if (boxes.some((one) => box[0] < one[2] && box[2] > one[0] && box[1] < one[3] && box[3] > one[1])) continue;
    lines.forEach((line, at) => halo(c, line, middle, low - (lines.length - 1 - at) * 17, "#3a3a3a"));
    boxes.push(box);
  }
}

function wrap(c, text, room) {
  const lines = [];
  for (const word of text.split(" ")) {
    const last = lines.length - 1;
    if (last >= 0 && c.measureText(`${lines[last]} ${word}`).width <= room) lines[last] += ` ${word}`;
    else lines.push(word);
  }
  return lines;
}

function halo(c, text, x, y, ink) {
  c.lineJoin = "round";
  c.lineWidth = 3.5;
  c.strokeStyle = "rgba(255,255,255,.92)";
  c.strokeText(text, x, y);
  c.fillStyle = ink;
  c.fillText(text, x, y);
}

function drawEdge(c, at, scale, alpha, thin) {
  const edge = edges[at], [colour, dashes] = strokeOf(at), from = nodes[edge.from], to = nodes[edge.to];
  c.beginPath();
  c.moveTo(from.x, from.y);
  c.lineTo(to.x, to.y);
  c.setLineDash((dashes || []).map((length) => length / Math.max(scale, 0.6)));
  c.strokeStyle = `rgba(${colour},${alpha})`;
  c.lineWidth = Math.max(edge.width || 1, thin / scale);
  c.stroke();
  c.setLineDash([]);
}

function drawNode(c, at, scale) {
  const node = nodes[at], [shape, fill, border] = facts.looks[node.group];
  drawSign(c, shape, fill, border, node.x, node.y, node.size, Math.max(1, (at === state.chosen ? 4 : 1) / Math.max(scale, 0.5)));
}

// The nodes and edges that stand out; null when nothing is chosen.
function findFocus() {
  if (state.edge !== null) return { nodes: [edges[state.edge].from, edges[state.edge].to], edges: [state.edge] };
  if (state.chosen === null || state.chosen >= drawn) return null;
  const ties = near[state.chosen].filter((at) => state.visible[other(edges[at], state.chosen)]);
  return { nodes: [...ties.map((at) => other(edges[at], state.chosen)), state.chosen], edges: ties };
}

function drawFocus(c, scale) {
  const focus = findFocus();
  if (!focus) return;
  c.save();
  c.setTransform(1, 0, 0, 1, 0, 0);
  c.fillStyle = "rgba(255,255,255,.8)";
  c.fillRect(0, 0, c.canvas.width, c.canvas.height);
  c.restore();
  for (const at of focus.edges) drawEdge(c, at, scale, 0.85, 1.2);
  for (const at of focus.nodes) drawNode(c, at, scale);
}

const shortened = new Map();
function shorten(c, text, room) {
  const key = `${c.font}${Math.round(room / 8)} ${text}`;
  if (!shortened.has(key)) {
    let kept = text;
    if (c.measureText(text).width > room) {
      const signs = Array.from(text);
      let low = 1, high = signs.length;
      while (low < high) {
        const half = (low + high + 1) >> 1;
        if (c.measureText(`${signs.slice(0, half).join("")}…`).width <= room) low = half; else high = half - 1;
      }
      kept = `${signs.slice(0, low).join("").trimEnd()}…`;
    }
    if (shortened.size > 20000) shortened.clear();
    shortened.set(key, [kept, c.measureText(kept).width]);
  }
  return shortened.get(key);
}

// How names are set at a scale: their font, and how many pixels each may take. Where a column is set for them, they grow a little with it.
function setName(at, scale, width) {
  const own = facts.rooms[at], chosen = at === state.chosen;
  const size = chosen ? 14 : own ? Math.min(14, Math.max(11.5, 36 * scale)) : 12;
  const room = own ? own * scale : facts.sides[at] === "b" ? 170 : facts.room ? Math.min(260, Math.max(facts.least_room, facts.room * scale)) : Math.min(260, Math.max(80, 0.19 * width));
  return { size, room, font: `${chosen || facts.strong[at] ? "600 " : ""}${size}px ${font}` };
}

// Where a name may stand beside its sign, the best place first.
function findSpots(at, x, y, r, wide, high, width) {
  const left = [x - r - wide, y - high / 2], right = [x + r, y - high / 2], below = [x - wide / 2, y + r - 1], above = [x - wide / 2, y - r - high + 1];
  const side = facts.sides[at];
  if (side === "b") {
    below[0] = Math.min(Math.max(below[0], 3), Math.max(3, width - wide - 3));
    return facts.weights[at] < 10000 && drawn > 100 ? [below] : [below, right, left];
  }
  if (facts.room || facts.rooms[at]) return [side === "l" ? left : right];
  return side === "l" ? [left, above, below, right] : [right, above, below, left];
}

function drawNames(c, view, width, height) {
  const boxes = [], grid = new Map();
  drawHeadings(c, view.scale, boxes, view, width);
  boxes.forEach((box) => mark(grid, box));
  // Names keep off the signs.
  if (drawn < 2000) {
    nodes.forEach((node, at) => {
      const x = node.x * view.scale + view.x, y = node.y * view.scale + view.y, r = 0.8 * node.size * view.scale;
      if (state.visible[at]) mark(grid, [x - r, y - r, x + r, y + r]);
    });
  }
  const focus = findFocus(), first = focus ? focus.nodes.slice().reverse() : [];
  const most = Math.round((width * height) / facts.roominess);
  const told = [];
  const order = focus ? first.slice(0, 1).concat(first.slice(1).sort((a, b) => facts.weights[b] - facts.weights[a] || a - b)) : byWeight;
  for (const at of order) {
    // Those for which room was made are named whatever the number.
    if (told.length >= (focus ? 400 : most) && (focus || facts.weights[at] < 10000)) break;
    if (!state.visible[at]) continue;
    const node = nodes[at], x = node.x * view.scale + view.x, y = node.y * view.scale + view.y;
    if (x < 0 || y < 0 || x > width || y > height) continue;
    const set = setName(at, view.scale, width), note = facts.notes[at] ? `${facts.notes[at]}  ` : "";
    // Too little room to tell one name from another: then it waits until one zooms in or chooses.
    if (set.room < 80 && !focus) continue;
    c.font = set.font;
    // A name for which room was made is rather short than missing.
    const urgent = facts.weights[at] >= 10000 || facts.notes[at];
    const rooms = at === state.chosen ? [Math.min(320, width - 6)] : focus ? [Math.max(set.room, 150), set.room] : (facts.room && drawn > 100 && !urgent) || facts.rooms[at] ? [set.room] : [set.room, 0.75 * set.room, 0.5 * set.room, 0.3 * set.room];
    const r = node.size * view.scale + 3, high = set.size < 12 ? 11 : set.size;
    for (const room of rooms) {
      const [text, wide] = shorten(c, note + facts.names[at], room + (note ? 60 : 0));
      const spots = findSpots(at, x, y, r, wide, high, width).map(([left, top]) => [left, top, left + wide, top + high]);
      // What was chosen is always named, within the window.
      const away = at === state.chosen ? Math.min(spots[0][0], Math.max(3, width - wide - 3)) : 0;
      const box = at === state.chosen ? [away, spots[0][1], away + wide, spots[0][3]] : spots.find((one) => one[0] > 1 && one[2] < width - 1 && one[1] > -1 && one[3] < height + 1 && !hits(grid, one));
      if (!box) continue;
      mark(grid, box);
      c.textAlign = "left";
      c.textBaseline = "middle";
      halo(c, text, box[0], (box[1] + box[3]) / 2, "#1b1b1b");
      told.push([at, text, box]);
      break;
    }
  }
  return told;
}

const cellsOf = ([left, top, right, bottom]) => {
  const cells = [];
  for (let i = Math.floor(left / 60); i <= Math.floor(right / 60); i += 1)
    for (let j = Math.floor(top / 20); j <= Math.floor(bottom / 20); j += 1) cells.push(i * 10007 + j);
  return cells;
};
function mark(grid, box) {
  for (const cell of cellsOf(box)) {
    if (!grid.has(cell)) grid.set(cell, []);
    grid.get(cell).push(box);
  }
}
function hits(grid, [left, top, right, bottom]) {
  return cellsOf([left, top, right, bottom]).some((cell) =>
    (grid.get(cell) || []).some((box) => left < box[2] + 2 && right > box[0] - 2 && top < box[3] && bottom > box[1]));
}

// The rectangle around all that is visible at a scale, in pixels from the origin, with what names take beside their signs.
const measurer = document.createElement("canvas").getContext("2d");
function findBounds(scale, width) {
  const box = [Infinity, Infinity, -Infinity, -Infinity];
  const add = (left, top, right, bottom) => {
    box[0] = Math.min(box[0], left); box[1] = Math.min(box[1], top);
    box[2] = Math.max(box[2], right); box[3] = Math.max(box[3], bottom);
  };
  nodes.forEach((node, at) => {
    if (!state.visible[at]) return;
    const x = node.x * scale, y = node.y * scale, r = node.size * scale + 3, side = facts.sides[at];
    add(x - r, y - r, x + r, y + r + (side === "b" ? 14 : 0));
    if (side === "b") return;
    // In rings a name may stand above or below its sign.
    if (!facts.room && !facts.rooms[at]) add(x, y - r - 13, x, y + r + 13);
    const set = setName(at, scale, width);
    if (set.room < 80) return;
    measurer.font = set.font;
    const note = facts.notes[at] ? `${facts.notes[at]}  ` : "", wide = drawn < 2000 ? shorten(measurer, note + facts.names[at], set.room + (note ? 60 : 0))[1] : set.room;
    if (side === "l") add(x - r - wide, y, x, y); else add(x, y, x + r + wide, y);
  });
  if (state.visible.every(Boolean)) {
    for (const [label, x, y, wide, high] of facts.areas) add((x - wide / 2) * scale, (y - high / 2) * scale - (label ? 24 : 0), (x + wide / 2) * scale, (y + high / 2) * scale);
  }
  return box[0] > box[2] ? [-100, -100, 100, 100] : box;
}

// The largest scale at which all fits. Names do not grow with the scale, so it is sought by halving.
function findView(width, height) {
  let low = 0.005, high = 1.6, box;
  for (let round = 0; round < 14; round += 1) {
    const scale = round ? Math.sqrt(low * high) : high;
    box = findBounds(scale, width);
    if (box[2] - box[0] <= width - 16 && box[3] - box[1] <= height - 14) { low = scale; if (!round) break; } else high = scale;
  }
  box = findBounds(low, width);
  return { scale: low, x: (width - box[0] - box[2]) / 2, y: (height - box[1] - box[3]) / 2 };
}

// The whole picture, sharp whatever the window shows.
function paint(width, height, ratio, head) {
  const canvas = document.createElement("canvas");
  canvas.width = width * ratio;
  canvas.height = (height + head) * ratio;
  const c = canvas.getContext("2d");
  c.scale(ratio, ratio);
  c.fillStyle = "#fff";
  c.fillRect(0, 0, width, height + head);
  const view = findView(width, height);
  view.y += head;
  c.save();
  c.translate(view.x, view.y);
  c.scale(view.scale, view.scale);
  drawAreas(c, view.scale);
  edges.forEach((edge, at) => { if (state.lit[at]) drawEdge(c, at, view.scale, facts.strength, 0.5); });
  nodes.forEach((node, at) => { if (state.visible[at]) drawNode(c, at, view.scale); });
  drawFocus(c, view.scale);
  c.restore();
  drawNames(c, view, width, height + head);
  return canvas;
}
