// The verdict about the runs, and the rules behind their differences.

import { byId, counted, make } from "./elements.js";

/** The verdict in words: what is wrong, whether the styles agree, what is expected, and what changed. */
export const showVerdict = (answer, lanesChanged) => {
  const parts = [];
  if (answer.errors.length) parts.push(make("span", { class: "bad" }, `✗ ${counted(answer.errors.length, "mistake")} in the text; the runs are those of before.`));
  else if (answer.tooMuch) parts.push(make("span", { class: "bad" }, `✗ ${answer.tooMuch}.`));
  else {
    parts.push(make("span", { class: answer.agrees ? "good" : "bad" }, answer.agrees ? "✓ the styles agree. " : "≠ the styles differ. "));
    if (answer.checked) parts.push(make("span", { class: answer.passed ? "good" : "bad" }, answer.passed ? "✓ as expected. " : "✗ not as expected. "));
    if (answer.cut.length) parts.push(make("span", { class: "bad" }, `✗ cut at the lab's limit of events: ${answer.cut.join(", ")}. `));
    if (lanesChanged.length) {
      parts.push(make("span", { class: "changed-words" }, `Δ changed: ${lanesChanged.map(({ label, came, went }) => `${label} (+${came} −${went})`).join(", ")}.`));
    }
  }
  byId("verdict").replaceChildren(...parts);
  const rules = (answer.differences || []).map((difference) => make("li", {}, difference.sentence));
  const mismatches = (answer.mismatches || []).map((mismatch) => make("li", {}, `${mismatch.version} does not do what is expected on line ${mismatch.line}`, make("pre", { tabindex: "0" }, mismatch.diff.join("\n"))));
  byId("rules").replaceChildren(...rules, ...mismatches);
};
