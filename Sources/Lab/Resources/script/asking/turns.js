// Runs texts, one question at a time. Of the questions that come in the meantime, only the last one is asked.

import { Ahead } from "./ahead.js";
import { ask } from "./asking.js";

export class Turns {
  /** @param events `take(answer, options)`, `trouble(words)`, `state()` when it begins and when it ends to ask */
  constructor(events) { Object.assign(this, { events, isAsking: false, waiting: null, frame: null, ahead: new Ahead() }); }

  /** Runs a text, perhaps with edits. @param options `isQuiet` and `next`, the questions that are likely to follow, in a drag. Resumes when it is answered, or when a later question has taken its place. */
  async run(question, options = {}) {
    if (this.isAsking) {
      this.waiting?.resume();
      await new Promise((resume) => { this.waiting = { question, options, resume }; });
      return;
    }
    this.isAsking = true;
    this.events.state();
    try {
      options.timing?.note("asked");
      const answer = this.ahead.take(question) || await ask({ ask: "run", ...question });
      options.timing?.note("answered");
      // Of two pictures in one frame the first is not seen: the second waits for the next frame.
      if (options.isQuiet) await this.frame;
      this.events.take(answer, options);
      if (options.isQuiet) this.expectFrame();
      if (options.next && !this.waiting) this.ahead.look(answer, options.next);
      this.events.trouble(null);
    } catch (error) {
      this.events.trouble(error.message);
    }
    this.isAsking = false;
    if (this.waiting) {
      const { question, options, resume } = this.waiting;
      this.waiting = null;
      await this.run(question, options);
      resume();
    }
    this.events.state();
  }

  /** Notes that a picture waits for its frame. A page that is not shown has no frames. */
  expectFrame() {
    if (document.hidden) return;
    const frame = new Promise((resume) => { requestAnimationFrame(resume); }).then(() => { if (this.frame === frame) this.frame = null; });
    this.frame = frame;
  }
}
