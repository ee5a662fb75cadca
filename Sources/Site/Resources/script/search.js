// The search: every word of the query has to occur in a section; titles count most. The index is loaded when it is first needed.
"use strict";

(function () {
  const MOST = 20, AROUND = 60;
  const byId = (id) => document.getElementById(id);
  const box = byId("search"), field = byId("query"), list = byId("results"), said = byId("found");
  const { root, edition } = document.body.dataset;
  const indexes = {};
  let isLoading = false;

  // The index is a script that calls this: a page from a file cannot read another file.
  globalThis.braidIndex = (language, entries) => {
    indexes[language] = entries.map(([title, page, heading, anchor, text]) => ({
      title, page, heading, anchor, text, low: [heading, title, text].map((part) => part.toLowerCase()),
    }));
    show();
  };

  const load = () => {
    if (isLoading) return;
    isLoading = true;
    const others = [...document.querySelectorAll("link[rel=alternate]")].map((link) => link.hreflang);
    for (const language of [edition, ...others]) {
      const script = document.createElement("script");
      script.src = root + "assets/search-" + language + ".js";
      document.body.append(script);
    }
  };

  const score = (entry, words) => {
    let sum = 0;
    for (const word of words) {
      const [heading, title, text] = entry.low;
      const found = heading.startsWith(word) ? 12 : heading.includes(word) ? 8 : title.includes(word) ? 4 : text.includes(word) ? 1 : 0;
      if (found === 0) return 0;
      sum += found;
    }
    return sum;
  };

  const best = (language, words) => (indexes[language] || [])
    .map((entry, index) => ({ entry, index, score: score(entry, words) })).filter((found) => found.score > 0)
    .sort((left, right) => right.score - left.score || left.index - right.index).map((found) => found.entry);

  // The words around the first place where the query is found, with each of its words marked.
  const excerpt = (entry, words) => {
    const low = entry.low[2], place = Math.max(0, Math.min(...words.map((word) => low.indexOf(word)).filter((at) => at >= 0), low.length));
    const from = place < low.length ? Math.max(0, place - AROUND) : 0;
    const text = (from > 0 ? "…" : "") + entry.text.slice(from, from + 3 * AROUND) + (from + 3 * AROUND < entry.text.length ? "…" : "");
    const line = document.createElement("span");
    line.className = "excerpt";
    let rest = text;
    while (rest) {
      const hits = words.map((word) => [rest.toLowerCase().indexOf(word), word.length]).filter(([at]) => at >= 0).sort((a, b) => a[0] - b[0] || b[1] - a[1]);
      if (!hits.length) break;
      const [at, length] = hits[0], mark = document.createElement("mark");
      mark.textContent = rest.slice(at, at + length);
      line.append(rest.slice(0, at), mark);
      rest = rest.slice(at + length);
    }
    line.append(rest);
    return line;
  };

  const items = (entries, words, language) => {
    const part = document.createElement("ol");
    part.lang = language;
    for (const entry of entries) {
      const item = document.createElement("li"), link = document.createElement("a");
      const [name, place] = entry.heading && entry.heading !== entry.title ? [entry.heading, entry.title] : [entry.title, ""];
      link.href = root + entry.page.split("/").map(encodeURIComponent).join("/") + (entry.anchor ? "#" + encodeURIComponent(entry.anchor) : "");
      link.append(name);
      if (place) {
        const where = document.createElement("span");
        where.className = "where";
        where.textContent = " · " + place;
        link.append(where);
      }
      item.append(link, excerpt(entry, words));
      part.append(item);
    }
    return part;
  };

  const show = () => {
    const words = [...new Set(field.value.toLowerCase().split(/\s+/).filter(Boolean))].slice(0, 8);
    list.replaceChildren();
    list.hidden = words.length === 0;
    said.textContent = "";
    if (words.length === 0 || !indexes[edition]) return;
    const found = best(edition, words);
    list.append(items(found.slice(0, MOST), words, edition));
    let count = found.length;
    for (const language of Object.keys(indexes).filter((other) => other !== edition)) {
      const others = best(language, words);
      count += others.length;
      if (!others.length) continue;
      const heading = document.createElement("h2");
      heading.textContent = box.dataset.others;
      list.append(heading, items(others.slice(0, MOST / 4), words, language));
    }
    if (count === 0) list.append(box.dataset.nothing);
    said.textContent = count === 0 ? box.dataset.nothing : count + " " + box.dataset.found;
  };

  box.hidden = false;
  field.addEventListener("focus", () => { load(); show(); });
  field.addEventListener("input", () => { load(); show(); });
  box.addEventListener("keydown", (event) => {
    const links = [...list.querySelectorAll("a")], at = links.indexOf(document.activeElement);
    if (event.key === "Escape") { field.value = ""; show(); field.focus(); }
    else if (event.key === "Enter" && event.target === field && links.length) links[0].click();
    else if (event.key === "ArrowDown" && links.length) links[Math.min(at + 1, links.length - 1)].focus();
    else if (event.key === "ArrowUp" && at >= 0) (at === 0 ? field : links[at - 1]).focus();
    else return;
    event.preventDefault();
  });
  addEventListener("keydown", (event) => {
    const target = event.target;
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
    if (["INPUT", "SELECT", "TEXTAREA"].includes(target.tagName)) return;
    event.preventDefault();
    field.focus();
  });
  document.addEventListener("click", (event) => { if (!box.contains(event.target)) list.hidden = true; });
})();
