// The picture that is dragged: time from left to right, the lanes one below the other, calls as bars, handles on their ends.

import { counted, draw, make, timeText } from "./elements.js";
import { shapeAnywhere, stepOf, ticksOf } from "./scales.js";

const SIDE = 14, AXIS = 50, NAME = 20, MARK = 13, MOST_STACKED = 5, MOST_HANDLES = 90, MOST_SMALL = 24, MOST_LABELS = 60;

export class Stage {
  /** @param events `move(handle, nanoseconds, isEnd)`, `choose(handle)`, `remove(handle)`, `place(nanoseconds)`, `lane(index)` */
  constructor(box, marks, events) {
    Object.assign(this, { box, events, shapes: Object.fromEntries(marks.map(([name, shape]) => [name, shapeAnywhere(shape)])), handles: [], at: 0, dragged: null, lane: 0 });
    this.svg = draw("svg", { role: "img" });
    this.grips = make("div", { role: "group", "aria-label": "What can be moved", "aria-describedby": "stage-hint" });
    box.append(this.svg, this.grips);
    box.addEventListener("pointerdown", (event) => this.take(event));
    box.addEventListener("pointermove", (event) => this.drag(event));
    box.addEventListener("pointerup", (event) => this.drop(event));
    box.addEventListener("pointercancel", (event) => this.drop(event));
    box.addEventListener("dblclick", (event) => {
      if (event.offsetY < AXIS && !event.target.closest(".handle")) this.events.place(this.snapped(this.instant(event)));
    });
    this.grips.addEventListener("keydown", (event) => this.press(event));
  }

