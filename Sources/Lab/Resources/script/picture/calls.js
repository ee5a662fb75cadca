// The behaviour of a chosen call, or of a chosen cancellation or limit.

import { make } from "../page/elements.js";

const MANNERS = [
  ["answers", "answers"], ["fails", "fails"], ["never", "never answers"], ["twice", "answers twice"], ["atOnce", "answers at once"],
];

/** The edit that moves a handle to an instant, from its place in the runs that were shown when the move began. */
export const editMoving = (handle, at, isAlone) => {
  if (handle.kind === "cancel") return { edit: "cancel", line: handle.line, pipeline: handle.pipeline, nanoseconds: at };
  if (handle.kind === "timeout") {
    return { edit: "timeout", ...(handle.pipeline ? { pipeline: handle.pipeline } : {}), nanoseconds: Math.max(0, at - handle.start) };
  }
  const { call, pipeline, attempt, takes, due } = handle.bar;
  return { edit: "takes", call, pipeline, attempt, alone: isAlone, nanoseconds: Math.max(0, takes + at - due) };
};

/** The edit that removes what a handle is for; null for a call. */
export const editRemoving = (handle) => {
  if (handle.kind === "cancel") return { edit: "cancel", line: handle.line, pipeline: handle.pipeline };
  if (handle.kind === "timeout") return { edit: "timeout", ...(handle.pipeline ? { pipeline: handle.pipeline } : {}) };
  return null;
};

export class Inspector {
  /** @param events `edit(edits)`, `leave()` */
  constructor(box, events) {
    Object.assign(this, { box, events });
    this.alone = make("input", { type: "checkbox" });
    box.addEventListener("keydown", (event) => {
      if (event.key === "Escape") {
        this.close();
        this.events.leave();
      }
    });
  }

  get isAlone() { return this.alone.checked; }

  close() { this.box.hidden = true; }

  /** Shows what can be done with a handle, and moves the focus there. */
  open(handle, name, pipelines) {
    const close = make("button", { type: "button", onclick: () => { this.close(); this.events.leave(); } }, "close");
    const button = (text, edit) => make("button", { type: "button", onclick: () => this.events.edit([edit]) }, text);
    let parts;
    if (handle.kind === "call") {
      const { call, pipeline, attempt } = handle.bar;
      parts = [make("strong", {}, `${name}${attempt > 1 ? `, attempt ${attempt}` : ""}`),
        ...MANNERS.map(([manner, text]) => make("button", {
          type: "button", onclick: () => this.events.edit([{ edit: "behaves", call, pipeline, attempt, alone: this.isAlone, manner }]),
        }, text)),
        pipelines > 1 ? make("label", {}, this.alone, " for this pipeline alone") : null];
    } else parts = [make("strong", {}, handle.words), button("remove", editRemoving(handle))];
    this.box.replaceChildren(make("div", { class: "tools" }, ...parts, close));
    this.box.setAttribute("aria-label", handle.kind === "call" ? `Behaviour of ${name}` : handle.words);
    this.box.hidden = false;
    this.box.querySelector("button").focus({ preventScroll: true });
  }
}
