/**
 * Whether a password is one of those that are tried first: built of a few pieces that everybody knows. NIST SP 800-63B, 5.1.1.2:
 * compare with values that are commonly used, dictionary words, repetitions, sequences, and what stands around (names of the
 * service and the person). A list of thousands would miss its own variants; so the pieces are listed, and counted.
 */
import { readFile } from 'node:fs/promises';

export type IsWeak = (password: string, context: readonly string[]) => boolean;

/** Four words, or four characters nobody expects: below that a password is guessed in an afternoon. */
const fewestPieces = 4;
const walks = [
  'qwertyuiop',
  'qwertzuiop',
  'azertyuiop',
  'asdfghjkl',
  'zxcvbnm',
  'yxcvbnm',
  'wxcvbn',
  '1234567890',
  '0123456789',
  'abcdefghijklmnopqrstuvwxyz',
  '1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p',
  '1q2w3e4r5t6y7u8i9o0p',
  'q1w2e3r4t5y6u7i8o9p0',
  'qayxswedcvfrtgbnhyzujm',
  'qazwsxedcrfvtgbyhnujmikolp',
  '147258369',
  '159357',
  '741852963',
  '789456123',
].flatMap((walk) => [walk, [...walk].reverse().join('')]);
const leet: Readonly<Record<string, string>> = {
  0: 'o',
  1: 'i',
  3: 'e',
  4: 'a',
  5: 's',
  7: 't',
  8: 'b',
  9: 'g',
  '@': 'a',
  $: 's',
  '!': 'i',
  '|': 'l',
  '€': 'e',
};
const longestWord = 24;

/** Reads the words that come with the product. */
export async function weakPasswords(): Promise<IsWeak> {
  const text = await readFile(new URL('./common-words.txt', import.meta.url), 'utf8');
  const words = new Set(
    text
      .split('\n')
      .filter((line) => !line.startsWith('#'))
      .flatMap((line) => line.split(' '))
      .filter(Boolean),
  );
  return (password, context) => {
    const own = context
      .flatMap((name) => plain(name).split(/[^\p{L}\p{N}]+/u))
      .filter((word) => word.length >= 3);
    return countPieces(plain(password), new Set([...own, ...words])) < fewestPieces;
  };
}

/** Without case and accents: `Žilina` is `zilina`. */
const plain = (text: string) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

/** The fewest pieces of which the text can be put together; a piece that was there already counts no more. */
function countPieces(text: string, words: ReadonlySet<string>): number {
  const letters = [...text];
  const unleeted = letters.map((letter) => leet[letter] ?? letter);
  // fewest[n]: pieces of the first n letters, and which they were.
  let fewest: { count: number; pieces: readonly string[] }[] = [{ count: 0, pieces: [] }];
  for (let end = 1; end <= letters.length; end++) {
    let best: (typeof fewest)[number] | undefined;
    for (let start = Math.max(0, end - longestWord); start < end; start++) {
      const piece = letters.slice(start, end);
      const cost = costOf(piece, unleeted.slice(start, end).join(''), words);
      if (cost === undefined) continue;
      const { count, pieces } = fewest[start]!;
      const name = piece.join('');
      const total = count + (pieces.includes(name) ? 0 : cost);
      if (best === undefined || total < best.count) best = { count: total, pieces: [...pieces, name] };
    }
    fewest = [...fewest, best!];
  }
  return fewest.at(-1)!.count;
}

/** Undefined: no piece that anybody knows. */
function costOf(piece: readonly string[], unleeted: string, words: ReadonlySet<string>): number | undefined {
  const text = piece.join('');
  // What stands between words is expected there.
  if (/^[\s\p{P}\p{S}]+$/u.test(text) && new Set(piece).size === 1) return 0;
  if (words.has(text) || words.has(unleeted)) return 1;
  if (piece.length >= 3 && new Set(piece).size === 1) return 1;
  if (piece.length >= 3 && walks.some((walk) => walk.includes(text))) return 1;
  if (/^(19|20)\d\d$/.test(text)) return 1;
  // A day: 240396, 24031996.
  if (/^(0[1-9]|[12]\d|3[01])(0[1-9]|1[0-2])(19|20)?\d\d$/.test(text)) return 1;
  if (/^\d{1,2}$/.test(text)) return 1;
  return piece.length === 1 ? 1 : undefined;
}
