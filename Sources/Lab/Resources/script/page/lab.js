// The state of the page: the text, its last answer, the runs that are shown, and those against which changes are marked.

import { Turns } from "../asking/turns.js";
import { changes, decoded } from "../runs/runs.js";
import { showVerdict } from "../runs/verdict.js";
import { History } from "../text/history.js";
import { byId } from "./elements.js";
import { Later } from "./later.js";

export class Lab {
  /** The parts of the page are set by `main.js`: `stage`, `steps`, `sources`, `editor`, `settings`, `inspector`, `head`. */
  constructor(about) {
    Object.assign(this, { about, text: about.scenarios[0].text, answer: null, typing: null });
    /** The last good answer with its picture; the one before it; that of the beginning of a drag; and what differs from which of them. */
    Object.assign(this, { runs: null, base: null, fresh: new Set(), lanesChanged: [], drag: null, former: null });
    /** The runs of a failure that are shown in place of the scenario's, the control that opened them, and where the player is. */
    Object.assign(this, { borrowed: null, opener: null, place: { step: null, hiddenFrom: null } });
    this.history = new History(this.text);
    this.later = new Later();
    this.turns = new Turns({ take: (answer, options) => this.accept(answer, options), trouble: (words) => this.trouble(words), state: () => this.sayState() });
  }

  trouble(words) {
    const place = byId("trouble");
    if (place.hidden === !words && place.textContent === (words || "")) return;
    place.hidden = !words;
    place.textContent = words || "";
  }

  /** Says on the page whether what it shows is of its text; a program that drives it waits for that. */
  sayState() {
    const state = this.turns.isAsking || this.typing !== null ? "asking" : "answered";
    document.documentElement.dataset.state = state;
  }

  /** Makes edits of the text, as it is typed by now. */
  edit(edits, options = {}) { return this.turns.run({ text: this.editor.text, edits }, options); }

  /** Runs what is typed once the typing pauses. */
  type(text) {
    clearTimeout(this.typing);
    this.typing = setTimeout(() => {
      this.typing = null;
      this.turns.run({ text }, { kind: "typing", isTyped: true });
    }, 40);
    this.sayState();
  }

  /** Takes an answer as the new state, and draws it. @param options `kind` of change, `isQuiet` during a drag, `timing`, `keeps`, `isTyped` */
  accept(next, { kind = null, isQuiet = false, timing = null, keeps = true, isTyped = false }) {
    // What was typed meanwhile is newer than the answer: its own answer comes.
    if (isTyped && next.text !== this.editor.text) return;
    this.answer = next;
    this.text = next.text;
    if (next.picture) {
      if (this.borrowed) this.leave();
      const before = this.runs;
      this.runs = { picture: decoded(next.picture, this.about.marks), answer: next };
      if (!this.base || (!isQuiet && !this.drag)) this.base = before;
      this.former = this.drag?.runs || this.base;
      const { cells, lanes } = changes(this.former?.picture, this.runs.picture);
      Object.assign(this, { fresh: cells, lanesChanged: lanes });
    }
    this.showPicture();
    // The measure ends with the frame of the picture, before the rest.
    timing?.end();
    const rest = () => {
      if (!isTyped) this.editor.set(next.text, isQuiet);
      this.editor.complain(next.errors, next.warnings || []);
      this.showWords(isQuiet);
    };
    // In a drag the picture comes first, and the rest follows when its frame is painted.
    if (isQuiet) this.later.put(rest); else this.later.now(rest);
    if (!isQuiet) {
      if (next.picture) this.settings.show(next.scenario);
      if (keeps) this.history.keep(this.text, kind);
      this.head.show();
      this.head.keepAddress();
    }
  }

  /** Draws the runs. @param isQuiet whether nothing is to be said of them */
  show(isQuiet) {
    this.showPicture();
    this.later.now(() => this.showWords(isQuiet));
  }

  /** The picture that is shown: of the scenario's runs, or of those of a failure. */
  get shown() { return this.borrowed?.picture || this.runs?.picture; }

  showPicture() {
    byId("stage").classList.toggle("stale", !this.borrowed && (!this.answer.picture || this.answer.errors.length > 0));
    if (!this.shown) return;
    this.stage.show(this.shown, {
      handles: this.borrowed ? [] : this.answer.handles || [], fresh: this.borrowed ? new Set() : this.fresh, ...this.place,
      canMove: !this.borrowed && this.answer.errors.length === 0,
    });
  }

  /** The runs in words: the steps, the sources and the verdict. */
  showWords(isQuiet) {
    if (this.shown) {
      this.steps.show(this.shown, this.borrowed ? new Set() : this.fresh, isQuiet);
      this.sources.show(this.shown, this.steps.step, isQuiet);
    }
    this.sayVerdict(isQuiet);
  }

  /** The verdict, but not where it would say what is to be predicted, and not where other runs are shown. @param isQuiet during a drag */
  sayVerdict(isQuiet) {
    const isHidden = this.borrowed !== null || this.place.hiddenFrom !== null;
    for (const id of ["verdict", "rules"]) byId(id).hidden = isHidden;
    for (const id of ["add-cancel", "add-timeout"]) byId(id).disabled = this.borrowed !== null || this.answer.errors.length > 0;
    // What changes with every turn of a drag is read aloud when the drag is over.
    byId("verdict").setAttribute("aria-busy", String(isQuiet && this.drag !== null));
    showVerdict(this.answer, this.lanesChanged, this.former?.answer);
  }

  /** Shows a step of the player in the picture and in the sources. */
  step(step, hiddenFrom) {
    this.place = { step, hiddenFrom };
    if (this.stage.options) this.stage.show(this.stage.picture, { ...this.stage.options, ...this.place });
    if (this.steps.picture) this.sources.show(this.steps.picture, this.steps.step, false);
    this.sayVerdict(true);
  }

  chooseLane(lane) {
    this.stage.lane = this.steps.lane = lane;
    this.show(true);
  }

  /** Shows the runs of a failure in place of those of the scenario. */
  borrow(failing, heading) {
    this.borrowed = { picture: decoded(failing, this.about.marks) };
    this.opener = document.activeElement;
    byId("heading").textContent = heading;
    byId("back").hidden = false;
    this.inspector.close();
    this.steps.step = 0;
    this.show(false);
    byId("leave").focus();
    byId("back").scrollIntoView({ block: "nearest" });
  }

  /** Ends to show the runs of a failure. */
  leave() {
    const hadFocus = byId("back").contains(document.activeElement);
    this.borrowed = null;
    byId("back").hidden = true;
    if (hadFocus) this.opener.focus();
  }
}
