// The handles on the picture: on the ends of the calls of the chosen lane, and on cancellations and time limits.

import { make, timeText } from "../page/elements.js";

const MOST = 90, MOST_SMALL = 24;

/**
 * The handles of a picture, in the order of the keyboard: those of the text, and then the calls of the chosen lane.
 * A handle with an instant, `at`, can be moved; one without can only be chosen.
 */
export const handlesOf = (stage) => {
  const { options } = stage, lane = stage.lanes[stage.lane];
  const handles = options.handles.map((handle) => ({
    id: `${handle.kind} ${handle.line || ""} ${handle.pipeline || ""}`, ...handle,
    x: stage.x(handle.at === undefined ? stage.end / 2 : handle.at), y: 22, high: 22, label: handle.words,
  }));
  for (const bar of lane && options.canMove ? lane.lane.bars : []) {
    const isOpen = bar.due === null || bar.takes < 0;
    handles.push({
      kind: "call", id: `call ${bar.pipeline} ${bar.call} ${bar.attempt}`, bar, at: isOpen ? undefined : bar.due,
      x: stage.x(isOpen ? (bar.end < 0 ? stage.end : bar.end) : bar.due), y: lane.tracksTop + bar.track * lane.track, high: Math.max(8, lane.track - 2),
      label: `${isOpen ? "" : "reply to "}${stage.nameOf(bar)}${bar.attempt > 1 ? `, attempt ${bar.attempt}` : ""}`,
    });
  }
  return handles;
};

const ATTRIBUTES = ["role", "aria-valuemin", "aria-valuemax", "aria-valuenow", "aria-valuetext"];

export class Grips {
  constructor() {
    this.box = make("div", { role: "group", "aria-label": "What can be moved", "aria-describedby": "stage-hint" });
    this.known = new Map();
  }

  /** The element of a handle, if it has one. */
  of(id) { return this.known.get(id); }

  /** The id of the handle whose element has the focus. */
  get focused() { return this.box.contains(document.activeElement) ? document.activeElement.dataset.id : null; }

  focus(id) { this.of(id)?.focus({ preventScroll: true }); }

  /**
   * Places an element for each handle; those of before stay the same elements.
   * @param current the id of the handle that the Tab key leads to
   */
  show(stage, handles, current) {
    const lane = stage.lanes[stage.lane], isSmall = Boolean(lane) && lane.track < 6, focused = this.focused;
    // A pointer finds the end of every call; the keyboard has the first ones, and the one that was dragged.
    const shown = handles.filter((handle, index) => index < (isSmall ? MOST_SMALL : MOST) || handle.id === current);
    const grips = shown.map((handle) => {
      const grip = this.of(handle.id) || make("div", { "data-id": handle.id });
      this.dress(grip, handle, { end: stage.end, isSmall, isCurrent: handle.id === current, isDragged: stage.dragged?.id === handle.id });
      return grip;
    });
    this.known = new Map(shown.map((handle, index) => [handle.id, grips[index]]));
    if (grips.length !== this.box.children.length || grips.some((grip, index) => grip !== this.box.children[index])) this.box.replaceChildren(...grips);
    if (focused === null || this.focused === focused) return;
    (this.of(focused) || this.of(current))?.focus({ preventScroll: true });
  }

  /** Gives an element the look and the words of its handle, unless it has them already. */
  dress(grip, handle, { end, isSmall, isCurrent, isDragged }) {
    const isSlider = handle.at !== undefined;
    const look = handle.kind === "call" ? `${isSlider ? "" : " button"}${isSmall ? " small" : ""}` : ` ${handle.kind}-handle`;
    const text = handle.kind === "cancel" ? "⊘" : handle.kind === "timeout" ? "≤" : "";
    const label = isSlider || handle.kind !== "call" ? handle.label : `${handle.label}, ${handle.bar.end < 0 ? "never answered" : "ended"}`;
    const key = JSON.stringify([look, isCurrent, isDragged, handle.x, handle.y, handle.high, handle.at, isSlider && Math.round(end), label]);
    if (grip.dressKey === key) return;
    grip.dressKey = key;
    grip.className = `handle${look}${isDragged ? " dragged" : ""}`;
    if (grip.textContent !== text) grip.textContent = text;
    Object.assign(grip.style, { left: `${handle.x}px`, top: `${handle.y}px`, height: `${handle.high}px` });
    grip.tabIndex = isCurrent ? 0 : -1;
    const attributes = isSlider
      ? { role: "slider", "aria-valuemin": 0, "aria-valuemax": Math.round(end), "aria-valuenow": Math.round(handle.at), "aria-valuetext": timeText(handle.at) }
      : { role: "button" };
    for (const name of ATTRIBUTES) {
      if (attributes[name] === undefined) grip.removeAttribute(name); else grip.setAttribute(name, attributes[name]);
    }
    grip.setAttribute("aria-label", label);
    grip.title = handle.label;
  }
}
