/** Labels and what stands beside them: `Material: AL 6061`, `Date = 3.5.2020`, or a label in one cell and its value in the next. */
import { type Label, labelOf, mayBeLabel } from '../labels/label.ts';
import type { SheetCell } from './sheet-row.ts';

export interface Pair {
  readonly label: Label;
  /** As written. */
  readonly labelled: string;
  readonly value: string;
  /** `colon`: written as one; `beside`: in the next cell of a row. */
  readonly form: 'colon' | 'beside';
}

export type Knows = (label: Label) => boolean;

const longestLabel = 45;

export function pairsIn(cells: readonly SheetCell[], knows: Knows): readonly Pair[] {
  const pairs: Pair[] = [];
  for (const [i, cell] of cells.entries()) {
    if (!mayBeLabel(cell.text)) continue;
    const within = cell.text.split('\n').flatMap((line) => inlinePairs(line, knows));
    for (const [j, pair] of within.entries()) {
      const isLast =
        j === within.length - 1 && cell.text.trimEnd().endsWith(pair.labelled + lastSign(cell.text));
      const value = pair.value || (isLast ? valueBeside(cells[i + 1], knows) : '');
      if (value) pairs.push({ ...pair, value });
    }
    if (within.length > 0) continue;
    const revision = /^(rev(?:ision|\.)?)\s+([A-Z0-9]{1,3})$/i.exec(cell.text);
    if (revision)
      pairs.push({ label: labelOf('rev'), labelled: revision[1]!, value: revision[2]!, form: 'colon' });
    const label = cell.text.length <= longestLabel ? labelOf(cell.text) : undefined;
    if (!label || !knows(label)) continue;
    const value = valueBeside(cells[i + 1], knows);
    if (value) pairs.push({ label, labelled: cell.text, value, form: 'beside' });
  }
  return pairs;
}

const lastSign = (text: string): string => /[:=]\s*$/.exec(text)?.[0].trim() ?? '';

/** What a next cell has to say, unless it is a label itself. */
function valueBeside(next: SheetCell | undefined, knows: Knows): string {
  const text = next?.text.trim() ?? '';
  if (/[:=]\s*$/.test(text) || inlinePairs(text, knows).length > 0 || /^[\p{L} ]{2,30}[:=]/u.test(text))
    return '';
  return knows(labelOf(text)) ? '' : text;
}

/** Pairs of one text: `Part: 12-34  Rev: B` has two. What stands before the first label is no part of any. */
function inlinePairs(text: string, knows: Knows): readonly Pair[] {
  const found: { label: Label; labelled: string; begins: number; ends: number }[] = [];
  for (const { index } of text.matchAll(/[:=]/g)) {
    const before = text.slice(Math.max(found.at(-1)?.ends ?? 0, index - longestLabel), index);
    const from = index - before.length;
    // The longest run of words before the sign that is a label: at the beginning, or behind the value of another.
    for (const { index: at } of before.matchAll(/(?<=^|[\s,;|(])\S/g)) {
      if (found.length === 0 && from + at > 0 && text.slice(0, from + at).trim() !== '') break;
      const label = labelOf(before.slice(at));
      if (!label.words || !knows(label)) continue;
      found.push({ label, labelled: before.slice(at).trim(), begins: from + at, ends: index + 1 });
      break;
    }
  }
  return found.map(({ label, labelled, ends }, i) => ({
    label,
    labelled,
    value: text.slice(ends, found[i + 1]?.begins).trim(),
    form: 'colon',
  }));
}
