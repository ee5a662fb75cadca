// Work that can wait until the next frame is painted: of several pieces in one frame only the last one is done.

export class Later {
  constructor() {
    Object.assign(this, { work: null, isExpected: false, channel: new MessageChannel() });
    // A message that is sent within a frame arrives when the frame is painted.
    this.channel.port1.onmessage = () => {
      this.isExpected = false;
      this.now(this.work);
    };
  }

  /** Has work done after the next frame, in place of the work that waits for it. */
  put(work) {
    this.work = work;
    if (this.isExpected) return;
    this.isExpected = true;
    requestAnimationFrame(() => this.channel.port2.postMessage(null));
  }

  /** Does work at once, in place of the work that waits. */
  now(work) {
    this.work = null;
    work?.();
  }
}
