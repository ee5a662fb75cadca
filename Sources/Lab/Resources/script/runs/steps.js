// The player: the runs step by step as a table, in words, and as a game in which the next event is to be predicted.

import { draw, make } from "./elements.js";

const ALL = 60, AROUND = 14;

export class Steps {
  /** @param events `step(row or null, hiddenFrom)`, `lane(index)` */
  constructor(box, marks, events) {
    Object.assign(this, { marks: Object.fromEntries(marks), events, step: 0, lane: 0, timer: null, isPredicting: false, right: 0, tried: 0 });
    const button = (label, text, onclick) => make("button", { type: "button", "aria-label": label, title: label, onclick }, text);
    this.first = button("First step", "|◀", () => this.go(0));
    this.backward = button("One step back", "◀", () => this.go(this.step - 1));
    this.player = button("Play", "▶ play", () => this.play());
    this.forward = button("One step forward", "▶", () => this.go(this.step + 1));
    this.end = button("Last step", "▶|", () => this.go(this.last));
    this.next = button("Next difference", "≠ next", () => this.nextDifference());
    this.predict = make("button", { type: "button", "aria-pressed": "false", onclick: () => this.togglePrediction() }, "predict first");
    this.slider = make("input", { type: "range", min: "0", value: "0", step: "1", "aria-label": "Step", oninput: () => this.go(Number(this.slider.value)) });
    this.count = make("output", { class: "count" });
    this.narration = make("p", { class: "narration", role: "status", "aria-live": "polite" });
    this.guess = make("div", { class: "guess", role: "group", hidden: true });
    this.table = make("div", { class: "table", role: "table", "aria-label": "Steps of the runs", tabindex: "0" });
    box.append(
      make("div", { class: "tools", role: "group", "aria-label": "Player" },
        this.first, this.backward, this.player, this.forward, this.end, this.next, this.predict,
        make("span", { class: "place" }, this.slider), this.count),
      this.narration, this.guess, this.table,
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
    this.step = atEnd && !this.isPredicting ? this.last : Math.min(this.step, this.last);
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
    this.events.step(row ? Math.max(row.at, 0) : 0, this.isPredicting && this.step < this.last ? (row ? Math.max(row.at, 0) : 0) : null);
  }

  choose(lane) {
    this.lane = lane;
    this.paint(true);
  }

  paint(isQuiet) {
    const { picture, step, last } = this;
    document.documentElement.style.setProperty("--lanes", String(Math.max(1, picture.lanes.length)));
    Object.assign(this.slider, { max: String(last), value: String(step) });
    this.slider.setAttribute("aria-valuetext", `step ${step} of ${last}`);
    this.count.textContent = `${step} of ${last}`;
    this.next.disabled = !picture.rows.some((row, index) => row.differs && index >= step);
    for (const button of [this.first, this.backward]) button.disabled = step === 0;
    for (const button of [this.forward, this.end]) button.disabled = step === last || this.isPredicting;
    this.slider.disabled = this.isPredicting;
    if (!isQuiet) this.narration.textContent = this.sentence();
    const from = last <= ALL ? 0 : Math.max(0, step - AROUND), to = last <= ALL ? last : Math.min(last, step + AROUND);
    const head = make("div", { class: "row head", role: "row" }, make("div", { class: "when", role: "columnheader" }, "time"),
      ...picture.lanes.map((lane) => make("div", { role: "columnheader" }, make("button", {
        type: "button", "aria-pressed": String(lane.index === this.lane), onclick: () => { this.events.lane(lane.index); },
      }, lane.label))));
    const lines = [head];
    for (let index = from; index < to; index += 1) {
      if (this.isPredicting && index >= step) break;
      lines.push(...this.extras(index, false), this.line(picture.rows[index]), ...this.extras(index, true));
    }
    this.table.replaceChildren(...lines);
    this.paintGuess();
  }

  /** The rule below a row, and the sentences beside it. */
  extras(index, isAfter) {
    const { rows, notes, point } = this.picture, parts = [];
    const add = (kind, mark, text) => parts.push(make("div", { class: `row ${kind}`, role: "row" }, make("div", { class: "when", role: "cell" }, mark), make("div", { role: "cell" }, text)));
    if (isAfter && rows[index].rule) add("rule", "≠", rows[index].rule);
    for (const note of notes) if (note.row === index && note.isAfter === isAfter) add("note", "»", note.text);
    if (point && point.row === index && point.isAfter === isAfter) add("point", "⚑", point.text);
    return parts;
  }

  line(row) {
    const before = this.picture.rows[row.index - 1], begins = !before || before.when !== row.when;
    const isNow = row.index + 1 === this.step;
    const names = ["row", begins ? "begins" : "", row.differs ? "differs" : "", isNow ? "now" : "", row.index >= this.step ? "ahead" : ""];
    const number = this.picture.pipelines > 1 && row.pipeline ? ` [${row.pipeline}]` : "";
    const element = make("div", { class: names.filter(Boolean).join(" "), role: "row", "aria-current": isNow ? "step" : null },
      make("div", { class: "when", role: "rowheader" }, (begins ? row.when : "") + number));
    for (const lane of this.picture.lanes) {
      const text = row.texts[lane.index], isFresh = this.fresh.has(`${row.index}/${lane.index}`);
      const cell = make("div", { class: `words${lane.index === this.lane ? " chosen" : ""}${isFresh ? " fresh" : ""}`, role: "cell" });
      if (text !== null) cell.append(this.mark(row.mark), text, isFresh ? make("span", { class: "unseen" }, " (changed)") : "");
      element.append(cell);
    }
    element.addEventListener("click", () => this.go(row.index + 1));
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
    if (this.isPredicting) return undefined;
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
    if (index < this.last && !this.isPredicting) this.go(index + 1);
  }

  // Prediction: what is behind the step is hidden, and the reader says what the chosen lane does next.

  togglePrediction() {
    this.isPredicting = !this.isPredicting;
    this.predict.setAttribute("aria-pressed", String(this.isPredicting));
    if (this.isPredicting) {
      this.stop();
      [this.right, this.tried] = [0, 0];
      if (this.step >= this.last) this.step = 0;
    } else this.step = this.last;
    this.go(this.step);
  }

  /** The row at which the chosen lane does something next. */
  nextRow() { return this.picture.rows.findIndex((row, index) => index >= this.step && row.texts[this.lane] !== null); }

  paintGuess() {
    const next = this.isPredicting && this.last > 0 ? this.nextRow() : -1;
    this.guess.hidden = !this.isPredicting;
    if (!this.isPredicting) return;
    const label = this.picture.lanes[this.lane]?.label || "";
    const score = this.tried > 0 ? ` ${this.right} of ${this.tried} right so far.` : "";
    if (next < 0) {
      this.guess.replaceChildren(make("p", {}, `Nothing more happens in ${label}.${score}`));
      return;
    }
    const { rows } = this.picture, say = (row, lane) => `${row.when}${this.picture.pipelines > 1 && row.pipeline ? ` [${row.pipeline}]` : ""}  ${row.texts[lane]}`;
    const options = new Set([say(rows[next], this.lane)]);
    // What comes later in this lane, and what another lane does instead, are the likely mistakes.
    for (let index = this.step; index < this.last && options.size < 5; index += 1) {
      for (const lane of this.picture.lanes) {
        if (rows[index].texts[lane.index] !== null && options.size < 5) options.add(say(rows[index], lane.index));
      }
    }
    const focus = this.guess.contains(document.activeElement);
    this.guess.replaceChildren(
      make("p", {}, `What happens next in ${label}?${score}`),
      ...[...options].sort().map((option) => make("button", { type: "button", onclick: () => this.answer(option, say(rows[next], this.lane), next) }, option)));
    if (focus) this.guess.querySelector("button").focus();
  }

  answer(option, truth, next) {
    this.tried += 1;
    if (option === truth) this.right += 1;
    const said = option === truth ? `Right: ${truth}.` : `No: ${truth}, and not ${option}.`;
    this.go(next + 1);
    this.narration.textContent = `${said} ${this.sentence()}`;
  }
}
