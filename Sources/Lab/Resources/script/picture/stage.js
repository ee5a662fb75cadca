// The picture that is dragged: time from left to right, the lanes one below the other, and what pointer and keys do there.

import { counted, draw, drawn, patch, timeText } from "../page/elements.js";
import { Grips, handlesOf } from "./grips.js";
import { AXIS, SIDE, laneParts, layOut } from "./lanes.js";
import { shapeAnywhere, stepOf, ticksOf } from "./scales.js";

/** The pointer's moves as they come: those of `pointermove` wait for the next frame, and the answer would miss it. */
const MOVES = "onpointerrawupdate" in globalThis ? "pointerrawupdate" : "pointermove";

export class Stage {
  /**
   * @param events `begin(handle)`, `move(handle, nanoseconds, time)`, `end(handle, nanoseconds)`, `choose(handle)`, `remove(handle)`,
   * `place(nanoseconds)`, `lane(index)`
   */
  constructor(box, marks, events) {
    Object.assign(this, { box, events, shapes: Object.fromEntries(marks.map(([name, shape]) => [name, shapeAnywhere(shape)])), handles: [], at: 0, dragged: null, lane: 0 });
    this.svg = draw("svg", { role: "img" });
    this.grips = new Grips();
    box.append(this.svg, this.grips.box);
    box.addEventListener("pointerdown", (event) => this.take(event));
    box.addEventListener(MOVES, (event) => this.drag(event));
    box.addEventListener("pointerup", (event) => this.drop(event));
    box.addEventListener("pointercancel", (event) => this.drop(event));
    box.addEventListener("dblclick", (event) => {
      if (event.offsetY < AXIS && !event.target.closest(".handle")) this.events.place(this.snapped(this.instant(event)));
    });
    this.grips.box.addEventListener("keydown", (event) => this.press(event));
    // To ask for the width while a picture is made would have the page laid out twice.
    this.width = Math.max(box.clientWidth, 200);
    new ResizeObserver(() => {
      const width = Math.max(box.clientWidth, 200);
      if (width === this.width) return;
      this.width = width;
      if (this.picture) this.show(this.picture, this.options);
    }).observe(box);
  }

  /** Draws runs. @param options `handles` of the text, `fresh` cells, `step` instant, `hiddenFrom` an instant, `canMove` */
  show(picture, options) {
    Object.assign(this, { picture, options });
    // While something is dragged, time keeps its scale, so that the handle stays under the pointer.
    if (!this.dragged || picture.end > this.end) {
      this.end = Math.max(picture.end, ...options.handles.map((handle) => handle.at || 0), 1) * 1.06;
    }
    this.lane = Math.min(this.lane, Math.max(0, picture.lanes.length - 1));
    Object.assign(this, layOut(picture));
    this.paint();
    this.placeHandles();
  }

  x(at) { return SIDE + (this.width - 2 * SIDE) * Math.min(1, Math.max(0, at / this.end)); }

  instant(event) {
    const left = this.box.getBoundingClientRect().left + 1;
    return Math.max(0, (event.clientX - left - SIDE) / (this.width - 2 * SIDE) * this.end);
  }

  snapped(at) {
    const step = stepOf(this.end);
    return Math.max(0, Math.round(at / step) * step);
  }

  paint() {
    const { picture, options } = this, parts = [];
    const line = (kind, x, y1, y2) => drawn("line", { class: kind, x1: x, x2: x, y1, y2 });
    for (const at of ticksOf(this.end, Math.max(2, Math.floor(this.width / 90)))) {
      parts.push(line("grid", this.x(at), AXIS - 6, this.height), drawn("text", { class: "tick", x: Math.max(24, this.x(at)), y: 14 }, timeText(at)));
    }
    if (options.step !== null) parts.push(drawn("rect", { class: "at-step-ground", x: this.x(options.step) - 3, width: 6, y: AXIS - 6, height: this.height }));
    const scale = {
      x: (at) => this.x(at), nameOf: (bar) => this.nameOf(bar), end: this.end, width: this.width, fresh: options.fresh, shapes: this.shapes,
      isHidden: options.hiddenFrom !== null,
    };
    const lanes = this.lanes.map((geometry) => laneParts(geometry, { ...scale, isChosen: geometry.lane.index === this.lane }));
    const first = parts.length;
    parts.push(...lanes.map(() => drawn("g", {})));
    for (const handle of options.handles) {
      if (handle.at !== undefined) parts.push(line(`at-${handle.kind}`, this.x(handle.at), AXIS - 6, this.height));
    }
    if (options.hiddenFrom !== null) {
      const x = this.x(options.hiddenFrom) + 8;
      parts.push(drawn("rect", { class: "hidden-part", x, y: 18, width: Math.max(0, this.width - x), height: this.height }));
    }
    this.svg.setAttribute("width", this.width);
    this.svg.setAttribute("height", this.height);
    this.svg.setAttribute("aria-label", `${counted(picture.lanes.length, "lane")}: ${picture.lanes.map((lane) => lane.label).join(", ")}; `
      + `from 0ms to ${timeText(picture.end)}. The steps below say in words what happens.`);
    patch(this.svg, parts);
    lanes.forEach((own, index) => patch(this.svg.children[first + index], own));
  }

