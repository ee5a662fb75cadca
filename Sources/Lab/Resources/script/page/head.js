// The head of the page: which scenario, undo and redo, expectations, the address, and files to keep.

import { ask } from "../asking/asking.js";
import { download } from "../asking/keeping.js";
import { addressOf, textOf } from "../text/address.js";
import { byId, make, setDisabled } from "./elements.js";

/** How long the text stays before the address follows it: a browser complains if the address changes too often. */
const PAUSE = 250;

export class Head {
  constructor(lab) {
    Object.assign(this, { lab, timer: null, address: null });
    const { scenarios } = lab.about;
    byId("scenario").append(make("option", { value: "", disabled: true }, "changed"), ...scenarios.map(({ name }) => make("option", { value: name }, name)));
    byId("scenario").addEventListener("change", () => {
      const chosen = scenarios.find((scenario) => scenario.name === byId("scenario").value);
      lab.base = null;
      if (chosen) lab.turns.run({ text: chosen.text });
    });
    const click = (id, action) => byId(id).addEventListener("click", action);
    click("undo", () => this.go(lab.history.undo()));
    click("redo", () => this.go(lab.history.redo()));
    click("record", () => this.attempt(async () => lab.accept(await ask({ ask: "record", text: lab.editor.text }), {})));
    click("keep", () => this.attempt(() => download(lab.editor.text, byId("form").value)));
    click("link", () => this.copyLink());
    document.addEventListener("keydown", (event) => this.press(event));
    addEventListener("hashchange", async () => {
      if (location.hash === this.address) return;
      const linked = await textOf(location.hash);
      if (linked !== null) lab.turns.run({ text: linked });
    });
  }

  async attempt(action) {
    try {
      await action();
      this.lab.trouble(null);
    } catch (error) {
      this.lab.trouble(error.message);
    }
  }

  /** Shows whether there is something to undo, and the scenario whose text it is. */
  show() {
    const { history, about, text } = this.lab;
    setDisabled([[byId("undo"), !history.canUndo], [byId("redo"), !history.canRedo]]);
    byId("scenario").value = about.scenarios.find((scenario) => scenario.text === text)?.name || "";
  }

  /** Has the address follow the text. */
  keepAddress() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.writeAddress(this.lab.text), PAUSE);
  }

  async writeAddress(text) {
    this.address = await addressOf(text);
    history.replaceState(null, "", this.address);
  }

  async copyLink() {
    await this.writeAddress(this.lab.editor.text);
    let words = "copied";
    try {
      await navigator.clipboard.writeText(location.href);
    } catch {
      words = "it is in the address";
    }
    byId("link").textContent = byId("link-said").textContent = words;
    setTimeout(() => {
      byId("link").textContent = "copy link";
      byId("link-said").textContent = "";
    }, 2_000);
  }

  /** Goes to a text of before. */
  async go(former) {
    if (former === null) return;
    await this.lab.turns.run({ text: former }, { keeps: false });
    this.show();
  }

  /** Undo and redo by keys, but for fields that have their own. */
  press(event) {
    if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
    const isField = event.target.tagName === "INPUT" || event.target.tagName === "SELECT", key = event.key.toLowerCase();
    if (isField || (key !== "z" && key !== "y")) return;
    event.preventDefault();
    const { history } = this.lab;
    this.go(key === "y" || event.shiftKey ? history.redo() : history.undo());
  }
}
