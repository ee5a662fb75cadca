// The player: the runs step by step, as a table and in words.

import { draw, make, patch, setDisabled, sign } from "../page/elements.js";
import { Prediction } from "./prediction.js";

const ALL = 60, AROUND = 14;

export class Steps {
  /** @param events `step(instant, hiddenFrom)`, `lane(index)` */
  constructor(box, tableBox, marks, events) {
    Object.assign(this, { marks: Object.fromEntries(marks), events, step: 0, lane: 0, timer: null });
    this.prediction = new Prediction(this);
    const button = (label, text, onclick) => make("button", { type: "button", "aria-label": label, title: label, onclick }, text);
    this.first = button("First step", "|◀", () => this.go(0));
    this.backward = button("One step back", "◀", () => this.go(this.step - 1));
    this.player = button("Play", "▶ play", () => this.play());
    this.forward = button("One step forward", "▶", () => this.go(this.step + 1));
    this.end = button("Last step", "▶|", () => this.go(this.last));
    this.next = button("Next difference", "≠ next", () => this.nextDifference());
    this.predict = make("button", { type: "button", "aria-pressed": "false", onclick: () => this.prediction.toggle() }, "predict first");
    this.slider = make("input", { type: "range", min: "0", value: "0", step: "1", "aria-label": "Step", oninput: () => this.go(Number(this.slider.value)) });
    this.count = make("output", { class: "count", "aria-live": "off" });
    this.narration = make("p", { class: "narration", role: "status", "aria-live": "polite" });
    this.table = make("div", { class: "table", role: "table", "aria-label": "Steps of the runs", tabindex: "0" });
    box.append(
      make("div", { class: "tools", role: "group", "aria-label": "Player" },
        this.first, this.backward, this.player, this.forward, this.end, this.next, this.predict,
        make("span", { class: "place" }, this.slider), this.count),
      this.narration, this.prediction.box);
    tableBox.append(this.table,
      make("p", { class: "hint" }, "In the table: ", make("kbd", {}, "←"), " ", make("kbd", {}, "→"), " one step, ", make("kbd", {}, "Home"), " ",
        make("kbd", {}, "End"), ", ", make("kbd", {}, "Space"), " plays, ", make("kbd", {}, "D"), " the next difference."));
    this.table.addEventListener("keydown", (event) => {
      const actions = {
        ArrowRight: () => this.go(this.step + 1), ArrowLeft: () => this.go(this.step - 1), Home: () => this.go(0), End: () => this.go(this.last),
        " ": () => this.play(), d: () => this.nextDifference(), D: () => this.nextDifference(),
      };
      if (!actions[event.key] || event.ctrlKey || event.metaKey || event.altKey || (event.key === " " && event.target.tagName === "BUTTON")) return;
      event.preventDefault();
      actions[event.key]();
    });
  }

  get last() { return this.picture ? this.picture.rows.length : 0; }

  /** Shows runs. @param fresh the cells that are new against the runs before */
  show(picture, fresh, isQuiet) {
    const atEnd = !this.picture || this.step >= this.last;
    Object.assign(this, { picture, fresh });
    this.lane = Math.min(this.lane, Math.max(0, picture.lanes.length - 1));
    this.step = atEnd && !this.prediction.isOn ? this.last : Math.min(this.step, this.last);
    this.paint(isQuiet);
  }

  go(step) {
    if (!this.picture) return;
    this.step = Math.min(Math.max(step, 0), this.last);
    this.paint(false);
    this.table.querySelector(".now")?.scrollIntoView({ block: "nearest" });
    this.tell();
  }

  /** Tells the picture where the step is. */
  tell() {
    const row = this.step > 0 ? this.picture.rows[this.step - 1] : null;
    this.events.step(row ? Math.max(row.at, 0) : 0, this.prediction.isOn && this.step < this.last ? (row ? Math.max(row.at, 0) : 0) : null);
  }

  paint(isQuiet) {
    const { picture, step, last } = this;
    const lanes = String(Math.max(1, picture.lanes.length)), style = document.documentElement.style;
    if (style.getPropertyValue("--lanes") !== lanes) style.setProperty("--lanes", lanes);
    Object.assign(this.slider, { max: String(last), value: String(step) });
    this.slider.setAttribute("aria-valuetext", `step ${step} of ${last}`);
    this.count.textContent = `${step} of ${last}`;
    const atStart = step === 0, atEnd = step === last || this.prediction.isOn;
    setDisabled([
      [this.backward, atStart], [this.forward, atEnd], [this.first, atStart], [this.end, atEnd], [this.slider, this.prediction.isOn],
      [this.next, !picture.rows.some((row, index) => row.differs && index >= step)],
    ], this.player);
    if (!isQuiet) this.narration.textContent = this.sentence();
    const from = last <= ALL ? 0 : Math.max(0, step - AROUND), to = last <= ALL ? last : Math.min(last, step + AROUND);
    const lines = [{ key: `head ${picture.lanes.map((lane) => lane.label).join(", ")}`, make: () => this.head() }];
    for (let index = from; index < to; index += 1) {
      if (this.prediction.isOn && index >= step) break;
      lines.push(...this.extras(index, false), this.line(picture.rows[index]), ...this.extras(index, true));
    }
    patch(this.table, lines);
    // The names of the lanes stay the same elements, so that the one that is pressed keeps the focus.
    this.table.firstElementChild.querySelectorAll("button").forEach((button, index) => button.setAttribute("aria-pressed", String(index === this.lane)));
    this.prediction.paint();
  }