  nameOf(bar) {
    const call = /^[0-9]+$/.test(bar.call) ? `call ${bar.call}` : bar.call;
    return this.picture.pipelines > 1 ? `${bar.pipeline}: ${call}` : call;
  }

  placeHandles() {
    this.handles = handlesOf(this);
    this.current = this.handles.some((handle) => handle.id === this.current) ? this.current : this.handles[0]?.id;
    this.grips.show(this, this.handles, this.current);
  }

  /** Moves the focus to a handle. */
  go(handle) {
    if (!handle) return;
    this.current = handle.id;
    this.placeHandles();
    this.grips.focus(handle.id);
  }

  /** Moves the focus to the last handle that a condition holds for. */
  focus(condition) { this.go(this.handles.findLast(condition)); }

  /** The handle below a pointer: its own element, or the end of a call in any lane. */
  under(event) {
    const grip = event.target.closest(".handle");
    if (grip) return this.handles.find((handle) => handle.id === grip.dataset.id);
    const box = this.box.getBoundingClientRect(), x = event.clientX - box.left - 1, y = event.clientY - box.top - 1;
    const geometry = this.lanes.findLast((lane) => y >= lane.top);
    if (!geometry) return null;
    if (geometry.lane.index !== this.lane) this.events.lane(geometry.lane.index);
    const near = this.handles.filter((handle) => handle.kind === "call" && y >= handle.y - 2 && y <= handle.y + handle.high + 2);
    return near.find((handle) => Math.abs(handle.x - x) < 10)
      || near.findLast((handle) => x >= this.x(handle.bar.sent) && x <= Math.max(handle.x, this.x(handle.bar.end))) || null;
  }

  take(event) {
    if (event.button !== 0 || !this.options || !this.options.canMove) return;
    const handle = this.under(event);
    if (!handle) return;
    event.preventDefault();
    this.dragged = { ...handle, startX: event.clientX, hasMoved: false, last: handle.at };
    this.box.setPointerCapture(event.pointerId);
    this.go(handle);
  }

  drag(event) {
    const dragged = this.dragged;
    if (!dragged || dragged.at === undefined) return;
    if (!dragged.hasMoved && Math.abs(event.clientX - dragged.startX) < 3) return;
    const at = this.snapped(dragged.at + (event.clientX - dragged.startX) / (this.width - 2 * SIDE) * this.end);
    if (at === dragged.last) return;
    if (!dragged.hasMoved) this.events.begin(dragged);
    dragged.hasMoved = true;
    dragged.last = at;
    this.events.move(dragged, at, event.timeStamp);
  }

  drop() {
    const dragged = this.dragged;
    if (!dragged) return;
    this.dragged = null;
    if (dragged.hasMoved) this.events.end(dragged, dragged.last);
    else this.events.choose(dragged);
    if (this.picture) this.placeHandles();
  }

  press(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const handle = this.handles.find((handle) => handle.id === event.target.dataset.id);
    if (!handle) return;
    const handles = this.handles.filter((handle) => this.grips.of(handle.id));
    const index = handles.indexOf(handle), step = stepOf(this.end) * (event.shiftKey ? 10 : 1);
    const go = (place) => this.go(handles[Math.min(Math.max(place, 0), handles.length - 1)]);
    const move = (by) => {
      if (handle.at === undefined) return;
      this.events.begin(handle);
      this.events.end(handle, this.snapped(handle.at + by));
    };
    const actions = {
      ArrowDown: () => go(index + 1), ArrowUp: () => go(index - 1), Home: () => go(0), End: () => go(handles.length - 1),
      ArrowRight: () => move(step), ArrowLeft: () => move(-step),
      Enter: () => this.events.choose(handle), " ": () => this.events.choose(handle),
      Delete: () => this.events.remove(handle), Backspace: () => this.events.remove(handle),
    };
    if (!actions[event.key]) return;
    event.preventDefault();
    event.stopPropagation();
    actions[event.key]();
  }
}
