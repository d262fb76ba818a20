// Filters: what a project is not, its parties lose; what is left without ties goes too.
const filters = { kinds: new Set(Object.keys(facts.kindNames)), domain: "", theme: "", audit: "", least: facts.least };
const fields = document.getElementById("fields"), shownText = document.getElementById("shown");
const hasTies = near.map((ties) => ties.length > 0);

function addSelect(key, label, names, used) {
  const options = Object.entries(names).filter(([id]) => used.has(id));
  if (options.length < 2) return;
  const box = make("label", label, fields, "field"), select = make("select", null, box);
  select.id = `filter-${key}`;
  make("option", words.all, select).value = "";
  for (const [id, name] of options) make("option", name, select).value = id;
  select.addEventListener("change", () => { filters[key] = select.value; filter(); });
}

function addFilters() {
  const kinds = Object.entries(facts.kindNames).filter(([kind]) => facts.kinds.slice(0, drawn).includes(kind));
  if (kinds.length > 1) {
    const set = make("fieldset", null, fields);
    make("legend", words.kind, set);
    for (const [kind, name] of kinds) {
      const label = make("label", null, set), box = make("input", null, label);
      box.type = "checkbox";
      box.checked = true;
      box.id = `kind-${kind}`;
      label.append(name);
      box.addEventListener("change", () => { if (box.checked) filters.kinds.add(kind); else filters.kinds.delete(kind); filter(); });
    }
  }
  const used = (lists) => new Set(lists.slice(0, drawn).flat());
  addSelect("domain", words.domain, facts.domainNames, used(facts.domains));
  addSelect("theme", words.theme, facts.themeNames, used(facts.themes));
  addSelect("audit", words.audit_class, facts.classNames, used(facts.classes));
  if (facts.least) {
    const label = make("label", words.least, fields), input = make("input", null, label);
    input.type = "number";
    input.id = "filter-least";
    input.min = 1;
    input.max = facts.why.reduce((most, why) => Math.max(most, why.length), 1);
    input.value = facts.least;
    input.addEventListener("change", () => { filters.least = Math.max(1, Number(input.value) || 1); filter(); });
  }
  if (!fields.children.length) document.getElementById("filters").hidden = true;
}

function fits(at) {
  if (!filters.kinds.has(facts.kinds[at])) return false;
  if (facts.kinds[at] === "project") {
    return (!filters.theme || facts.themes[at].includes(filters.theme)) && (!filters.audit || facts.classes[at] === filters.audit);
  }
  return !filters.domain || facts.kinds[at] === "stream" || facts.domains[at].includes(filters.domain);
}

function findVisible() {
  const base = nodes.map((_, at) => fits(at));
  const narrowed = filters.domain || filters.theme || filters.audit;
  return base.map((fit, at) => fit && (!narrowed || stays(base, at)));
}

// With a filter on, nodes without a tie to what is left say nothing; those that the filter is about stay.
function stays(base, at) {
  if (!hasTies[at]) return facts.kinds[at] === "project" && !filters.domain;
  const isAsked = facts.kinds[at] === "project" ? (filters.theme || filters.audit) && !filters.domain : filters.domain && !filters.theme && !filters.audit;
  return isAsked || near[at].some((tie) => base[other(edges[tie], at)]);
}

function filter() {
  const visible = findVisible(), changedNodes = [], changedEdges = [];
  visible.forEach((is, at) => {
    if (state.visible[at] !== Number(is)) { state.visible[at] = Number(is); changedNodes.push({ id: at, hidden: !is }); }
  });
  edges.forEach((edge, at) => {
    const is = visible[edge.from] && visible[edge.to] && (!facts.least || facts.why[at].length >= filters.least);
    if (state.lit[at] !== Number(is)) { state.lit[at] = Number(is); changedEdges.push({ id: at, hidden: !is }); }
  });
  if (changedEdges.length) edgeSet.update(changedEdges);
  if (changedNodes.length) nodeSet.update(changedNodes);
  if (state.chosen !== null && state.chosen < drawn && !visible[state.chosen]) choose(null);
  tellShown();
  fillList();
  network.redraw();
}

function tellShown() {
  const left = state.visible.reduce((sum, is) => sum + is, 0);
  shownText.classList.toggle("empty", left === 0);
  shownText.textContent = left === 0 ? words.none_left : words.shown.replace("{number}", left).replace("{all}", drawn);
}

function clearFilters() {
  filters.kinds = new Set(Object.keys(facts.kindNames));
  Object.assign(filters, { domain: "", theme: "", audit: "", least: facts.least });
  for (const box of fields.querySelectorAll("input[type=checkbox]")) box.checked = true;
  for (const select of fields.querySelectorAll("select")) select.value = "";
  const least = document.getElementById("filter-least");
  if (least) least.value = facts.least;
  filter();
}
