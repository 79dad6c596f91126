/** Splits an SHDR line at its pipes. */

/** A field that begins with `"` and ends with `"` before a pipe or the end may hold `\|` and `\"` (as the cppagent reads it). */
const quotedField = /[ \t]*"((?:\\.|[^"\\|])*)"[ \t]*(?=\||$)/y;

/** Fields without surrounding blanks; a quoted field without its quotes and escapes. */
export function splitFields(line: string): string[] {
  const fields = line.includes('"') ? splitQuoted(line) : line.split('|');
  for (let i = 0; i < fields.length; i += 1) {
    const field = fields[i]!;
    if (field.length > 0 && (field.charCodeAt(0) <= 32 || field.charCodeAt(field.length - 1) <= 32))
      fields[i] = field.trim();
  }
  return fields;
}

function splitQuoted(line: string): string[] {
  const fields: string[] = [];
  let at = 0;
  for (;;) {
    quotedField.lastIndex = at;
    const quoted = quotedField.exec(line);
    let end: number;
    if (quoted) {
      end = quotedField.lastIndex;
      fields.push(quoted[1]!.replace(/\\(.)/g, '$1'));
    } else {
      const pipe = line.indexOf('|', at);
      end = pipe < 0 ? line.length : pipe;
      fields.push(line.slice(at, end));
    }
    if (end >= line.length) return fields;
    at = end + 1;
  }
}
