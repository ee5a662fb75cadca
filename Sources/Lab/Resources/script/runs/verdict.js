// The verdict about the runs, and the rules behind their differences, with what is new in them.

import { byId, counted, make, patch } from "../page/elements.js";

/** A part of the verdict; one that the runs before did not have is marked. */
const part = (kind, text, isNew) => make("span", { class: `${kind}${isNew ? " turned" : ""}` }, isNew ? "Δ " : "", text);

/**
 * The items of a list of the answer, each marked if the answer before does not have it.
 * @param key a text that tells the entries apart
 * @param content what an item consists of
 */
const listed = (answer, before, list, key, content) => (answer[list] || []).map((entry) => {
  const isNew = before !== null && !(before[list] || []).some((old) => key(old) === key(entry));
  return make("li", { class: isNew ? "fresh" : null }, isNew ? make("span", { class: "turned" }, "Δ new: ") : "", ...content(entry));
});

const items = (answer, before) => {
  const sentence = (difference) => difference.sentence, mismatch = ({ version, line, diff }) => `${version} ${line} ${diff.join("\n")}`;
  const rules = listed(answer, before, "differences", sentence, (difference) => [sentence(difference)]);
  const gone = (before?.differences || []).filter((old) => !(answer.differences || []).some((difference) => difference.sentence === old.sentence))
    .map((old) => make("li", { class: "gone" }, make("span", { class: "turned" }, "Δ no longer: "), make("s", {}, old.sentence)));
  const mismatches = listed(answer, before, "mismatches", mismatch, ({ version, line, diff }) =>
    [`${version} does not do what is expected on line ${line}`, make("pre", { tabindex: "0" }, diff.join("\n"))]);
  return [...rules, ...gone, ...mismatches];
};

/**
 * The verdict in words: what is wrong, whether the styles agree, what is expected, and what changed.
 * @param lanesChanged for each lane how many events came and went; nothing if it is another scenario
 * @param before the answer against which changes are marked, if there is one
 */
export const showVerdict = (answer, lanesChanged, before) => {
  const parts = [], old = lanesChanged.length && before && before.errors.length === 0 ? before : null;
  if (answer.errors.length) parts.push(part("bad", `✗ ${counted(answer.errors.length, "mistake")} in the text; the runs are those of before.`));
  else if (answer.tooMuch) parts.push(part("bad", `✗ ${answer.tooMuch}.`));
  else {
    parts.push(part(answer.agrees ? "good" : "bad", answer.agrees ? "✓ the styles agree. " : "≠ the styles differ. ", old && old.agrees !== answer.agrees));
    if (answer.checked) {
      parts.push(part(answer.passed ? "good" : "bad", answer.passed ? "✓ as expected. " : "✗ not as expected. ", old?.checked && old.passed !== answer.passed));
    }
    if (answer.cut.length) parts.push(part("bad", `✗ cut at the lab's limit of events: ${answer.cut.join(", ")}. `));
    if (lanesChanged.length) {
      parts.push(make("span", { class: "turned" }, `Δ changed: ${lanesChanged.map(({ label, came, went }) => `${label} (+${came} −${went})`).join(", ")}.`));
    }
  }
  // What is said already stays as it is: a live region that is written anew is read anew.
  const kept = (elements) => elements.map((element) => ({ key: element.outerHTML, make: () => element }));
  patch(byId("verdict"), kept(parts));
  patch(byId("rules"), kept(items(answer, answer.errors.length || answer.tooMuch ? null : old)));
};
