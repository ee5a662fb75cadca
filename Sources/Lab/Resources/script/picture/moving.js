// Changes of the text by the picture: a drag, a choice, a removal, a new cancellation or time limit.

import { placesAhead } from "../asking/ahead.js";
import { Timing } from "../asking/timing.js";
import { byId } from "../page/elements.js";
import { editMoving, editRemoving } from "./calls.js";
import { stepOf } from "./scales.js";

/** The question for the runs with a handle at another place, made from the text of the beginning of the drag. */
const question = (lab, handle, at) => ({ text: lab.drag.text, edits: [editMoving(handle, at, lab.inspector.isAlone)] });

/** The events of the stage, as changes of the text of the lab. */
export const moving = (lab) => ({
  // Every turn of a drag is made from the text and the runs of its beginning.
  begin: (handle) => { lab.drag = { text: lab.editor.text, runs: lab.runs, at: handle.at }; },
  move: (handle, at, since) => {
    const next = placesAhead(at, lab.drag.at, stepOf(lab.stage.end)).map((place) => question(lab, handle, place));
    lab.drag.at = at;
    return lab.turns.run(question(lab, handle, at), { isQuiet: true, next, timing: new Timing(since) });
  },
  end: async (handle, at) => {
    await lab.turns.run(question(lab, handle, at), { kind: `move ${handle.id}` });
    if (!lab.stage.dragged) Object.assign(lab, { drag: null, base: lab.runs });
  },
  choose: (handle) => {
    const name = handle.kind === "call" ? lab.stage.nameOf(handle.bar) : handle.words;
    lab.inspector.open(handle, name, lab.runs.picture.pipelines);
  },
  remove: (handle) => {
    const removal = editRemoving(handle);
    if (removal) lab.edit([removal]);
  },
  place: (at) => addCancel(lab, at),
  lane: (lane) => lab.chooseLane(lane),
});

const addCancel = async (lab, at) => {
  await lab.edit([{ edit: "cancel", pipeline: 1, nanoseconds: at }]);
  const last = Math.max(...(lab.answer.handles || []).filter((handle) => handle.kind === "cancel").map((handle) => handle.line));
  lab.stage.focus((handle) => handle.kind === "cancel" && handle.line === last);
};

/** Connects the buttons that add a cancellation and a time limit. */
export const connectAdding = (lab) => {
  byId("add-cancel").addEventListener("click", () => addCancel(lab, lab.stage.snapped(lab.stage.end * 0.45)));
  byId("add-timeout").addEventListener("click", async () => {
    await lab.edit([{ edit: "timeout", nanoseconds: lab.stage.snapped(lab.stage.end * 0.7) }]);
    lab.stage.focus((handle) => handle.kind === "timeout");
  });
};
