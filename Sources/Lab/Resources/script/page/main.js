// The page: puts its parts together. Every change, typed or dragged, becomes a change of the text, and the server runs it.

import { ask } from "../asking/asking.js";
import { Searching } from "../asking/searching.js";
import { Inspector } from "../picture/calls.js";
import { connectAdding, moving } from "../picture/moving.js";
import { Stage } from "../picture/stage.js";
import { Sources } from "../runs/sources.js";
import { Steps } from "../runs/steps.js";
import { textOf } from "../text/address.js";
import { Editor } from "../text/editor.js";
import { Settings } from "../text/settings.js";
import { byId, make } from "./elements.js";
import { Head } from "./head.js";
import { Lab } from "./lab.js";

const about = await ask({ ask: "about" });
const lab = new Lab(about);

lab.stage = new Stage(byId("stage"), about.marks, moving(lab));
lab.inspector = new Inspector(byId("inspector"), {
  edit: (edits) => lab.edit(edits),
  leave: () => lab.stage.focus((handle) => handle.id === lab.stage.current),
});
lab.steps = new Steps(byId("player"), byId("table"), about.marks, {
  step: (step, hiddenFrom) => lab.step(step, hiddenFrom),
  lane: (lane) => lab.chooseLane(lane),
});
byId("marks").append(...about.marks.map(([name, , words]) => make("span", {}, lab.steps.mark(name), words)));
lab.sources = new Sources(byId("panes"));
lab.editor = new Editor(byId("editor"), about.statements, {
  input: (typed) => lab.type(typed),
  names: () => ({
    programs: about.programs.map((program) => program.name),
    settings: (about.programs.find((program) => program.name === lab.runs?.answer.scenario.program)?.settings || []).map((setting) => setting.name),
    calls: [...new Set((lab.runs?.picture.lanes || []).flatMap((lane) => lane.bars.map((bar) => bar.call)))],
  }),
});
lab.settings = new Settings(byId("fields"), about.programs, { edit: (edits) => lab.edit(edits), trouble: (words) => lab.trouble(words) });
lab.head = new Head(lab);
connectAdding(lab);

new Searching(byId("searching"), {
  text: () => lab.editor.text,
  trouble: (words) => lab.trouble(words),
  open: (failing, heading) => lab.borrow(failing, heading),
  disturb: async (of, edits, words) => {
    await lab.turns.run({ text: of, edits });
    lab.steps.narration.textContent = `The scenario, ${words}.`;
  },
});
byId("leave").addEventListener("click", () => {
  lab.leave();
  lab.show(false);
});

const linked = await textOf(location.hash);
byId("lab").hidden = false;
await lab.turns.run({ text: linked === null ? lab.text : linked }, { keeps: linked !== null });
document.documentElement.dataset.ready = "true";
