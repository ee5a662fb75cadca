// The source of each lane in a pane, in colours, with the line that runs at the player's step marked.

import { ask } from "../asking/asking.js";
import { make, patch } from "../page/elements.js";

/** The site of the last event of a lane up to a step. An event from outside, such as a cancellation, has none and does not change it. */
export const siteAt = (picture, lane, step) => {
  for (let index = Math.min(step, picture.rows.length) - 1; index >= 0; index -= 1) {
    const row = picture.rows[index];
    if (row.texts[lane] !== null && row.sites[lane] >= 0) return picture.sites[row.sites[lane]];
  }
  return null;
};

/** The files of a lane, in the order in which its events name them. */
export const filesOf = (picture, lane) => {
  const numbers = new Set(picture.rows.map((row) => row.sites[lane]).filter((site) => site >= 0));
  return [...new Set([...numbers].map((number) => picture.sites[number].file))];
};

export class Sources {
  constructor(box) { Object.assign(this, { box, files: new Map(), asked: new Set(), picture: null, lanes: [] }); }

  /** Shows the panes of runs at a step; the source of a file is asked for once. @param isQuiet whether the panes stay where they are */
  show(picture, step, isQuiet) {
    if (picture !== this.picture) this.lanes = picture.lanes.map((lane) => ({ label: lane.label, files: filesOf(picture, lane.index) }));
    Object.assign(this, { picture, step });
    this.load(this.lanes.flatMap(({ files }) => files));
    const sites = this.lanes.map((_, index) => siteAt(picture, index, step));
    patch(this.box, this.lanes.map(({ label, files }, index) => {
      const file = sites[index]?.file || files[0] || null;
      return { key: JSON.stringify([label, file, this.files.has(file)]), make: () => this.pane(label, file) };
    }));
    sites.forEach((site, index) => this.mark(this.box.children[index], site, isQuiet));
  }

  async load(files) {
    const missing = [...new Set(files)].filter((file) => !this.asked.has(file));
    if (!missing.length) return;
    for (const file of missing) this.asked.add(file);
    try {
      const answer = await ask({ ask: "source", files: missing });
      for (const { file, lines } of answer.files) this.files.set(file, lines);
    } catch {
      // The server will be asked again with the next runs.
      for (const file of missing) this.asked.delete(file);
      return;
    }
    this.show(this.picture, this.step, false);
  }

  pane(label, file) {
    const lines = this.files.get(file) || [], name = file ? file.split("/").at(-1) : "";
    const code = make("pre", { tabindex: "0", "aria-label": `Source of ${label}` }, ...lines.map(([number, ...pieces]) => this.line(number, pieces)));
    return make("section", { class: "pane", "aria-label": `Source of ${label}` },
      make("h3", {}, label, " ", make("span", { class: "faint" }, name)),
      lines.length ? code : make("p", { class: "faint" }, "No source of this lane is known."));
  }

  /** A line; one that is too wide continues further in than it begins. */
  line(number, pieces) {
    const text = make("code", {});
    for (let place = 0; place < pieces.length; place += 2) text.append(make("span", { class: `code-${pieces[place]}` }, pieces[place + 1]));
    text.style.setProperty("--indent", String(/^ */.exec(text.textContent)[0].length));
    return make("span", { class: "line", "data-line": number }, text);
  }

  mark(pane, site, isQuiet) {
    const here = pane.querySelector(".here"), next = site && pane.querySelector(`[data-line="${site.line}"]`);
    if (here === next && here) return;
    here?.classList.remove("here");
    here?.removeAttribute("aria-current");
    if (!next) return;
    next.classList.add("here");
    next.setAttribute("aria-current", "true");
    if (isQuiet) return;
    const box = next.closest("pre");
    box.scrollTop = next.offsetTop - box.offsetTop - box.clientHeight / 2;
  }
}
