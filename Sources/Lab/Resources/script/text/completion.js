// Completes the words of a line: the statements, and within a statement the words of its forms and the known names.

const MOST = 20;

/** The lower-case words of the forms of a statement, in their order: capitals are for what the author fills in. */
const wordsOf = (statement) => [...new Set(statement.usages.flatMap((usage) => usage.match(/(?<![A-Za-z"])[a-z]+(?![A-Za-z"])/g) || []))].slice(1);

/** The names that may follow the words before the caret; none where no name may. */
const namesAfter = (before, names) => {
  const last = before.at(-1);
  if (before.length === 1 && last === "program") return names.programs;
  if (before.length === 1 && last === "with") return names.settings;
  const takesCall = (before.length === 1 && (last === "call" || last === "recover")) || (before[0] === "cancel" && (last === "sent" || last === "reply"));
  return takesCall ? names.calls : [];
};

/**
 * The words that are possible at the caret.
 * @param line the line up to the caret
 * @param names `programs`, `settings` and `calls` that are known
 * @returns `typed`, the beginning of a word behind the caret's last blank; `words` with their meanings; the line's `statement`
 */
export const completions = (line, statements, names) => {
  const typed = /[^\s]*$/.exec(line)[0], before = line.slice(0, line.length - typed.length).split(/\s+/).filter(Boolean);
  const isBlank = /^\s/.test(line);
  const fits = (word) => word.startsWith(typed) && word !== typed;
  if (before.length === 0) {
    const fitting = isBlank ? [] : statements.filter(({ keyword }) => fits(keyword));
    const statement = statements.find(({ keyword }) => keyword === typed) || null;
    return { typed, statement, words: fitting.slice(0, MOST).map(({ keyword, meaning }) => ({ word: keyword, meaning })) };
  }
  const statement = isBlank ? null : statements.find(({ keyword }) => keyword === before[0]) || null;
  // Within a text in quotes, or behind a comment's mark, there is nothing to complete.
  const isText = (line.split('"').length - 1) % 2 === 1 || line.includes("#");
  if (!statement || isText) return { typed, statement, words: [] };
  const known = namesAfter(before, names);
  const words = known.length ? known : wordsOf(statement).filter((word) => !before.includes(word));
  return { typed, statement, words: words.filter(fits).slice(0, MOST).map((word) => ({ word, meaning: statement.meaning })) };
};
