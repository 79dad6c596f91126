/** What a program's notes say of the stock: `STOCK 6061AL DX 3.5IN DY 2.5IN DZ .75IN`, `MATERIAL: 2.5" 4130 BARSTOCK`. */
import { linesOfBeginning, notesOf } from '../features/evidence/beginning.ts';
import { readToolNote } from '../features/tools/tool-note.ts';
import type { ByteSource } from '../source/byte-source.ts';

export interface StockNote {
  /** Along X, Y and Z of a block, mm. */
  readonly block: readonly [number, number, number] | undefined;
  /** Of a bar, mm. */
  readonly barDiameterMm: number | undefined;
  /** The note, as it is written. */
  readonly text: string;
  readonly line: number;
}

const number = String.raw`(\d+-\d+\/\d+|\d+\/\d+|\d*\.\d+|\d+\.?)\s*("|IN(?:CH)?\b|MM\b|N\b)?`;
const named = new RegExp(String.raw`\bDX\s*${number}\s*,?\s*DY\s*${number}\s*,?\s*DZ\s*${number}`);
const crossed = new RegExp(String.raw`${number}\s*[X*]\s*${number}\s*[X*]\s*${number}`);
const speaks = /\bSTOCK\b|BILLET|\bBLANK\b|ROHTEIL|POLOTOVAR|\bBRUTO?\b|MATERIAL/;
const bar = /BAR ?STOCK|ROUND ?(?:BAR|STOCK)|SOLID STOCK|RUNDMATERIAL|MATERIAL.*\bBAR\b|\bTY[CČ]/;
const notStock = /STOCK TO LEAVE|BACK ?STOP|STOCK SETTING|BORING|BAR ?(?:STOP|PULL)/;

export function stockNoteOf(source: ByteSource, units: 'mm' | 'inch'): StockNote | undefined {
  for (const { text, line } of linesOfBeginning(source)) {
    for (const note of notesOf(text)) {
      const upper = note.text.toUpperCase();
      if (!speaks.test(upper) && !bar.test(upper)) continue;
      if (notStock.test(upper) || readToolNote(note.text).digits !== undefined) continue;
      const block = blockIn(upper, units);
      const barDiameterMm = !block && bar.test(upper) ? diameterIn(upper, units) : undefined;
      if (block || barDiameterMm !== undefined)
        return { block, barDiameterMm, text: note.text.slice(0, 80), line };
    }
  }
  return undefined;
}

function blockIn(text: string, units: 'mm' | 'inch'): StockNote['block'] {
  const found = named.exec(text) ?? crossed.exec(text);
  if (!found) return undefined;
  // A unit behind the last number is often meant for all.
  const said = found[6] ?? found[4] ?? found[2];
  const sizes = [1, 3, 5].map((at) => lengthOf(found[at]!, found[at + 1] ?? said, units));
  return sizes.every((size) => size > 0.5 && size < 5000) ? [sizes[0]!, sizes[1]!, sizes[2]!] : undefined;
}

function diameterIn(text: string, units: 'mm' | 'inch'): number | undefined {
  // A whole number without a unit is a grade, a program or a count.
  const pattern = new RegExp(String.raw`(?<![\w.-])(?:${number})(?![\w.])`, 'g');
  for (const found of text.matchAll(pattern)) {
    if (found[2] === undefined && !/[./]/.test(found[1]!)) continue;
    const size = lengthOf(found[1]!, found[2], units);
    if (size > 1 && size < 1000) return size;
  }
  return undefined;
}

function lengthOf(text: string, unit: string | undefined, units: 'mm' | 'inch'): number {
  const [whole, fraction] = text.includes('-')
    ? text.split('-')
    : text.includes('/')
      ? ['0', text]
      : [text, '0'];
  const [over, under = '1'] = fraction!.split('/');
  const value = Number(whole) + Number(over) / Number(under);
  const inch = unit === undefined ? units === 'inch' : !unit.startsWith('M');
  return inch ? value * 25.4 : value;
}
