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

/** The element with an id. */
export const byId = (id) => document.getElementById(id);

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
