// How long one turn of a drag takes: from the pointer's event to the frame that shows the runs, with its parts.

const NAME = "drag-to-paint", MOST = 2_000;

export class Timing {
  /** @param since the time stamp of the pointer's event */
  constructor(since) {
    this.since = since;
    this.parts = { begun: performance.now() - since };
  }

  /** Notes that a part is over: the milliseconds since the pointer's event. */
  note(part) { this.parts[part] = performance.now() - this.since; }

  /** Measures when the next frame is painted: a message that is sent within the frame arrives after it. */
  end() {
    this.note("drawn");
    requestAnimationFrame(() => {
      this.note("frame");
      const channel = new MessageChannel();
      channel.port1.onmessage = () => {
        if (performance.getEntriesByName(NAME).length > MOST) performance.clearMeasures(NAME);
        performance.measure(NAME, { start: this.since, end: performance.now(), detail: this.parts });
        channel.port1.close();
      };
      channel.port2.postMessage(null);
    });
  }
}
