/** A tool call that stands in a note: typed out for whoever changes tools by hand, or put aside when a program was carried to another machine. */

const alone = /^(?:N\d+\s*)?(?:T\s?(\d{1,4})\s*(?:M0?6)?|M0?6\s*T\s?(\d{1,4}))$/i;
const heidenhain = /^TOOL CALL (\d+)\b/i;
const asked =
  /\b(?:TOOL ?CHANGE|CHANGE ?(?:TOOL|TO)|LOAD|INSERT|WERKZEUGWECHSEL)\b[^\d(]{0,20}\bT(?:OOL)?\s?#?(\d{1,4})\b/i;

/** The digits of its number, as written; undefined where the note calls none. */
export const calledInNote = (note: string): string | undefined => {
  const found = alone.exec(note.trim()) ?? heidenhain.exec(note.trim()) ?? asked.exec(note);
  return found?.[1] ?? found?.[2];
};
