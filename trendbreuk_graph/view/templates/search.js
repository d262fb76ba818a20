// Search by name, as a list of suggestions that the keyboard walks through.
const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
let folded = null;
const field = document.getElementById("name"), found = document.getElementById("found");
let marked = -1;

function findNames(typed) {
  const wanted = fold(typed).trim(), hits = [];
  if (!wanted) return hits;
  folded = folded || facts.names.slice(0, drawn).map((name, at) => [name, ...facts.others[at]].map(fold));
  folded.forEach((names, at) => {
    if (!state.visible[at]) return;
    let best = 9;
    names.forEach((name, which) => {
      const place = name.indexOf(wanted);
      if (place < 0) return;
      best = Math.min(best, (place === 0 ? 0 : /[^\p{L}\p{N}]/u.test(name[place - 1]) ? 2 : 4) + (which ? 1 : 0));
    });
    if (best < 9) hits.push([best, -facts.weights[at], at]);
  });
  hits.sort((a, b) => a[0] - b[0] || a[1] - b[1] || a[2] - b[2]);
  return hits.slice(0, 8).map((hit) => hit[2]);
}

function showFound() {
  const hits = findNames(field.value), typed = field.value.trim();
  found.replaceChildren();
  marked = -1;
  field.removeAttribute("aria-activedescendant");
  hits.forEach((at, place) => {
    const item = make("li", facts.names[at], found);
    item.id = `found-${place}`;
    item.dataset.node = at;
    item.setAttribute("role", "option");
    item.setAttribute("aria-selected", "false");
    make("span", facts.kindNames[facts.kinds[at]], item);
    item.addEventListener("mousedown", (event) => { event.preventDefault(); take(at); });
  });
  if (typed && !hits.length) {
    const item = make("li", words.no_find, found);
    item.setAttribute("role", "option");
    item.setAttribute("aria-disabled", "true");
    item.setAttribute("aria-selected", "false");
  }
  found.hidden = !typed;
  field.setAttribute("aria-expanded", String(!found.hidden));
}

function hideFound() {
  found.hidden = true;
  marked = -1;
  field.setAttribute("aria-expanded", "false");
  field.removeAttribute("aria-activedescendant");
}

function markFound(step) {
  const items = found.querySelectorAll("li[data-node]");
  if (!items.length) return;
  if (marked >= 0) items[marked].setAttribute("aria-selected", "false");
  marked = (marked + step + items.length) % items.length;
  items[marked].setAttribute("aria-selected", "true");
  items[marked].scrollIntoView({ block: "nearest" });
  field.setAttribute("aria-activedescendant", items[marked].id);
}

function take(at) {
  hideFound();
  field.value = facts.names[at];
  choose(at);
}

field.addEventListener("input", showFound);
field.addEventListener("blur", hideFound);
field.addEventListener("keydown", (event) => {
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    if (found.hidden) showFound();
    markFound(event.key === "ArrowDown" ? 1 : marked < 0 ? 0 : -1);
    event.preventDefault();
  } else if (event.key === "Enter") {
    const items = found.querySelectorAll("li[data-node]");
    if (items.length && !found.hidden) take(Number(items[Math.max(marked, 0)].dataset.node));
  } else if (event.key === "Escape") {
    event.stopPropagation();
    if (!found.hidden) hideFound(); else field.value = "";
  }
});
