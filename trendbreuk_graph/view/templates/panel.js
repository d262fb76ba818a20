// The panel: everything is put there as text, never as markup.
let cards = null;
const panel = document.getElementById("panel");
const make = (tag, text, parent, name) => {
  const element = document.createElement(tag);
  if (text !== undefined && text !== null) element.textContent = text;
  if (name) element.className = name;
  if (parent) parent.append(element);
  return element;
};
const button = (text, parent, act, name) => {
  const element = make("button", text, parent, name);
  element.type = "button";
  element.addEventListener("click", act);
  return element;
};
const goTo = (thing, parent) => button(facts.names[thing], parent, () => choose(thing), "go");

function tellCell(cell, parent) {
  const [text, thing] = Array.isArray(cell) ? cell : [cell, null];
  if (thing === null) { if (cards.texts[text]) make("span", cards.texts[text], parent, "text"); return; }
  const element = goTo(thing, parent);
  element.textContent = cards.texts[text];
}

function tellPlaces(places, parent, word) {
  if (!places.length) return;
  const details = make("details", null, parent, "places");
  make("summary", `${word} (${places.length})`, details);
  const list = make("ul", null, details);
  for (const place of places) make("li", cards.texts[place], list);
}

function startPanel(title, kind) {
  panel.replaceChildren();
  panel.classList.remove("empty");
  button(words.close, panel, () => choose(null), "close");
  make("h2", title, panel);
  if (kind) make("p", kind, panel, "kind");
}

function tellThing(thing) {
  startPanel(facts.names[thing]);
  if (thing >= drawn) make("p", words.not_drawn, panel, "hint");
  else if (facts.notes[thing]) make("p", words.share.replace("{share}", facts.notes[thing]), panel);
  const [about, places, sections] = cards.cards[thing], list = make("dl", null, panel);
  for (const [label, values] of about) {
    make("dt", cards.texts[label], list);
    const value = make("dd", null, list, "cells");
    for (const one of values) tellCell(one, value);
  }
  tellPlaces(places, panel, words.described);
  if (facts.why.length && thing < drawn) tellShared(thing);
  for (const [title, columns, rows] of sections) {
    make("h3", `${cards.texts[title]} (${rows.length})`, panel);
    const items = make("ul", null, panel);
    for (const [cells, where] of rows) {
      const item = make("li", null, items), line = make("div", null, item, "cells");
      for (const cell of cells) tellCell(cell, line);
      tellPlaces(where, item, words.sources);
    }
  }
}

function tellShared(thing) {
  const ties = near[thing].filter((at) => state.lit[at]).sort((a, b) => facts.why[b].length - facts.why[a].length || a - b);
  if (!ties.length) return;
  make("h3", `${words.tied} (${ties.length})`, panel);
  const items = make("ul", null, panel);
  for (const at of ties) {
    const item = make("li", null, items);
    goTo(other(edges[at], thing), item);
    const details = make("details", null, item);
    make("summary", words.shared.replace("{number}", facts.why[at].length), details);
    const list = make("ul", null, details);
    for (const reason of facts.why[at]) goTo(reason, make("li", null, list));
  }
}

function tellEdge(at) {
  const edge = edges[at];
  startPanel(`${facts.names[edge.from]} – ${facts.names[edge.to]}`);
  const ends = make("ul", null, panel);
  goTo(edge.from, make("li", null, ends));
  goTo(edge.to, make("li", null, ends));
  const reasons = facts.why.length ? facts.why[at] : [];
  if (reasons.length) {
    make("h3", words.shared.replace("{number}", reasons.length), panel);
    const list = make("ul", null, panel);
    for (const reason of reasons) goTo(reason, make("li", null, list));
    return;
  }
  // A tie that documents name: the rows of either card that name the other end.
  const told = new Set();
  for (const [one, to] of [[edge.from, edge.to], [edge.to, edge.from]]) {
    for (const [title, columns, rows] of cards.cards[one][2]) {
      const found = rows.filter(([cells]) => cells.some((cell) => Array.isArray(cell) && cell[1] === to));
      const key = found.map((row) => row[1].join()).join(";");
      if (!found.length || told.has(key)) continue;
      told.add(key);
      make("h3", cards.texts[title], panel);
      const items = make("ul", null, panel);
      for (const [cells, where] of found) {
        const item = make("li", null, items), line = make("div", null, item, "cells");
        for (const cell of cells) tellCell(cell, line);
        tellPlaces(where, item, words.sources);
      }
    }
  }
}

function tellNothing() {
  panel.replaceChildren();
  panel.classList.add("empty");
  make("p", words.hint, panel, "hint");
}

function tell() {
  if (state.chosen === null && state.edge === null) { tellNothing(); return; }
  cards = cards || read("details");
  if (state.edge !== null) tellEdge(state.edge); else tellThing(state.chosen);
  panel.scrollTop = 0;
}
