// The scale of the picture: round instants, steps of a drag, and the shapes of marks without a place of their own.

/** The step to which a dragged instant is held: about a hundredth of the picture, in a round number. */
export const stepOf = (end) => 10 ** Math.max(0, Math.floor(Math.log10(Math.max(end, 1) / 30)));

/** Round instants for an axis. */
export const ticksOf = (end, most) => {
  const raw = Math.max(end, 1) / most, power = 10 ** Math.floor(Math.log10(raw));
  const size = [1, 2, 5, 10].map((factor) => factor * power).find((size) => size >= raw) || 10 * power;
  const ticks = [];
  for (let at = 0; at <= end; at += size) ticks.push(at);
  return ticks;
};

/** A shape of absolute commands in relative ones, for a path that has it at many places. */
const relative = (shape) => {
  let result = "", [x, y] = [0, 0], start = [0, 0];
  for (const [, command, rest] of shape.matchAll(/([A-Za-z])([^A-Za-z]*)/g)) {
    const numbers = (rest.match(/-?[0-9.]+/g) || []).map(Number), [fromX, fromY] = [x, y];
    if (command === "Z") {
      [x, y] = start;
      result += "z";
      continue;
    }
    if (command === "H") x = numbers[0];
    else if (command === "V") y = numbers[0];
    else [x, y] = numbers.slice(-2);
    if (command === "M") start = [x, y];
    const moves = command === "H" ? [x - fromX] : command === "V" ? [y - fromY] : [...numbers.slice(0, -2), x - fromX, y - fromY];
    result += command.toLowerCase() + moves.join(" ");
  }
  return result;
};

/** A shape as one command a letter: some have several pairs of numbers behind one. */
const spelledOut = (shape) => shape.replace(/([ML])([^A-Za-z]*)/g, (_, command, rest) => {
  const numbers = rest.match(/-?[0-9.]+/g) || [];
  return numbers.flatMap((number, place) => (place % 2 === 0 ? [`${command}${number} ${numbers[place + 1]}`] : [])).join("");
});

/** A shape of absolute commands as relative ones, to be put behind an `M` with its place. */
export const shapeAnywhere = (shape) => relative(spelledOut(shape));
