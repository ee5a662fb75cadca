// What was before: undo and redo.

const MOST = 300, PAUSE = 600;

export class History {
  constructor(text) {
    this.texts = [text];
    this.index = 0;
    this.last = 0;
    this.kind = null;
  }

  get canUndo() { return this.index > 0; }
  get canRedo() { return this.index + 1 < this.texts.length; }

  /** Keeps a text. Several of one kind, without a pause between them, are one step: the letters of a word, the turns of a drag. */
  keep(text, kind) {
    if (text === this.texts[this.index]) return;
    const now = performance.now();
    const isSame = kind !== null && kind === this.kind && now - this.last < PAUSE && !this.canRedo && this.canUndo;
    this.texts.length = this.index + 1;
    if (isSame) this.texts[this.index] = text;
    else this.texts.push(text);
    if (this.texts.length > MOST) this.texts.shift();
    this.index = this.texts.length - 1;
    [this.kind, this.last] = [kind, now];
  }

  undo() { return this.go(-1); }
  redo() { return this.go(1); }

  go(by) {
    const index = this.index + by;
    if (index < 0 || index >= this.texts.length) return null;
    this.index = index;
    this.kind = null;
    return this.texts[index];
  }
}
