// The text of the scenario, with the parser's words under the line that they are about.

import { make } from "./elements.js";

const LINE = 21, TOP = 10;

export class Editor {
  /** @param events `input(text)` */
  constructor(box, statements, events) {
    this.statements = statements;
    this.area = make("textarea", {
      spellcheck: "false", autocapitalize: "off", autocomplete: "off", wrap: "off", "aria-label": "Text of the scenario", "aria-describedby": "complaints",
    });
    this.mirror = make("div", { class: "mirror", "aria-hidden": "true" });
    this.list = make("ul", { class: "complaints", id: "complaints", role: "status", "aria-label": "Mistakes and warnings" });
    this.hints = make("div", { class: "statements", role: "group", "aria-label": "Statements" });
    box.append(make("div", { class: "paper" }, this.area, this.mirror), this.list, this.hints);
    this.complaints = [];
    this.area.addEventListener("input", () => {
      // The complaints stay until the next answer, which may have others.
      this.hint();
      events.input(this.area.value);
    });
    this.area.addEventListener("scroll", () => this.paint());
    for (const name of ["click", "keyup", "focus"]) {
      this.area.addEventListener(name, () => {
        this.hint();
        this.paint();
      });
    }
  }

  get text() { return this.area.value; }

  /** Shows a text, and keeps the place of the caret by its line. */
  set(text) {
    if (this.area.value === text) return;
    const { selectionStart, selectionEnd, scrollTop, scrollLeft } = this.area;
    this.area.value = text;
    this.area.setSelectionRange(Math.min(selectionStart, text.length), Math.min(selectionEnd, text.length));
    Object.assign(this.area, { scrollTop, scrollLeft });
    this.hint();
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

  /** The statement of the caret's line, or those that its word may become. */
  hint() {
    const before = this.area.value.slice(0, this.area.selectionStart), start = before.lastIndexOf("\n") + 1;
    const line = this.area.value.slice(start).split("\n", 1)[0], typed = before.slice(start), word = line.split(/\s/, 1)[0];
    const known = this.statements.find((statement) => statement.keyword === word);
    const key = known ? `${word} ` : `${typed}|`;
    if (key === this.hinted) return;
    this.hinted = key;
    if (known && (known.keyword.length < typed.length || line.length > word.length)) {
      this.hints.replaceChildren(...known.usages.slice(0, 4).map((usage) => make("code", {}, usage)), make("span", { class: "faint" }, known.meaning));
      return;
    }
    const isStart = /^[a-z]*$/.test(typed);
    const fitting = this.statements.filter((statement) => isStart && statement.keyword.startsWith(typed)).slice(0, 20);
    this.hints.replaceChildren(...fitting.map((statement) => make("button", {
      type: "button", title: statement.meaning, "aria-label": `insert ${statement.keyword}: ${statement.meaning}`,
      onclick: () => this.complete(start, before.length, `${statement.keyword} `),
    }, statement.keyword)));
  }

  complete(start, end, word) {
    this.area.focus();
    this.area.setSelectionRange(start, end);
    this.area.setRangeText(word, start, end, "end");
    this.area.dispatchEvent(new Event("input"));
  }
}
