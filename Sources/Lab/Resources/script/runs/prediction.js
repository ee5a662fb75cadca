// Predict first: what comes after the step is hidden, and the reader says what the chosen lane does next. The answer is the run.

import { make } from "../page/elements.js";

/** The most events to choose from. */
const MOST = 5;

export class Prediction {
  /** @param steps the player: what it shows, and up to which step */
  constructor(steps) {
    Object.assign(this, { steps, isOn: false, right: 0, tried: 0 });
    this.box = make("div", { class: "guess", role: "group", "aria-label": "Prediction", hidden: true });
  }

  toggle() {
    const { steps } = this;
    this.isOn = !this.isOn;
    steps.predict.setAttribute("aria-pressed", String(this.isOn));
    if (this.isOn) {
      steps.stop();
      [this.right, this.tried] = [0, 0];
      if (steps.step >= steps.last) steps.step = 0;
    } else steps.step = steps.last;
    steps.go(steps.step);
  }

  /** An event of a lane in words. */
  say(row, lane) {
    const number = this.steps.picture.pipelines > 1 && row.pipeline ? ` [${row.pipeline}]` : "";
    return `${row.when}${number}  ${row.texts[lane]}`;
  }

  /** The row at which the chosen lane does something next. */
  get next() { return this.steps.picture.rows.findIndex((row, index) => index >= this.steps.step && row.texts[this.steps.lane] !== null); }

  /** The right answer and likely mistakes: what comes later in the lane, and what another lane does instead. */
  options(next) {
    const { picture, step, last, lane } = this.steps;
    const options = new Set([this.say(picture.rows[next], lane)]);
    for (let index = step; index < last; index += 1) {
      for (const other of picture.lanes) {
        if (options.size < MOST && picture.rows[index].texts[other.index] !== null) options.add(this.say(picture.rows[index], other.index));
      }
    }
    return [...options].sort();
  }

  paint() {
    this.box.hidden = !this.isOn;
    if (!this.isOn) return;
    const { picture, last, lane } = this.steps;
    const label = picture.lanes[lane]?.label || "", next = last > 0 ? this.next : -1;
    const score = this.tried > 0 ? ` ${this.right} of ${this.tried} right so far.` : "";
    if (next < 0) {
      this.box.replaceChildren(make("p", {}, `Nothing more happens in ${label}.${score}`));
      return;
    }
    const hadFocus = this.box.contains(document.activeElement), truth = this.say(picture.rows[next], lane);
    this.box.replaceChildren(make("p", {}, `What happens next in ${label}?${score}`), ...this.options(next).map((option) =>
      make("button", { type: "button", onclick: () => this.answer(option, truth, next) }, option)));
    if (hadFocus) this.box.querySelector("button").focus();
  }

  answer(option, truth, next) {
    this.tried += 1;
    if (option === truth) this.right += 1;
    this.steps.go(next + 1);
    const said = option === truth ? `Right: ${truth}.` : `No: ${truth}, and not ${option}.`;
    this.steps.narration.textContent = `${said} ${this.steps.sentence()}`;
  }
}