  /** Draws runs. @param options `handles` of the text, `fresh` cells, `step` instant, `hiddenFrom` an instant, `canMove` */
  show(picture, options) {
    Object.assign(this, { picture, options });
    // While something is dragged, time keeps its scale, so that the handle stays under the pointer.
    if (!this.dragged || picture.end > this.end) {
      this.end = Math.max(picture.end, ...options.handles.map((handle) => handle.at || 0), 1) * 1.06;
    }
    this.width = Math.max(this.box.clientWidth, 200);
    this.lane = Math.min(this.lane, Math.max(0, picture.lanes.length - 1));
    this.layOut();
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

  /** The geometry of the lanes: where each begins, how high its tracks are, and how its marks are stacked. */
  layOut() {
    let top = AXIS;
    this.lanes = this.picture.lanes.map((lane) => {
      const track = lane.tracks <= 4 ? 24 : lane.tracks <= 12 ? 12 : Math.max(1.5, 150 / lane.tracks);
      const stacks = new Map(), marks = [];
      for (const row of this.picture.rows) {
        if (row.texts[lane.index] === null || row.at < 0) continue;
        const place = stacks.get(row.at) || 0;
        stacks.set(row.at, place + 1);
        marks.push({ row, place });
      }
      const high = Math.min(MOST_STACKED, Math.max(1, ...stacks.values())) * MARK;
      const geometry = { lane, top, track, marks, stacks, tracksTop: top + NAME, marksTop: top + NAME + track * lane.tracks + 4 };
      top = geometry.marksTop + high + 8;
      return geometry;
    });
    this.height = top;
  }

  paint() {
    const { picture, options } = this, parts = [];
    const line = (kind, x, y1, y2) => draw("line", { class: kind, x1: x, x2: x, y1, y2 });
    for (const at of ticksOf(this.end, Math.max(2, Math.floor(this.width / 90)))) {
      parts.push(line("grid", this.x(at), AXIS - 6, this.height), draw("text", { class: "tick", x: Math.max(24, this.x(at)), y: 14 }, timeText(at)));
    }
    if (options.step !== null) parts.push(draw("rect", { class: "at-step-ground", x: this.x(options.step) - 3, width: 6, y: AXIS - 6, height: this.height }));
    for (const geometry of this.lanes) parts.push(...this.laneParts(geometry));
    for (const handle of options.handles) {
      if (handle.at !== undefined) parts.push(line(`at-${handle.kind}`, this.x(handle.at), AXIS - 6, this.height));
    }
    if (options.hiddenFrom !== null) {
      const x = this.x(options.hiddenFrom) + 8;
      parts.push(draw("rect", { class: "hidden-part", x, y: 18, width: Math.max(0, this.width - x), height: this.height }));
    }
    this.svg.setAttribute("width", this.width);
    this.svg.setAttribute("height", this.height);
    this.svg.setAttribute("aria-label", `${counted(picture.lanes.length, "lane")}: ${picture.lanes.map((lane) => lane.label).join(", ")}; `
      + `from 0ms to ${timeText(picture.end)}. The steps below say in words what happens.`);
    this.svg.replaceChildren(...parts);
  }

  laneParts({ lane, top, track, marks, stacks, tracksTop, marksTop }) {
    const parts = [draw("line", { class: "lane", x1: 0, x2: this.width, y1: top, y2: top })];
    const many = lane.bars.length > MOST_LABELS;
    // One path for all bars of a kind: a hundred pipelines have hundreds of them.
    let closed = "", open = "", due = "";
    for (const bar of lane.bars) {
      const x = this.x(bar.sent), y = tracksTop + bar.track * track, end = this.x(bar.end < 0 ? this.end : bar.end);
      const high = Math.max(1, track - (track > 4 ? 4 : 0.5));
      const outline = `M${x.toFixed(1)} ${y.toFixed(1)}h${Math.max(1, end - x).toFixed(1)}v${high.toFixed(1)}h${(-Math.max(1, end - x)).toFixed(1)}z`;
      if (bar.end < 0) open += outline; else closed += outline;
      if (bar.due !== null && bar.end >= 0 && bar.due > bar.end) due += `M${end.toFixed(1)} ${(y + high / 2).toFixed(1)}H${this.x(bar.due).toFixed(1)}`;
    }
    if (closed) parts.push(draw("path", { class: "call", d: closed }));
    if (due) parts.push(draw("path", { class: "due", d: due }));
    if (open) parts.push(draw("path", { class: "open", d: open }));
    if (!many && track >= 12) {
      for (const bar of lane.bars) {
        const room = this.x(bar.end < 0 ? this.end : bar.end) - this.x(bar.sent) - 12;
        const name = this.nameOf(bar), shown = room >= name.length * 7.3 ? name : room >= bar.call.length * 7.3 ? bar.call : "";
        if (shown) parts.push(draw("text", { x: this.x(bar.sent) + 5, y: tracksTop + bar.track * track + (track > 20 ? 15 : 9) }, shown));
      }
    }
    const paths = new Map();
    let fresh = "";
    for (const { row, place } of marks) {
      if (place >= MOST_STACKED) continue;
      const x = this.x(row.at), y = marksTop + place * MARK + MARK / 2;
      if (!paths.has(row.mark)) paths.set(row.mark, []);
      paths.get(row.mark).push([x, y]);
      if (this.options.fresh.has(`${row.index}/${lane.index}`)) fresh += `M${(x - 7).toFixed(1)} ${(y - 6.5).toFixed(1)}h14v13h-14z`;
    }
    for (const [mark, places] of paths) {
      const d = places.map(([x, y]) => `M${x.toFixed(1)} ${y}${this.shapes[mark]}`).join("");
      parts.push(draw("path", { class: mark, d }));
    }
    if (fresh) parts.push(draw("path", { class: "new", d: fresh }));
    let written = -Infinity;
    for (const [at, count] of stacks) {
      // Where instants are close, their numbers would cover each other.
      if (count <= MOST_STACKED || this.x(at) - written < 30) continue;
      written = this.x(at);
      parts.push(draw("text", { x: this.x(at) + 9, y: marksTop + MOST_STACKED * MARK - 3 }, `+${count - MOST_STACKED}`));
    }
    const isChosen = lane.index === this.lane;
    parts.push(draw("text", { class: isChosen ? "name chosen" : "name", x: SIDE - 8, y: top + 15 }, lane.label));
    const outcomes = lane.outcomes.length === 1 ? lane.outcomes[0] || "nothing delivered" : counted(lane.outcomes.length, "outcome");
    const left = SIDE + 4 + lane.label.length * 7.5, room = Math.floor((this.width - left - 12) / 7.3);
    if (this.options.hiddenFrom === null) {
      parts.push(draw("text", { class: "outcome", x: left, y: top + 15 }, outcomes.length > room ? `${outcomes.slice(0, Math.max(0, room - 1))}…` : outcomes));
    }
    return parts;
  }

  nameOf(bar) {
    const call = /^[0-9]+$/.test(bar.call) ? `call ${bar.call}` : bar.call;
    return this.picture.pipelines > 1 ? `${bar.pipeline}: ${call}` : call;
  }

  /** Handles for the ends of the calls of the chosen lane, and for cancellations and limits. */
  placeHandles() {
    const { options } = this, lane = this.lanes[this.lane];
    const handles = [];
    options.handles.forEach((handle, index) => {
      const id = `${handle.kind} ${handle.line || ""} ${handle.pipeline || ""}`;
      handles.push({ id, ...handle, x: this.x(handle.at === undefined ? this.end / 2 : handle.at), y: 22 + (index % 1), high: 22, label: handle.words });
    });
    for (const bar of lane && options.canMove ? lane.lane.bars : []) {
      const isOpen = bar.due === null || bar.takes < 0;
      handles.push({
        kind: "call", id: `call ${bar.pipeline} ${bar.call} ${bar.attempt}`, bar, isFixed: isOpen, at: isOpen ? undefined : bar.due,
        x: this.x(isOpen ? (bar.end < 0 ? this.end : bar.end) : bar.due), y: lane.tracksTop + bar.track * lane.track, high: Math.max(8, lane.track - 2),
        label: `${isOpen ? "" : "reply to "}${this.nameOf(bar)}${bar.attempt > 1 ? `, attempt ${bar.attempt}` : ""}`,
      });
    }
    const most = lane && lane.track < 6 ? MOST_SMALL : MOST_HANDLES;
    const focused = this.grips.contains(document.activeElement) ? document.activeElement.dataset.id : null;
    const known = new Map([...this.grips.children].map((grip) => [grip.dataset.id, grip]));
    // A pointer finds the end of every call; the keyboard has the first ones, and the one that was dragged.
    const current = handles.some((handle) => handle.id === this.current) ? this.current : handles[0] && handles[0].id;
    this.current = current;
    this.handles = handles;
    const grips = handles.filter((handle, index) => index < most || handle.id === current).map((handle) => {
      const grip = known.get(handle.id) || make("div", { "data-id": handle.id });
      const isSlider = !handle.isFixed && handle.at !== undefined;
      grip.className = `handle${handle.kind === "call" ? (isSlider ? "" : " button") + (lane.track < 6 ? " small" : "") : ` ${handle.kind}-handle`}${this.dragged && this.dragged.id === handle.id ? " dragged" : ""}`;
      grip.textContent = handle.kind === "cancel" ? "⊘" : handle.kind === "timeout" ? "≤" : "";
      grip.style.left = `${handle.x}px`;
      grip.style.top = `${handle.y}px`;
      grip.style.height = `${handle.high}px`;
      grip.tabIndex = handle.id === current ? 0 : -1;
      const attributes = isSlider
        ? { role: "slider", "aria-valuemin": 0, "aria-valuemax": Math.round(this.end), "aria-valuenow": Math.round(handle.at), "aria-valuetext": timeText(handle.at) }
        : { role: "button" };
      for (const name of ["role", "aria-valuemin", "aria-valuemax", "aria-valuenow", "aria-valuetext"]) {
        if (attributes[name] === undefined) grip.removeAttribute(name); else grip.setAttribute(name, attributes[name]);
      }
      grip.setAttribute("aria-label", isSlider || handle.kind !== "call" ? handle.label : `${handle.label}, ${handle.bar.end < 0 ? "never answered" : "ended"}`);
      grip.title = handle.label;
      return grip;
    });
    if (grips.length !== this.grips.children.length || grips.some((grip, index) => grip !== this.grips.children[index])) {
      this.grips.replaceChildren(...grips);
    }
    if (focused !== null) {
      const again = grips.find((grip) => grip.dataset.id === focused) || grips.find((grip) => grip.tabIndex === 0);
      if (again && again !== document.activeElement) again.focus({ preventScroll: true });
    }
  }

  /** Moves the focus to the handle that a condition holds for. */
  focus(condition) {
    const handle = this.handles.findLast(condition);
    if (!handle) return;
    this.current = handle.id;
    this.placeHandles();
    [...this.grips.children].find((grip) => grip.dataset.id === handle.id).focus({ preventScroll: true });
  }

  /** The handle below a pointer: its own element, or the end of a call in any lane. */
  under(event) {
    const grip = event.target.closest(".handle");
    if (grip) return this.handles.find((handle) => handle.id === grip.dataset.id);
    const box = this.box.getBoundingClientRect(), x = event.clientX - box.left - 1, y = event.clientY - box.top - 1;
    const geometry = this.lanes.findLast((lane) => y >= lane.top);
    if (!geometry) return null;
    if (geometry.lane.index !== this.lane) {
      this.lane = geometry.lane.index;
      this.events.lane(this.lane);
      this.paint();
      this.placeHandles();
    }
    const near = this.handles.filter((handle) => handle.kind === "call" && y >= handle.y - 2 && y <= handle.y + handle.high + 2);
    return near.find((handle) => Math.abs(handle.x - x) < 10)
      || near.findLast((handle) => x >= this.x(handle.bar.sent) && x <= Math.max(handle.x, this.x(handle.bar.end))) || null;
  }

  take(event) {
    if (event.button !== 0 || !this.options || !this.options.canMove) return;
    const handle = this.under(event);
    if (!handle) return;
    event.preventDefault();
    this.current = handle.id;
    const isGrip = !handle.isFixed && handle.at !== undefined;
    this.dragged = { ...handle, startX: event.clientX, from: handle.at || 0, isGrip, hasMoved: false, last: handle.at };
    this.box.setPointerCapture(event.pointerId);
    this.placeHandles();
    [...this.grips.children].find((grip) => grip.dataset.id === handle.id)?.focus({ preventScroll: true });
  }

  drag(event) {
    const dragged = this.dragged;
    if (!dragged || !dragged.isGrip) return;
    if (!dragged.hasMoved && Math.abs(event.clientX - dragged.startX) < 3) return;
    const at = this.snapped(dragged.from + (event.clientX - dragged.startX) / (this.width - 2 * SIDE) * this.end);
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
    const handles = this.handles.filter((handle) => [...this.grips.children].some((grip) => grip.dataset.id === handle.id));
    const index = handles.indexOf(handle), step = stepOf(this.end) * (event.shiftKey ? 10 : 1);
    const go = (place) => {
      this.current = handles[Math.min(Math.max(place, 0), handles.length - 1)].id;
      this.placeHandles();
      [...this.grips.children].find((grip) => grip.dataset.id === this.current).focus();
    };
    const move = (by) => {
      if (handle.isFixed || handle.at === undefined) return;
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
