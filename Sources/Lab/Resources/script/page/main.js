// The lab: one text, from which everything is drawn; every change is a change of the text, and the server runs it.

import { ask } from "./asking.js";
import { Inspector, editMoving, editRemoving } from "./calls.js";
import { Editor } from "./editor.js";
import { byId, make } from "./elements.js";
import { History, addressOf, textOf } from "./history.js";
import { download } from "./keeping.js";
import { changes, decoded } from "./runs.js";
import { Searching } from "./searching.js";
import { Settings } from "./settings.js";
import { Stage } from "./stage.js";
import { Steps } from "./steps.js";
import { showVerdict } from "./verdict.js";

const about = await ask({ ask: "about" });

/** The text, its last answer, and the last good answer with its picture. */
let text = about.scenarios[0].text, answer = null, picture = null;
/** The runs against which changes are marked, and those cells. */
let base = null, fresh = new Set(), lanesChanged = [];
/** The runs of a failure that are shown in place of the scenario's. */
let borrowed = null, place = { step: null, hiddenFrom: null };
const history = new History(text);

const trouble = (words) => {
  byId("trouble").hidden = !words;
  byId("trouble").textContent = words || "";
};

// One question at a time is under way; of those that come meanwhile only the last one is asked.
let isAsking = false, waiting = null, typing = null;

/** Says on the page whether what it shows is of its text; a program that drives it waits for that. */
const sayState = () => { document.documentElement.dataset.state = isAsking || typing !== null ? "asking" : "answered"; };

/** Runs a text, perhaps with edits. @param options `kind` of change, `isQuiet` during a drag, `since` when it began */
const run = async (question, options = {}) => {
  if (isAsking) {
    waiting?.resume();
    // Resumed when it is answered, or when a later question has taken its place.
    await new Promise((resume) => { waiting = { question, options, resume }; });
    return;
  }
  isAsking = true;
  sayState();
  try {
    const next = await ask({ ask: "run", ...question });
    accept(next, options);
    trouble(null);
  } catch (error) {
    trouble(error.message);
  }
  isAsking = false;
  if (waiting) {
    const { question, options, resume } = waiting;
    waiting = null;
    await run(question, options);
    resume();
  }
  sayState();
};

/** Takes an answer as the new state, and draws it. */
const accept = (next, { kind = null, isQuiet = false, since = null, keeps = true, isTyped = false }) => {
  // What was typed meanwhile is newer than the answer: its own answer comes.
  if (isTyped && next.text !== editor.text) return;
  answer = next;
  text = next.text;
  if (!isTyped) editor.set(text);
  editor.complain(next.errors, next.warnings || []);
  if (next.picture) {
    if (borrowed) leave();
    const before = picture;
    picture = decoded(next.picture, about.marks);
    if (!base || (!isQuiet && !dragBase)) base = before;
    ({ cells: fresh, lanes: lanesChanged } = changes(dragBase || base, picture));
    settings.show(next.scenario);
  }
  show(isQuiet);
  if (!isQuiet) {
    if (keeps) history.keep(text, kind);
    sayHistory();
    keepAddress();
  }
  if (since !== null) measure(since);
};

/** Measures from the pointer's event to the frame that shows its result. */
const measure = (since) => requestAnimationFrame(() => {
  const channel = new MessageChannel();
  channel.port1.onmessage = () => {
    if (performance.getEntriesByName("drag-to-paint").length > 2_000) performance.clearMeasures("drag-to-paint");
    performance.measure("drag-to-paint", { start: since, end: performance.now() });
  };
  channel.port2.postMessage(null);
});

const show = (isQuiet) => {
  byId("stage").classList.toggle("stale", !borrowed && (!answer.picture || answer.errors.length > 0));
  if (!picture && !borrowed) {
    verdict();
    return;
  }
  const shown = borrowed ? borrowed.picture : picture, cells = borrowed ? new Set() : fresh;
  stage.show(shown, {
    handles: borrowed ? [] : answer.handles || [], fresh: cells, step: place.step, hiddenFrom: place.hiddenFrom, canMove: !borrowed && answer.errors.length === 0,
  });
  steps.show(shown, cells, isQuiet);
  if (!isQuiet) verdict();
};

/** Hides the verdict where it would say what is to be predicted, and where other runs are shown. */
const hideVerdict = () => {
  const isHidden = borrowed !== null || place.hiddenFrom !== null;
  for (const id of ["verdict", "rules"]) byId(id).hidden = isHidden;
  for (const id of ["add-cancel", "add-timeout"]) byId(id).disabled = borrowed !== null || answer.errors.length > 0;
};

const verdict = () => {
  hideVerdict();
  showVerdict(answer, lanesChanged);
};

// The address has the scenario in it. A browser complains if it changes too often.
let addressTimer = null, ownAddress = null;
const keepAddress = () => {
  clearTimeout(addressTimer);
  addressTimer = setTimeout(async () => {
    ownAddress = await addressOf(text);
    globalThis.history.replaceState(null, "", ownAddress);
  }, 250);
};

const sayHistory = () => {
  byId("undo").disabled = !history.canUndo;
  byId("redo").disabled = !history.canRedo;
  const known = about.scenarios.find((scenario) => scenario.text === text);
  if (known) byId("scenario").value = known.name;
  else byId("scenario").value = "";
};

const go = (former) => { if (former !== null) run({ text: former }, { keeps: false }).then(sayHistory); };

/** Makes edits of the text, as it is typed by now. */
const edit = (edits, options = {}) => run({ text: editor.text, edits }, options);

