// The lanes of the picture: where each lies, and what is drawn in it: calls as bars, and the marks of the events.

import { counted, drawn } from "../page/elements.js";

export const SIDE = 14, AXIS = 50;
const NAME = 20, MARK = 13, MOST_STACKED = 5, MOST_LABELS = 60;

/** A length in pixels, as precise as can be seen. */
const px = (length) => Math.round(length * 10) / 10;

/** The geometry of the lanes: where each begins, how high its tracks are, and how its marks are stacked; and the height of all. */
export const layOut = (picture) => {
  let top = AXIS;
  const lanes = picture.lanes.map((lane) => {
    const track = lane.tracks <= 4 ? 24 : lane.tracks <= 12 ? 12 : Math.max(1.5, 150 / lane.tracks);
    const stacks = new Map(), marks = [];
    for (const row of picture.rows) {
      if (row.texts[lane.index] === null || row.at < 0) continue;
      const place = stacks.get(row.at) || 0;
      stacks.set(row.at, place + 1);
      marks.push({ row, place });
    }
    let stacked = 1;
    for (const count of stacks.values()) stacked = Math.max(stacked, count);
    const geometry = { lane, top, track, marks, stacks, tracksTop: top + NAME, marksTop: top + NAME + track * lane.tracks + 4 };
    top = geometry.marksTop + Math.min(MOST_STACKED, stacked) * MARK + 8;
    return geometry;
  });
  return { lanes, height: top };
};

/** One path for all bars of a kind: a hundred pipelines have hundreds of them. */
const bars = ({ lane, track, tracksTop }, { x, end }) => {
  let closed = "", open = "", due = "";
  for (const bar of lane.bars) {
    const from = x(bar.sent), y = tracksTop + bar.track * track, to = x(bar.end < 0 ? end : bar.end), wide = px(Math.max(1, to - from));
    const high = Math.max(1, track - (track > 4 ? 4 : 0.5));
    const outline = `M${px(from)} ${px(y)}h${wide}v${px(high)}h${-wide}z`;
    if (bar.end < 0) open += outline; else closed += outline;
    if (bar.due !== null && bar.end >= 0 && bar.due > bar.end) due += `M${px(to)} ${px(y + high / 2)}H${px(x(bar.due))}`;
  }
  return [["call", closed], ["due", due], ["open", open]].filter(([, d]) => d).map(([kind, d]) => drawn("path", { class: kind, d }));
};

/** The names of the calls, where there is room. */
const names = ({ lane, track, tracksTop }, { x, end, nameOf }) => {
  if (lane.bars.length > MOST_LABELS || track < 12) return [];
  return lane.bars.flatMap((bar) => {
    const room = x(bar.end < 0 ? end : bar.end) - x(bar.sent) - 12, name = nameOf(bar);
    const shown = room >= name.length * 7.3 ? name : room >= bar.call.length * 7.3 ? bar.call : "";
    return shown ? [drawn("text", { x: x(bar.sent) + 5, y: tracksTop + bar.track * track + (track > 20 ? 15 : 9) }, shown)] : [];
  });
};

/** The marks of the events, a path for each kind, with a frame around what is new. */
const marks = ({ lane, marks, stacks, marksTop }, { x, fresh, shapes }) => {
  const paths = new Map();
  let frames = "";
  for (const { row, place } of marks) {
    if (place >= MOST_STACKED) continue;
    const at = x(row.at), y = marksTop + place * MARK + MARK / 2;
    paths.set(row.mark, `${paths.get(row.mark) || ""}M${px(at)} ${y}${shapes[row.mark]}`);
    if (fresh.size && fresh.has(`${row.index}/${lane.index}`)) frames += `M${px(at - 7)} ${px(y - 6.5)}h14v13h-14z`;
  }
  const parts = [...paths].map(([mark, d]) => drawn("path", { class: mark, d }));
  if (frames) parts.push(drawn("path", { class: "new", d: frames }));
  let written = -Infinity;
  for (const [at, count] of stacks) {
    // Where instants are close, their numbers would cover each other.
    if (count <= MOST_STACKED || x(at) - written < 30) continue;
    written = x(at);
    parts.push(drawn("text", { x: x(at) + 9, y: marksTop + MOST_STACKED * MARK - 3 }, `+${count - MOST_STACKED}`));
  }
  return parts;
};

/** The name of the lane, and its outcome unless that is to be predicted. */
const heading = ({ lane, top }, { width, isChosen, isHidden }) => {
  const parts = [drawn("text", { class: isChosen ? "name chosen" : "name", x: SIDE - 8, y: top + 15 }, lane.label)];
  if (isHidden) return parts;
  const outcomes = lane.outcomes.length === 1 ? lane.outcomes[0] || "nothing delivered" : counted(lane.outcomes.length, "outcome");
  const left = SIDE + 4 + lane.label.length * 7.5, room = Math.floor((width - left - 12) / 7.3);
  parts.push(drawn("text", { class: "outcome", x: left, y: top + 15 }, outcomes.length > room ? `${outcomes.slice(0, Math.max(0, room - 1))}…` : outcomes));
  return parts;
};

/** What is drawn in a lane, as entries for `patch`: what stays the same in a drag comes first. @param scale `x(instant)`, `end`, `width`, `nameOf(bar)`, `fresh`, `shapes`, `isChosen`, `isHidden` */
export const laneParts = (geometry, scale) => [
  drawn("line", { class: "lane", x1: 0, x2: scale.width, y1: geometry.top, y2: geometry.top }),
  ...heading(geometry, scale), ...bars(geometry, scale), ...names(geometry, scale), ...marks(geometry, scale),
];
