import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bytesInMemory, bytesOfText, textOfBytes } from '../source/byte-source.ts';
import { readTokens } from './read-tokens.ts';
import { TokenKind } from './token-chunk.ts';
import { tokenReader } from './token-reader.ts';

const comment = { semicolon: 'comment', carriageReturn: 'blank' } as const;

/** `kind text value decimals` of every token. */
const tokensOf = (text: string, options = comment as Parameters<typeof readTokens>[1]): string[] => {
  const found: string[] = [];
  for (const { bytes, count, kind, start, end, value, decimals } of readTokens(
    bytesInMemory(bytesOfText(text)),
    options,
  )) {
    for (let i = 0; i < count; i++) {
      const name =
        kind[i]! >= 65 ? `${String.fromCharCode(kind[i]!)}=${value[i]}/${decimals[i]}` : `${kind[i]}`;
      found.push(`${name}:${textOfBytes(bytes, start[i], end[i])}`);
    }
  }
  return found;
};

test('words keep their letter, value and digits behind the point, in any case and spacing', () => {
  expect(tokensOf('g01 X-12.50Y.5 z 3. F 1 000')).toEqual([
    'G=1/-1:g01',
    'X=-12.5/2:X-12.50',
    'Y=0.5/1:Y.5',
    'Z=3/0:z 3.',
    'F=1000/-1:F 1 000',
  ]);
});

test('a colon before a number is an O, and alone it is blank', () => {
  expect(tokensOf(':1234')).toEqual(['O=1234/-1::1234']);
  expect(tokensOf(': G90')).toEqual(['G=90/-1:G90']);
});

test.each([
  ['(A (B) C) G1', ['2:(A (B) C)', 'G=1/-1:G1']],
  ['(A (B) G1', ['2:(A (B)', 'G=1/-1:G1']],
  ['(open G1\nG2', ['2:(open G1', '1:\n', 'G=2/-1:G2']],
  ['G1 ; note (x', ['G=1/-1:G1', '3:; note (x']],
])('comments: %j', (text, expected) => {
  expect(tokensOf(text)).toEqual(expected);
});

test('a semicolon ends a block where that is its meaning', () => {
  expect(tokensOf('G1;X2;', { semicolon: 'end-of-block', carriageReturn: 'blank' })).toEqual([
    'G=1/-1:G1',
    '1:;',
    'X=2/-1:X2',
    '1:;',
  ]);
});

test('a slash skips at the start of a block and divides within it', () => {
  expect(tokensOf('/2N10G1X[#1/2]').map((token) => token.split(':')[0])).toEqual([
    '5',
    'N=10/-1',
    'G=1/-1',
    '9',
    '7',
    '7',
    '6',
    '7',
    '6',
    '7',
  ]);
});

test('statements of Macro B are keywords even when they stand close together', () => {
  expect(tokensOf('IF[#1EQ#0]THENGOTO10')).toEqual([
    '8:IF',
    '7:[',
    '7:#',
    '6:1',
    '8:EQ',
    '7:#',
    '6:0',
    '7:]',
    '8:THEN',
    '8:GOTO',
    '6:10',
  ]);
});

test('a name is one token behind a call, alone, and as a variable', () => {
  expect(tokensOf('<MAIN_1.NC>(A)')).toEqual(['10:<MAIN_1.NC>', '2:(A)']);
  expect(tokensOf('M98<SUB-1>L2')).toEqual(['M=98/-1:M98', '10:<SUB-1>', 'L=2/-1:L2']);
  expect(tokensOf('G65 <S+1> A1.')).toEqual(['G=65/-1:G65', '10:<S+1>', 'A=1/0:A1.']);
  expect(tokensOf('#<w> = [#<w> LT 3]').map((token) => token.split(':')[0])).toEqual([
    ...['7', '10', '7', '7', '7', '10', '8', '6', '7'],
  ]);
  expect(tokensOf('o<s> call').map((token) => token.split(':')[0])).toEqual(['9', '10', '8']);
});

