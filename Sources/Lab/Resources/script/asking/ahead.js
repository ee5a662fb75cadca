// Asks for answers ahead: a dragged handle is likely to move to a place beside its own.

import { ask } from "./asking.js";

/** The most answers that are kept, and the most rows of a picture for which a question ahead is cheap enough. */
const MOST = 60, MOST_ROWS = 120;

/** The places to which a handle is likely to move next: onward in the direction in which it came, and back. */
export const placesAhead = (at, from, step) => {
  const onward = at < from ? -step : step;
  return [at + onward, at - onward, at + 2 * onward, at + 3 * onward].filter((place) => place >= 0);
};

export class Ahead {
  constructor() { Object.assign(this, { answers: new Map(), turn: 0 }); }

  /** Begins a turn, which ends the questions ahead of the last turn. Returns the answer to the turn's question; null if it is not known. */
  take(question) {
    this.turn += 1;
    return this.answers.get(JSON.stringify(question)) || null;
  }

  /** Asks questions one after another until another turn begins. The same question has the same answer: runs are deterministic. */
  async look(answer, questions) {
    const { turn } = this;
    if ((answer.picture?.rows.length ?? Infinity) > MOST_ROWS) return;
    for (const question of questions) {
      const key = JSON.stringify(question);
      if (this.answers.has(key)) continue;
      try {
        this.keep(key, await ask({ ask: "run", ...question }));
      } catch {
        return;
      }
      if (this.turn !== turn) return;
    }
  }

  keep(key, answer) {
    if (this.answers.size >= MOST) this.answers.delete(this.answers.keys().next().value);
    this.answers.set(key, answer);
  }
}
