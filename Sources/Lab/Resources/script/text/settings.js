// The program and its settings as fields: each change is a change of the text.

import { make, timeText } from "../page/elements.js";

const nanoseconds = (text) => {
  const found = /^([0-9]+(?:\.[0-9]+)?)(ns|us|ms|s|min|h)$/.exec(text.trim());
  return found ? Math.round(Number(found[1]) * { ns: 1, us: 1e3, ms: 1e6, s: 1e9, min: 6e10, h: 3.6e12 }[found[2]]) : null;
};

export class Settings {
  /** @param events `edit(edits)`, `trouble(words)` */
  constructor(box, programs, events) { Object.assign(this, { box, programs, events, key: null }); }

  /** Shows the fields for a scenario. They are made anew only if another program runs, so that a field keeps the focus. */
  show(scenario) {
    const program = this.programs.find((program) => program.name === scenario.program);
    if (this.key !== scenario.program) this.build(program, scenario);
    this.key = scenario.program;
    const values = new Map(scenario.settings.map(({ name, value }) => [name, value]));
    const set = (field, value) => { if (document.activeElement !== field) field.value = value; };
    set(this.program, scenario.program);
    set(this.pipelines, String(scenario.pipelines));
    set(this.every, timeText(scenario.every));
    set(this.seed, scenario.seed || "");
    for (const [setting, field] of this.fields) set(field, values.has(setting.name) ? values.get(setting.name) : setting.default);
  }

  build(program, scenario) {
    const field = (label, element) => make("label", {}, label, element);
    const edit = (edits) => this.events.edit(edits);
    const option = ({ name, summary }) => make("option", { value: name, title: summary }, name);
    this.program = make("select", { onchange: () => edit([{ edit: "program", name: this.program.value }]) },
      make("optgroup", { label: "programs" }, ...this.programs.filter((program) => !program.bug).map(option)),
      make("optgroup", { label: "classic bugs" }, ...this.programs.filter((program) => program.bug).map(option)));
    const pipelines = () => {
      const every = nanoseconds(this.every.value);
      if (every === null) return this.events.trouble(`'${this.every.value}' is not a duration: write it as in 10ms`);
      return edit([{ edit: "pipelines", count: Number(this.pipelines.value), nanoseconds: every }]);
    };
    this.pipelines = make("input", { type: "number", min: 1, max: 1000, onchange: pipelines });
    this.every = make("input", { type: "text", onchange: pipelines });
    this.seed = make("input", { type: "text", inputmode: "numeric", placeholder: "none", onchange: () => edit([{ edit: "seed", ...(this.seed.value.trim() ? { seed: this.seed.value.trim() } : {}) }]) });
    this.fields = (program ? program.settings : []).map((setting) => {
      const change = () => edit([{ edit: "setting", name: setting.name, ...(input.value === setting.default ? {} : { value: input.value }) }]);
      const input = setting.kind === "word"
        ? make("select", { onchange: change }, ...setting.words.map((word) => make("option", { value: word }, word)))
        : make("input", setting.kind === "number" ? { type: "number", min: setting.least, max: setting.most, onchange: change } : { type: "text", onchange: change });
      input.title = setting.meaning;
      return [setting, input];
    });
    const hadFocus = this.box.contains(document.activeElement);
    this.box.replaceChildren(
      field("program ", this.program), field("pipelines ", this.pipelines), field("each later by ", this.every), field("seed ", this.seed),
      ...this.fields.map(([setting, input]) => field(`${setting.name} `, input)));
    if (hadFocus) this.program.focus();
  }
}
