// Files to keep: the server makes their contents, and the browser writes them.

import { ask } from "./asking.js";
import { make } from "../page/elements.js";

/** Downloads the scenario in a form: `scenario`, `svg` or `test`. */
export const download = async (text, form) => {
  const file = await ask({ ask: "file", form, text });
  const address = URL.createObjectURL(new Blob([file.body], { type: file.type }));
  const link = make("a", { href: address, download: file.ending.startsWith(".") ? `lab${file.ending}` : `Lab${file.ending}` });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
};
