// The text of the scenario, with the parser's words under the line that they are about.

import { make } from "../page/elements.js";
import { completions } from "./completion.js";

const LINE = 21, TOP = 10;

export class Editor {
  /** @param events `input(text)`, `names()` that are known: of `programs`, `settings` and `calls` */
  constructor(box, statements, events) {
    Object.assign(this, { statements, events });
    this.area = make("textarea", {
      spellcheck: "false", autocapitalize: "off", autocomplete: "off", wrap: "off", "aria-label": "Text of the scenario", "aria-describedby": "complaints completing", "aria-keyshortcuts": "Control+Space",
    });
    this.mirror = make("div", { class: "mirror", "aria-hidden": "true" });
    this.list = make("ul", { class: "complaints", id: "complaints", role: "status", "aria-label": "Mistakes and warnings" });
    this.hints = make("div", { class: "statements", role: "group", "aria-label": "Completions" });
    box.append(make("div", { class: "paper" }, this.area, this.mirror), this.list, this.hints,
      make("p", { class: "hint", id: "completing" }, make("kbd", {}, "Ctrl"), " ", make("kbd", {}, "Space"), " completes a word."));
    this.complaints = [];
    this.area.addEventListener("input", () => {
      // The complaints stay until the next answer, which may have others.
      this.hint();
      events.input(this.area.value);
    });
    this.area.addEventListener("scroll", () => this.paint());
    this.area.addEventListener("keydown", (event) => {
      if (!event.ctrlKey || event.key !== " " || !this.fitting?.words.length) return;
      event.preventDefault();
      this.complete(this.fitting.words[0].word);
    });
    for (const name of ["click", "keyup", "focus"]) {
      this.area.addEventListener(name, () => {
        this.hint();
        this.paint();
      });
    }
  }

  get text() { return this.area.value; }

  /**
   * Shows a text, and keeps the place of the caret.
   * @param isQuiet whether the text will change again: to ask for the caret has the page laid out, which takes as long as the rest
   */
  set(text, isQuiet) {
    if (!isQuiet && this.kept) {
      const { start, end, top, left } = this.kept;
      this.kept = null;
      this.area.value = text;
      this.area.setSelectionRange(Math.min(start, text.length), Math.min(end, text.length));
      Object.assign(this.area, { scrollTop: top, scrollLeft: left });
      this.hint();
      return;
    }
    if (this.area.value === text) return;
    this.kept = this.kept || { start: this.area.selectionStart, end: this.area.selectionEnd, top: this.area.scrollTop, left: this.area.scrollLeft };
    if (isQuiet) this.area.value = text; else this.set(text, false);
  }

  /** Shows what is wrong, or doubtful, line by line. */
  complain(errors, warnings) {
    this.complaints = [...errors.map((error) => ({ ...error, kind: "error" })), ...warnings.map((warning) => ({ ...warning, kind: "warning" }))];
    this.area.setAttribute("aria-invalid", String(errors.length > 0));
    const items = this.complaints.map((complaint) => make("li", {},
      `${complaint.line ? `line ${complaint.line}, column ${complaint.column}: ` : ""}${complaint.kind === "warning" ? "warning: " : ""}${complaint.message}`,
      ...complaint.help.map((help) => make("div", { class: "faint" }, help))));
    const words = items.map((item) => item.textContent).join();
    // A live region that is written anew is read anew.
    if (words !== this.said) this.list.replaceChildren(...items);
    this.said = words;
    this.paint();
  }

  /** Draws each mistake under its line, unless the caret is in the line that it would cover. A warning marks its line. */
  paint() {
    const parts = [], used = new Set();
    const caret = this.area.value.slice(0, this.area.selectionStart).split("\n").length;
    for (const { line, column, message, help, kind } of this.complaints) {
      if (!line || used.has(line)) continue;
      used.add(line);
      const top = TOP + (line - 1) * LINE - this.area.scrollTop;
      const mark = make("div", { class: "line-mark" }), words = make("div", { class: `complaint ${kind}` });
      mark.style.top = `${top}px`;
      words.style.top = `${top + LINE}px`;
      words.append(make("span", { class: "there" }, `column ${column}: `), message, help.length ? ` — ${help[0]}` : "");
      parts.push(mark);
      if (kind === "error" && caret !== line + 1) parts.push(words);
    }
    this.mirror.replaceChildren(...parts);
  }

  /** Shows the words that are possible at the caret, and the forms of the line's statement. */
  hint() {
    const before = this.area.value.slice(0, this.area.selectionStart), line = before.slice(before.lastIndexOf("\n") + 1);
    const fitting = completions(line, this.statements, this.events.names());
    const key = JSON.stringify(fitting);
    if (key === this.hinted) return;
    this.hinted = key;
    this.fitting = fitting;
    const { statement, words } = fitting;
    this.hints.replaceChildren(
      ...words.map(({ word, meaning }) => make("button", {
        type: "button", title: meaning, "aria-label": `insert ${word}: ${meaning}`, onclick: () => this.complete(word),
      }, word)),
      ...(statement ? [...statement.usages.slice(0, 4).map((usage) => make("code", {}, usage)), make("span", { class: "faint" }, statement.meaning)] : []));
  }

  /** Puts a word in the place of its beginning at the caret. */
  complete(word) {
    const end = this.area.selectionStart;
    this.area.focus();
    this.area.setSelectionRange(end - this.fitting.typed.length, end);
    this.area.setRangeText(`${word} `, end - this.fitting.typed.length, end, "end");
    this.area.dispatchEvent(new Event("input"));
  }
}