test('a number with more digits than a double has is still the nearest one', () => {
  const [token] = [...readTokens(bytesInMemory(bytesOfText('X123456789.123456789012')))].map(
    (chunk) => chunk.value[0],
  );
  expect(token).toBe(Number('123456789.123456789012'));
});

test('what no control reads is one token and is not dropped', () => {
  expect(tokensOf('G1 ?? HELLO X')).toEqual(['G=1/-1:G1', '11:??', '11:HELLO', '11:X']);
});

/** Bytes between tokens are blank, tokens do not overlap, and together they are the file. */
const holds = (bytes: Uint8Array, window: number, options: Parameters<typeof tokenReader>[1]): void => {
  const reader = tokenReader(bytesInMemory(bytes), options, window);
  const again: number[] = [];
  for (let chunk = reader.next(); chunk; chunk = reader.next()) {
    let at = 0;
    for (let i = 0; i < chunk.count; i++) {
      if (chunk.start[i]! < at || chunk.end[i]! <= chunk.start[i]!) throw new Error(`token ${i} overlaps`);
      for (let k = at; k < chunk.start[i]!; k++)
        if (!isTrivia(chunk.bytes[k]!)) throw new Error(`byte ${chunk.bytes[k]} between tokens`);
      at = chunk.end[i]!;
    }
    for (let k = at; k < chunk.bytes.length; k++)
      if (!isTrivia(chunk.bytes[k]!)) throw new Error(`byte ${chunk.bytes[k]} behind tokens`);
    if (chunk.offset !== again.length) throw new Error('a gap between chunks');
    for (const byte of chunk.bytes) again.push(byte);
  }
  if (again.length !== bytes.length || again.some((byte, i) => byte !== bytes[i]))
    throw new Error('not the same bytes');
};

/** Blanks, tape codes, an aligning colon, a byte order mark. */
const isTrivia = (byte: number): boolean =>
  [0, 9, 11, 12, 13, 17, 18, 19, 20, 32, 58, 127, 0xef, 0xbb, 0xbf].includes(byte);

const likely = fc.string({
  unit: fc.constantFrom(...'GXYZMNOTFS0123456789.-+ \t\r\n;()%/#[]=*,<>:abcIFHT"$'),
  maxLength: 200,
});
const options = fc.record({
  semicolon: fc.constantFrom('comment' as const, 'end-of-block' as const),
  carriageReturn: fc.constantFrom('blank' as const, 'end-of-block' as const),
});

const window = fc.integer({ min: 1, max: 64 });

test('every byte is of a token or blank, whatever the windows', () => {
  fc.assert(
    fc.property(likely, window, options, (text, size, chosen) => holds(bytesOfText(text), size, chosen)),
    { numRuns: 2000 },
  );
});

test('… and in bytes of any kind', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), window, options, holds), { numRuns: 2000 });
});

test('a number means what it says', () => {
  const digits = fc.integer({ min: -99_999_999, max: 99_999_999 });
  fc.assert(
    fc.property(digits, fc.integer({ min: 0, max: 6 }), (number, places) => {
      const text = (number / 10 ** places).toFixed(places);
      const [chunk] = readTokens(bytesInMemory(bytesOfText(`X${text}`)));
      expect([chunk!.kind[0], chunk!.value[0], chunk!.decimals[0]]).toEqual([
        88,
        Number(text) + 0,
        places === 0 ? -1 : places,
      ]);
    }),
  );
});

test('lines are counted over windows', () => {
  const reader = tokenReader(bytesInMemory(bytesOfText('G1\nG2\n\nG3\n')), comment, 4);
  const lines: number[] = [];
  for (let chunk = reader.next(); chunk; chunk = reader.next()) lines.push(chunk.line);
  expect(lines).toEqual([1, 2, 4]);
});

test('a line longer than any window is read in pieces, no word cut in two', () => {
  const bytes = bytesOfText('X-123.456'.repeat(400_000));
  let count = 0;
  for (const chunk of readTokens(bytesInMemory(bytes))) {
    count += chunk.count;
    for (let i = 0; i < chunk.count; i++)
      expect(chunk.value[i] === -123.456 && chunk.kind[i] !== TokenKind.unknown).toBe(true);
  }
  expect(count).toBe(400_000);
});