// The picture.

/** While something is dragged: the text and the runs from which every turn of the drag is made. */
let dragText = null, dragBase = null;

const stage = new Stage(byId("stage"), about.marks, {
  begin: () => {
    [dragText, dragBase] = [editor.text, picture];
  },
  move: (handle, at, since) => run({ text: dragText, edits: [editMoving(handle, at, inspector.isAlone)] }, { isQuiet: true, since }),
  end: async (handle, at) => {
    const from = dragText;
    await run({ text: from, edits: [editMoving(handle, at, inspector.isAlone)] }, { kind: `move ${handle.id}` });
    if (!stage.dragged) [dragText, dragBase, base] = [null, null, picture];
  },
  choose: (handle) => {
    const name = handle.kind === "call" ? stage.nameOf(handle.bar) : handle.words;
    inspector.open(handle, name, picture.pipelines);
  },
  remove: (handle) => {
    const removal = editRemoving(handle);
    if (removal) edit([removal]);
  },
  place: (at) => addCancel(at),
  lane: (lane) => chooseLane(lane),
});

const chooseLane = (lane) => {
  stage.lane = lane;
  steps.choose(lane);
  show(true);
};

const inspector = new Inspector(byId("inspector"), {
  edit: (edits) => edit(edits),
  leave: () => stage.focus((handle) => handle.id === stage.current),
});

const addCancel = async (at) => {
  await edit([{ edit: "cancel", pipeline: 1, nanoseconds: at }]);
  const last = Math.max(...(answer.handles || []).filter((handle) => handle.kind === "cancel").map((handle) => handle.line));
  stage.focus((handle) => handle.kind === "cancel" && handle.line === last);
};
byId("add-cancel").addEventListener("click", () => addCancel(stage.snapped(stage.end * 0.45)));
byId("add-timeout").addEventListener("click", async () => {
  await edit([{ edit: "timeout", nanoseconds: stage.snapped(stage.end * 0.7) }]);
  stage.focus((handle) => handle.kind === "timeout");
});

// The steps.

const steps = new Steps(byId("player"), about.marks, {
  step: (step, hiddenFrom) => {
    place = { step, hiddenFrom };
    if (stage.options) stage.show(stage.picture, { ...stage.options, ...place });
    hideVerdict();
  },
  lane: (lane) => chooseLane(lane),
});

// The text and its settings.

const editor = new Editor(byId("editor"), about.statements, {
  input: (typed) => {
    clearTimeout(typing);
    typing = setTimeout(() => {
      typing = null;
      run({ text: typed }, { kind: "typing", isTyped: true });
    }, 40);
    sayState();
  },
});
const settings = new Settings(byId("fields"), about.programs, { edit: (edits) => edit(edits), trouble });

// The explorer.

const searching = new Searching(byId("searching"), {
  text: () => editor.text,
  trouble,
  open: (failing, heading) => {
    borrowed = { picture: decoded(failing, about.marks), heading };
    byId("heading").textContent = heading;
    byId("back").hidden = false;
    inspector.close();
    steps.step = 0;
    show(false);
    byId("leave").focus();
    byId("back").scrollIntoView({ block: "nearest" });
  },
  disturb: async (of, edits, words) => {
    await run({ text: of, edits });
    steps.narration.textContent = `The scenario, ${words}.`;
  },
});

/** Back from the runs of a failure to those of the scenario. */
const leave = () => {
  borrowed = null;
  byId("back").hidden = true;
};
byId("leave").addEventListener("click", () => {
  leave();
  show(false);
});

// The head.

byId("scenario").append(make("option", { value: "", disabled: true }, "changed"), ...about.scenarios.map(({ name }) => make("option", { value: name }, name)));
byId("scenario").addEventListener("change", () => {
  const chosen = about.scenarios.find((scenario) => scenario.name === byId("scenario").value);
  base = null;
  if (chosen) run({ text: chosen.text });
});
byId("undo").addEventListener("click", () => go(history.undo()));
byId("redo").addEventListener("click", () => go(history.redo()));
byId("record").addEventListener("click", async () => {
  try {
    accept(await ask({ ask: "record", text: editor.text }), {});
    trouble(null);
  } catch (error) {
    trouble(error.message);
  }
});
byId("keep").addEventListener("click", () => download(editor.text, byId("form").value).catch((error) => trouble(error.message)));
byId("link").addEventListener("click", async () => {
  const address = await addressOf(editor.text);
  globalThis.history.replaceState(null, "", address);
  try {
    await navigator.clipboard.writeText(location.href);
    byId("link").textContent = "copied";
  } catch {
    byId("link").textContent = "it is in the address";
  }
  setTimeout(() => { byId("link").textContent = "copy link"; }, 2_000);
});
document.addEventListener("keydown", (event) => {
  if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
  const isField = event.target.tagName === "INPUT" || event.target.tagName === "SELECT";
  const key = event.key.toLowerCase();
  if (isField || (key !== "z" && key !== "y")) return;
  event.preventDefault();
  go(key === "y" || event.shiftKey ? history.redo() : history.undo());
});
addEventListener("hashchange", async () => {
  if (location.hash === ownAddress) return;
  const linked = await textOf(location.hash);
  if (linked !== null) run({ text: linked });
});
addEventListener("resize", () => { if (picture || borrowed) show(true); });

const linked = await textOf(location.hash);
byId("lab").hidden = false;
await run({ text: linked === null ? text : linked }, { keeps: linked !== null });
document.documentElement.dataset.ready = "true";
