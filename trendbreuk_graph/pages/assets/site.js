// Menu on small screens, search, tables that sort and filter, sources on paper. Every page reads without it.
"use strict";
(() => {
  const root = document.documentElement;
  const body = document.body;
  const words = JSON.parse(body.dataset.words);
  root.classList.add("scripted");

  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (slot, name) => (name in values ? values[name] : slot));
  const make = (name, attributes = {}, ...children) => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.append(...children);
    return element;
  };
  const fold = (text) =>
    text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/[^\p{L}\p{N}+@&]+/gu, " ").trim();

  // Menu
  const button = document.querySelector(".menu-button");
  const menu = document.getElementById("menu");
  button.addEventListener("click", () => {
    button.setAttribute("aria-expanded", String(menu.classList.toggle("open")));
  });

  // Search: the index is loaded when somebody first wants it.
  let loading = null;
  const load = () => {
    loading ??= new Promise((resolve, reject) => {
      const script = make("script", { src: body.dataset.index });
      script.addEventListener("load", () => resolve(prepare(window.dossierIndex)));
      script.addEventListener("error", reject);
      document.head.append(script);
    });
    return loading;
  };
  const prepare = (index) =>
    index.map(([href, title, kind, names, text], place) => ({
      href, title, kind, text, place,
      title_: fold(title),
      names_: names.map(fold),
      words_: [...new Set(fold([title, ...names].join(" ")).split(" "))],
      text_: fold(text),
    }));

  // How many signs differ, up to a limit; two neighbours that changed places count as one.
  const distance = (one, other, limit) => {
    if (Math.abs(one.length - other.length) > limit) return limit + 1;
    let before = [], previous = Array.from({ length: other.length + 1 }, (_, i) => i);
    for (let i = 1; i <= one.length; i++) {
      const current = [i];
      let least = i;
      for (let j = 1; j <= other.length; j++) {
        const same = one[i - 1] === other[j - 1] ? 0 : 1;
        let cost = Math.min(previous[j] + 1, current[j - 1] + 1, previous[j - 1] + same);
        if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) cost = Math.min(cost, before[j - 2] + 1);
        current.push(cost);
        least = Math.min(least, cost);
      }
      if (least > limit) return limit + 1;
      before = previous;
      previous = current;
    }
    return previous[other.length];
  };
  const tolerance = (word) => (word.length < 4 ? 0 : word.length < 8 ? 1 : 2);

  // How good a match is: the lower, the better; null when a word is missing. Names come before what is said about them.
  const rate = (entry, query, typed) => {
    if (entry.title_ === query) return 0;
    if (entry.names_.includes(query)) return 1;
    if (entry.title_.startsWith(query)) return 2;
    if (` ${entry.title_}`.includes(` ${query}`)) return 3;
    if (entry.names_.some((name) => ` ${name}`.includes(` ${query}`))) return 4;
    let worst = 0;
    for (const word of typed) {
      let best = null;
      for (const known of entry.words_) {
        if (known.startsWith(word)) { best = 5; break; }
        if (word.length > 2 && known.includes(word)) best = Math.min(best ?? 9, 6);
        const limit = tolerance(word);
        if (limit && (best === null || best > 7)) {
          // A word that is still being typed may resemble the beginning of a longer one.
          const near = Math.min(distance(word, known, limit), distance(word, known.slice(0, word.length), limit));
          if (near <= limit) best = 7 + near / 10;
        }
      }
      if (best === null && word.length > 2 && ` ${entry.text_}`.includes(` ${word}`)) best = 8;
      if (best === null) return null;
      worst = Math.max(worst, best);
    }
    return worst;
  };
  const search = async (text) => {
    const query = fold(text);
    if (!query) return [];
    const typed = query.split(" ");
    const found = [];
    for (const entry of await load()) {
      const rank = rate(entry, query, typed);
      if (rank !== null) found.push([rank, entry]);
    }
    found.sort((a, b) => a[0] - b[0] || a[1].title_.length - b[1].title_.length || a[1].place - b[1].place);
    return found.map(([, entry]) => entry);
  };
  const address = (entry) => body.dataset.root + entry.href;

  const form = document.querySelector(".search");
  const input = form.querySelector("input");
  const list = make("ul", { role: "listbox", id: "suggestions", "aria-label": words.suggestions, hidden: "" });
  form.append(list);
  for (const [name, value] of Object.entries({
    role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": "suggestions",
  })) input.setAttribute(name, value);
  let active = -1;
  const close = () => {
    list.hidden = true;
    active = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };
  const mark = (index) => {
    const options = [...list.children];
    active = options.length ? (index + options.length) % options.length : -1;
    options.forEach((option, at) => option.setAttribute("aria-selected", String(at === active)));
    if (active >= 0) {
      input.setAttribute("aria-activedescendant", options[active].id);
      options[active].scrollIntoView({ block: "nearest" });
    }
  };
  const suggest = async () => {
    const text = input.value;
    const found = await search(text);
    if (text !== input.value) return;
    close();
    if (!fold(text)) return;
    list.replaceChildren();
    const add = (href, ...children) => {
      const option = make("li", { role: "option", id: `suggestion-${list.children.length}`, "aria-selected": "false" }, ...children);
      option.addEventListener("mousedown", (event) => event.preventDefault());
      option.addEventListener("click", () => { location.href = href; });
      option.dataset.href = href;
      list.append(option);
    };
    for (const entry of found.slice(0, 8)) {
      add(address(entry), make("bdi", {}, entry.title), make("small", {}, entry.kind));
    }
    add(`${body.dataset.search}?q=${encodeURIComponent(text)}`,
      found.length ? fill(words.more, { text }) : fill(words.none, { text }));
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
  };
  input.addEventListener("focus", load);
  input.addEventListener("input", suggest);
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (list.hidden) suggest();
      else mark(active < 0 && event.key === "ArrowUp" ? -1 : active + (event.key === "ArrowDown" ? 1 : -1));
    } else if (event.key === "Escape") {
      if (!list.hidden) event.preventDefault();
      close();
    } else if (event.key === "Enter" && active >= 0) {
      event.preventDefault();
      location.href = list.children[active].dataset.href;
    }
  });

  const results = document.getElementById("results");
  if (results) {
    const text = new URLSearchParams(location.search).get("q") ?? "";
    input.value = text;
    if (fold(text)) {
      search(text).then((found) => {
        results.append(make("p", {}, fill(found.length ? words.found : words.none, { text, number: found.length })));
        const items = found.map((entry) => make("li", {},
          make("a", { href: address(entry) }, entry.title), " ", make("small", {}, entry.kind),
          ...(entry.text ? [make("div", { class: "soft" }, entry.text)] : [])));
        if (items.length) results.append(make("ol", {}, ...items));
      });
    } else input.focus();
  }

  // Tables
  const collator = new Intl.Collator(root.lang, { numeric: true, sensitivity: "base" });
  const read = (cell) => cell.dataset.sort ?? cell.textContent.trim();
  const compare = (one, other) => {
    // What is empty comes last, whatever the direction.
    const a = Number(one), b = Number(other);
    return one !== "" && other !== "" && !Number.isNaN(a) && !Number.isNaN(b) ? a - b : collator.compare(one, other);
  };
  document.querySelectorAll("table[data-sortable], table[data-searchable]").forEach((table, number) => {
    const heads = [...table.tHead.rows[0].cells];
    const rows = [...table.tBodies[0].rows];
    if ("sortable" in table.dataset) heads.forEach((head, column) => {
      if (head.classList.contains("places")) return;
      const label = `${words.sort}: ${head.textContent.trim()}`;
      // The heading stays a text: browsers do not repeat buttons on the next sheet of paper.
      head.append(" ", make("button", { type: "button", "aria-label": label, title: label }));
      head.classList.add("sortable");
      head.addEventListener("click", () => {
        const down = head.getAttribute("aria-sort") === "ascending";
        heads.forEach((other) => other.removeAttribute("aria-sort"));
        head.setAttribute("aria-sort", down ? "descending" : "ascending");
        const keys = new Map(rows.map((row) => [row, read(row.cells[column])]));
        const sorted = [...rows].sort((a, b) => {
          const one = keys.get(a), other = keys.get(b);
          if (one === "" || other === "") return (one === "") - (other === "");
          return (down ? -1 : 1) * compare(one, other);
        });
        table.tBodies[0].append(...sorted);
      });
    });

    if (!("searchable" in table.dataset)) return;
    const tools = make("div", { class: "tools" });
    const typed = make("input", { type: "search", id: `filter-${number}` });
    const shown = make("span", { role: "status" });
    const selects = [];
    tools.append(make("label", { for: typed.id }, words.filter, typed));
    heads.forEach((head, column) => {
      if (!("filter" in head.dataset)) return;
      const values = [...new Set(rows.map((row) => row.cells[column].textContent.trim()))].filter(Boolean).sort(collator.compare);
      if (values.length < 2) return;
      const select = make("select", { id: `filter-${number}-${column}` }, make("option", { value: "" }, words.all),
        ...values.map((value) => make("option", { value }, value)));
      selects.push([column, select]);
      tools.append(make("label", { for: select.id }, head.textContent.trim(), select));
    });
    tools.append(shown);
    const texts = rows.map((row) => fold([...row.cells].filter((cell) => !cell.classList.contains("places")).map((cell) => cell.textContent).join(" ")));
    const filter = () => {
      const wanted = fold(typed.value).split(" ");
      let count = 0;
      rows.forEach((row, at) => {
        const fits = wanted.every((word) => texts[at].includes(word)) &&
          selects.every(([column, select]) => !select.value || row.cells[column].textContent.trim() === select.value);
        row.hidden = !fits;
        count += fits;
      });
      shown.textContent = fill(words.shown, { shown: count, all: rows.length });
    };
    tools.addEventListener("input", filter);
    filter();
    table.closest(".scroll").before(tools);
  });

  // On paper sources and long lists are open.
  let opened = [];
  window.addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll("details.sources:not([open]), details.long:not([open])")];
    opened.forEach((details) => { details.open = true; });
  });
  window.addEventListener("afterprint", () => opened.forEach((details) => { details.open = false; }));
})();
