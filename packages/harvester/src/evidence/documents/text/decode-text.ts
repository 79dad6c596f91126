/** Text of unknown encoding: UTF-8, UTF-16, or one of the code pages in which shops of this part of the world wrote. */
import { cp437, cp852, decodeCodePage } from '../../../zip/code-pages.ts';
import { DocumentRefused } from '../document.ts';

export interface DecodedText {
  readonly text: string;
  readonly encoding: string;
}

/** Letters and signs of English, German, Slovak, Czech, Spanish, French, and of drawings. */
const expected =
  /[äöüßÄÖÜáéíóúýčďĺľňôŕšťžÁÉÍÓÚÝČĎĹĽŇÔŔŠŤŽěřůĚŘŮñÑ¿¡àâçèêëîïœùûÀÂÇÈÊËÎÏŒÙÛ°Øø±µ²³½¼¾×–—„“”‘’…§€]/u;
/** What decides between è and č where both are letters: words of sheets, and syllables that only Slovak and Czech have. */
const slavic = /č[ií]s|[aoe]č[eiknty]|č[aeioy]|ň[aou]|ď[aou]|[ľĺŕť]|š[iktň]|ž[ekn]/giu;

/** Throws `DocumentRefused` where it is no text. */
export function decodeText(bytes: Uint8Array): DecodedText {
  const decoded = withMark(bytes) ?? utf16WithoutMark(bytes) ?? utf8(bytes) ?? codePage(bytes);
  const sample = decoded.text.slice(0, 1 << 16);
  const control = sample.match(/[\p{Cc}\ufffd]/gu)?.filter(isNoText).length ?? 0;
  if (control > sample.length / 50) throw new DocumentRefused('document-binary');
  return decoded;
}

/** A control character that texts do not have: tabs, ends of lines and pages, and Ctrl-Z they do. */
const isNoText = (sign: string): boolean => !/[\t\r\n\v\f\u0080-\u009f]/.test(sign) && sign !== '\u001a';

function withMark(bytes: Uint8Array): DecodedText | undefined {
  const [a, b, c] = bytes;
  const encoding =
    a === 0xef && b === 0xbb && c === 0xbf
      ? 'utf-8'
      : a === 0xff && b === 0xfe
        ? 'utf-16le'
        : a === 0xfe && b === 0xff
          ? 'utf-16be'
          : undefined;
  return encoding && { encoding, text: new TextDecoder(encoding).decode(bytes) };
}

/** Latin text in UTF-16 has a zero in every other byte. */
function utf16WithoutMark(bytes: Uint8Array): DecodedText | undefined {
  const looked = Math.min(bytes.length, 4096) & ~1;
  let even = 0;
  let odd = 0;
  for (let i = 0; i < looked; i += 2) {
    if (bytes[i] === 0) even++;
    if (bytes[i + 1] === 0) odd++;
  }
  if (looked < 8 || Math.max(even, odd) < looked * 0.35 || Math.min(even, odd) > looked * 0.02)
    return undefined;
  const encoding = odd > even ? 'utf-16le' : 'utf-16be';
  return { encoding, text: new TextDecoder(encoding).decode(bytes) };
}

function utf8(bytes: Uint8Array): DecodedText | undefined {
  try {
    return { encoding: 'utf-8', text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    // Not UTF-8: an answer, not a failure.
    return undefined;
  }
}

function codePage(bytes: Uint8Array): DecodedText {
  const upper: number[] = [];
  const decoders: readonly (readonly [string, (some: Uint8Array) => string])[] = [
    ['windows-1252', (some) => new TextDecoder('windows-1252').decode(some)],
    ['windows-1250', (some) => new TextDecoder('windows-1250').decode(some)],
    ['cp437', (some) => decodeCodePage(some, cp437)],
    ['cp852', (some) => decodeCodePage(some, cp852)],
  ];
  for (let i = 0; i < bytes.length && upper.length < 2048; i++) if (bytes[i]! >= 0x80) upper.push(i);
  // Each sign that is not ASCII, with its neighbours.
  const looked = Uint8Array.from(
    upper.flatMap((i) => [bytes[i - 1] ?? 32, bytes[i]!, bytes[i + 1] ?? 32, 32]),
  );
  let best: { decode: (some: Uint8Array) => string; encoding: string; score: number } | undefined;
  for (const [encoding, decode] of decoders) {
    const text = decode(looked);
    let score = text.match(slavic)?.length ?? 0;
    for (const sign of text) if (sign >= '\x80') score += expected.test(sign) ? 2 : -2;
    if (!best || score > best.score) best = { encoding, decode, score };
  }
  return { encoding: best!.encoding, text: best!.decode(bytes) };
}
