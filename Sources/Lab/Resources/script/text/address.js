// The address of the page has the scenario in it, packed.

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
