/**
 * Takes a line of free text apart into the words that its author wrote and the values that filled them in.
 *
 * A word is a value when it carries a digit, is a path, a host name or part of a date, or names a user. What marks a value is general:
 * the rules were held against eight LogHub sets at once, and none knows any of them.
 */

/** Where a value stood; runs of values are one. */
const value = -1;
/** Of a value, in the hash of a line: a word may be a star. */
const noCharacter = 0x10000;

/** Beyond this a line tells nothing more about its kind. */
const mostWords = 64;

const delimiters = ' \t\r\n\v\f,;()[]<>{}"\'|';
const isDelimiter = new Uint8Array(128);
for (const char of delimiters) isDelimiter[char.charCodeAt(0)] = 1;

const [zero, nine, dot, slash, colon, equals, tilde] = [...'09./:=~'].map((char) => char.charCodeAt(0)) as [
  number,
  number,
  number,
  number,
  number,
  number,
  number,
];

const partsOfDates = new Set(
  'Mon Tue Wed Thu Fri Sat Sun Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec UTC GMT CET CEST EST EDT PST PDT'.split(
    ' ',
  ),
);
/** After the word `user` these are no names. */
const notNames = new Set('is was has not unknown with to from by name'.split(' '));

const isDigit = (code: number) => code >= zero && code <= nine;
const isLetter = (code: number) => (code | 32) >= 97 && (code | 32) <= 122;
const isHexPair = (text: string, from: number, to: number) =>
  to - from === 2 && /^[0-9A-Fa-f]{2}$/.test(text.slice(from, to));

/** Reads one line at a time into arrays that are used again; not to be shared between threads. */
export class TemplateScanner {
  /** Number of words and values of the line read last. */
  count = 0;
  /** Two lines of the same kind have the same hash (53 bits, of the words and the places of values). */
  hash = 0;
  #text = '';
  readonly #from = new Int32Array(mostWords);
  /** End of each word; `value` where a value stood. */
  readonly #to = new Int32Array(mostWords);
  #low = 0;
  #high = 0;

  read(text: string): void {
    this.#text = text;
    this.count = 0;
    this.#low = 0x811c9dc5;
    this.#high = 0x01234567;
    const { length } = text;
    let at = 0;
    while (at < length && this.count < mostWords) {
      const code = text.charCodeAt(at);
      if ((code < 128 && isDelimiter[code] === 1) || code === equals) {
        at += 1;
        continue;
      }
      if (code === dot && text.charCodeAt(at + 1) === dot) {
        at += 2;
        continue;
      }
      const from = at;
      do at += 1;
      while (at < length && !this.#endsWord(at));
      this.#word(from, at);
    }
    this.hash = (this.#high & 0x1fffff) * 0x100000000 + (this.#low >>> 0);
  }

  /** The line's kind, with `<*>` where a value stood. */
  words(): string[] {
    return Array.from({ length: this.count }, (_, index) =>
      this.#to[index] === value ? '<*>' : this.#text.slice(this.#from[index], this.#to[index]),
    );
  }

  #endsWord(at: number): boolean {
    const code = this.#text.charCodeAt(at);
    if (code < 128 && isDelimiter[code] === 1) return true;
    // Dots that lead the eye to a value: `depth.......4`.
    return code === equals || (code === dot && this.#text.charCodeAt(at + 1) === dot);
  }

  /** One run of characters between delimiters: `key=`, `label:rest`, a word, or a value. */
  #word(from: number, to: number): void {
    const text = this.#text;
    const isKey = text.charCodeAt(to) === equals;
    const label = this.#colon(from, to);
    const labelled = label > from && label < to - 1 && this.#isLabel(from, label);
    const rest = labelled ? label + 1 : from;
    if (rest > from) this.#add(from, rest);
    if (isKey && this.#isName(rest, to)) {
      this.#add(rest, to + 1);
      return;
    }
    let end = to;
    while (end > rest && isTrailing(text.charCodeAt(end - 1))) end -= 1;
    if (end === rest) return;
    if (this.#isValue(rest, end)) this.#addValue();
    else this.#add(rest, end);
  }

  #colon(from: number, to: number): number {
    let at = from;
    while (at < to && this.#text.charCodeAt(at) !== colon) at += 1;
    return at;
  }

  #isName(from: number, to: number): boolean {
    const text = this.#text;
    if (!isLetter(text.charCodeAt(from)) && text[from] !== '_') return false;
    for (let at = from + 1; at < to; at += 1) {
      const code = text.charCodeAt(at);
      if (!isLetter(code) && !isDigit(code) && code !== dot && text[at] !== '_' && text[at] !== '-')
        return false;
    }
    return true;
  }

  /** What stands before a colon, unless it is a byte of an address such as `FF:F2:9F`. */
  #isLabel(from: number, to: number): boolean {
    if (!isLetter(this.#text.charCodeAt(from)) || isHexPair(this.#text, from, to)) return false;
    for (let at = from; at < to; at += 1) if (isDigit(this.#text.charCodeAt(at))) return false;
    return this.#isName(from, to);
  }

  #isValue(from: number, to: number): boolean {
    const text = this.#text;
    let slashes = 0;
    let dots = 0;
    let lower = true;
    for (let at = from; at < to; at += 1) {
      const code = text.charCodeAt(at);
      if (isDigit(code)) return true;
      if (code === slash) slashes += 1;
      else if (code === dot) dots += 1;
      else if (code >= 65 && code <= 90) lower = false;
    }
    if (slashes >= 2) return true;
    const first = text.charCodeAt(from);
    if (slashes === 1 && (first === slash || first === dot || first === tilde)) return true;
    if (dots >= 2 && lower && slashes === 0) return true;
    const { count } = this;
    if (count === 0) return false;
    const before = this.#to[count - 1]!;
    if (dots > 0 && before !== value && text.charCodeAt(before - 1) === equals) return true;
    if (to - from <= 4 && first >= 65 && first <= 90) return partsOfDates.has(text.slice(from, to));
    return before !== value && this.#afterUser(before) && !notNames.has(text.slice(from, to));
  }

  #afterUser(to: number): boolean {
    return to - this.#from[this.count - 1]! === 4 && this.#text.slice(to - 4, to) === 'user';
  }

  #addValue(): void {
    if (this.count > 0 && this.#to[this.count - 1] === value) return;
    this.#to[this.count] = value;
    this.count += 1;
    this.#mix(noCharacter);
    this.#mix(0x20);
  }

  #add(from: number, to: number): void {
    if (this.count === mostWords) return;
    this.#from[this.count] = from;
    this.#to[this.count] = to;
    this.count += 1;
    for (let at = from; at < to; at += 1) this.#mix(this.#text.charCodeAt(at));
    this.#mix(0x20);
  }

  /** FNV-1a in two lanes. */
  #mix(code: number): void {
    this.#low = Math.imul(this.#low ^ code, 0x01000193);
    this.#high = Math.imul(this.#high ^ code, 0x5bd1e995) ^ (this.#high >>> 15);
  }
}

const isTrailing = (code: number) => code === dot || code === colon || code === 0x21 || code === 0x3f;
