// Making elements: texts are always set as text, and never read as markup.

const SVG = "http://www.w3.org/2000/svg";

const fill = (element, attributes, children) => {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
};

/** An element with attributes, listeners (`onclick`) and children. */
export const make = (tag, attributes = {}, ...children) => fill(document.createElement(tag), attributes, children);

/** An element of a picture. */
export const draw = (tag, attributes = {}, ...children) => fill(document.createElementNS(SVG, tag), attributes, children);

/** An entry for `patch`: an element of a picture, which is kept as long as its attributes and its text are the same. */
export const drawn = (tag, attributes, ...texts) => ({ key: JSON.stringify([tag, attributes, texts]), make: () => draw(tag, attributes, ...texts) });

/** The element with an id. */
export const byId = (id) => document.getElementById(id);

/**
 * Enables and disables controls. The focus of one that is disabled goes to the first one that is enabled: it would be lost, and the keys with it.
 * @param states pairs of a control and whether it is disabled
 * @param others more controls that can take the focus
 */
export const setDisabled = (states, ...others) => {
  const focused = document.activeElement;
  for (const [control, isDisabled] of states) control.disabled = isDisabled;
  if (focused?.disabled) [...states.map(([control]) => control), ...others].find((control) => !control.disabled)?.focus();
};

/** A sign that is seen, and the words for it that are heard. */
export const sign = (shown, words) => [make("span", { "aria-hidden": "true" }, shown), make("span", { class: "unseen" }, words)];

/** Nanoseconds in the unit that suits them: 1500000 is 1.5ms. */
export const timeText = (nanoseconds) => {
  if (nanoseconds === 0) return "0ms";
  for (const [size, name] of [[1e9, "s"], [1e6, "ms"], [1e3, "us"]]) {
    if (nanoseconds >= size) return `${Number((nanoseconds / size).toFixed(3))}${name}`;
  }
  return `${nanoseconds}ns`;
};

/** `1 event`, `2 events`. */
export const counted = (count, noun) => `${count} ${noun}${count === 1 ? "" : "s"}`;

/**
 * Makes the children of an element those of some entries, and keeps each child whose entry has the key that it had.
 * @param entries `key`, a text that says all that is shown, and `make`, which makes the child
 */
export const patch = (box, entries) => {
  entries.forEach(({ key, make }, index) => {
    const old = box.children[index];
    if (old && old.patchKey === key) return;
    const child = make();
    child.patchKey = key;
    if (old) old.replaceWith(child); else box.append(child);
  });
  while (box.children.length > entries.length) box.lastElementChild.remove();
};
