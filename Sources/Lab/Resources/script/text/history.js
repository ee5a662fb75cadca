// What was before: undo and redo, and the address, which has the scenario in it.

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

const base64 = (bytes) => {
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
};

const unbase64 = (text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));

const piped = async (bytes, stream) => new Uint8Array(await new Response(new Blob([bytes]).stream().pipeThrough(stream)).arrayBuffer());

/** The part of an address behind `#` for a text. */
export const addressOf = async (text) => `#z=${base64(await piped(new TextEncoder().encode(text), new CompressionStream("deflate-raw")))}`;

/** The text of an address; null if it has none, or a damaged one. `#t=` is a text with percent escapes. */
export const textOf = async (hash) => {
  try {
    if (hash.startsWith("#t=")) return decodeURIComponent(hash.slice(3));
    if (hash.startsWith("#z=") && hash.length < 200_000) {
      return new TextDecoder("utf-8", { fatal: true }).decode(await inflated(unbase64(hash.slice(3))));
    }
  } catch { /* It was no address of a lab. */ }
  return null;
};

/** Unpacks, but no more than a scenario may have: an address from elsewhere may be made to grow without end. */
const inflated = async (bytes) => {
  const reader = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw")).getReader();
  const parts = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.length;
    if (size > 1 << 20) throw new Error("too large");
    parts.push(value);
  }
  return new Uint8Array(await new Blob(parts).arrayBuffer());
};
