/** Words of several letters: Fanuc's Macro B and LinuxCNC's O-words. */

export const keywords = [
  ...['IF', 'THEN', 'GOTO', 'WHILE', 'DO', 'END'],
  ...['EQ', 'NE', 'GT', 'GE', 'LT', 'LE', 'AND', 'OR', 'XOR', 'MOD'],
  ...['SIN', 'COS', 'TAN', 'ASIN', 'ACOS', 'ATAN', 'ATN', 'SQRT', 'SQR', 'ABS', 'ROUND', 'RND', 'FIX', 'FUP'],
  ...['LN', 'EXP', 'POW', 'BIN', 'BCD', 'ADP', 'EXISTS'],
  ...['POPEN', 'PCLOS', 'DPRNT', 'BPRNT', 'SETVN'],
  ...[
    'SUB',
    'ENDSUB',
    'CALL',
    'RETURN',
    'ELSE',
    'ELSEIF',
    'ENDIF',
    'ENDWHILE',
    'REPEAT',
    'ENDREPEAT',
    'BREAK',
    'CONTINUE',
  ],
] as const;

export type Keyword = (typeof keywords)[number];

const index = new Map<string, number>(keywords.map((word, i) => [word, i]));

export const keywordIndex = (word: Keyword): number => index.get(word)!;

/** Fanuc takes the first two letters for the word. */
const abbreviations: Readonly<Record<string, Keyword>> = { WH: 'WHILE', EN: 'END' };

for (const [short, word] of Object.entries(abbreviations)) index.set(short, index.get(word)!);

const longest = Math.max(...keywords.map((word) => word.length));

const functions = new Set<string>([
  ...['SIN', 'COS', 'TAN', 'ASIN', 'ACOS', 'ATAN', 'ATN', 'SQRT', 'SQR', 'ABS', 'ROUND', 'RND', 'FIX', 'FUP'],
  ...['LN', 'EXP', 'POW', 'BIN', 'BCD', 'ADP', 'EXISTS'],
]);

/** Whether a keyword yields a number, so that it can stand where an address wants one. */
export const isFunction = (keyword: number): boolean => functions.has(keywords[keyword] ?? '');

export interface KeywordFound {
  /** Index into `keywords`; -1: none. */
  readonly keyword: number;
  readonly length: number;
}

const none: KeywordFound = { keyword: -1, length: 0 };

/** The longest keyword that begins at `at`. Letters that follow may belong to the next word (`THENGOTO10`). */
export const keywordAt = (bytes: Uint8Array, at: number, limit: number): KeywordFound => {
  let run = '';
  let found = none;
  for (let i = at; i < limit && run.length < longest; i++) {
    const byte = bytes[i]!;
    const letter = byte & 0xdf;
    if (letter < 65 || letter > 90 || byte < 65) break;
    run += String.fromCharCode(letter);
    const keyword = index.get(run);
    if (keyword !== undefined) found = { keyword, length: run.length };
  }
  return found;
};
