// Runs work after the next frame is painted. Of several pieces of work in one frame, only the last one runs.

export class Later {
  constructor() {
    Object.assign(this, { work: null, isExpected: false, channel: new MessageChannel() });
    // A message that is sent within a frame arrives when the frame is painted.
    this.channel.port1.onmessage = () => {
      this.isExpected = false;
      this.now(this.work);
    };
  }

  /** Runs work after the next frame. It replaces the work that waits. */
  put(work) {
    this.work = work;
    if (this.isExpected) return;
    this.isExpected = true;
    requestAnimationFrame(() => this.channel.port2.postMessage(null));
  }

  /** Runs work at once. It replaces the work that waits. */
  now(work) {
    this.work = null;
    work?.();
  }
}