  head() {
    return make("div", { class: "row head", role: "row" }, make("div", { class: "when", role: "columnheader" }, "time"),
      ...this.picture.lanes.map((lane) => make("div", { role: "columnheader" }, make("button", {
        type: "button", onclick: () => { this.events.lane(lane.index); },
      }, lane.label))));
  }

  /** The rule below a row, and the sentences beside it. */
  extras(index, isAfter) {
    const { rows, notes, point } = this.picture, parts = [];
    const add = (kind, mark, text) => parts.push({
      key: `${kind} ${text}`,
      make: () => make("div", { class: `row ${kind}`, role: "row" }, make("div", { class: "when", role: "cell" }, ...mark), make("div", { role: "cell" }, text)),
    });
    if (isAfter && rows[index].rule) add("rule", sign("≠", "The runs differ:"), rows[index].rule);
    for (const note of notes) if (note.row === index && note.isAfter === isAfter) add("note", sign("»", "Note:"), note.text);
    if (point && point.row === index && point.isAfter === isAfter) add("point", sign("⚑", "Point of no return:"), point.text);
    return parts;
  }

  line(row) {
    const before = this.picture.rows[row.index - 1], begins = !before || before.when !== row.when;
    const isNow = row.index + 1 === this.step;
    const names = ["row", begins ? "begins" : "", row.differs ? "differs" : "", isNow ? "now" : "", row.index >= this.step ? "ahead" : ""];
    const number = this.picture.pipelines > 1 && row.pipeline ? ` [${row.pipeline}]` : "";
    const look = names.filter(Boolean).join(" "), when = (begins ? row.when : "") + number;
    const cells = this.picture.lanes.map((lane) => ({
      text: row.texts[lane.index], look: `words${lane.index === this.lane ? " chosen" : ""}`, isFresh: this.fresh.has(`${row.index}/${lane.index}`),
    }));
    const key = JSON.stringify([row.index, look, when, row.mark, cells]);
    return { key, make: () => this.row(row, look, when, isNow, cells) };
  }

  row(row, look, when, isNow, cells) {
    const element = make("div", { class: look, role: "row", "aria-current": isNow ? "step" : null, onclick: () => this.go(row.index + 1) },
      make("div", { class: "when", role: "rowheader" }, when));
    for (const { text, look, isFresh } of cells) {
      const cell = make("div", { class: `${look}${isFresh ? " fresh" : ""}`, role: "cell" });
      if (text !== null) cell.append(this.mark(row.mark), text, isFresh ? make("span", { class: "unseen" }, " (changed)") : "");
      element.append(cell);
    }
    return element;
  }

  mark(name) { return draw("svg", { viewBox: "-7 -7 14 14", "aria-hidden": "true" }, draw("path", { class: name, d: this.marks[name] })); }

  sentence() {
    const { picture, step } = this;
    if (this.last === 0) return "Nothing happens.";
    if (step === 0) return "Before the first step.";
    const row = picture.rows[step - 1], present = picture.lanes.filter((lane) => row.texts[lane.index] !== null);
    const texts = new Set(present.map((lane) => row.texts[lane.index]));
    const when = row.at < 0 ? "At the end" : `At ${row.when}`, whose = picture.pipelines > 1 && row.pipeline ? `, pipeline ${row.pipeline}` : "";
    const where = present.length === picture.lanes.length && present.length > 1 ? "in all lanes" : present.map((lane) => lane.label).join(", ");
    const what = texts.size === 1 ? `${where}: ${[...texts][0]}` : present.map((lane) => `${lane.label}: ${row.texts[lane.index]}`).join("; ");
    return `${when}${whose}, ${what}.${row.rule ? ` They differ in ${row.rule}.` : ""}`;
  }

  play() {
    if (this.timer !== null) return this.stop();
    if (this.prediction.isOn) return undefined;
    if (this.step >= this.last) this.go(0);
    this.player.textContent = "❚❚ stop";
    this.player.setAttribute("aria-label", "Stop");
    this.timer = setInterval(() => {
      this.go(this.step + 1);
      if (this.step >= this.last) this.stop();
    }, 900);
    return undefined;
  }

  stop() {
    clearInterval(this.timer);
    this.timer = null;
    this.player.textContent = "▶ play";
    this.player.setAttribute("aria-label", "Play");
  }

  nextDifference() {
    const { rows } = this.picture;
    let index = this.step;
    while (index < this.last && !(rows[index].differs && (index === 0 || !rows[index - 1].differs || rows[index].rule))) index += 1;
    if (index < this.last && !this.prediction.isOn) this.go(index + 1);
  }
}
