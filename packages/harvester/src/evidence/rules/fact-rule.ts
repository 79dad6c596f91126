/** A correction that is remembered: where a text reads so, a field has this value. */
import type { EvidenceField } from '../evidence.ts';
import { plainWords } from '../labels/label.ts';

/** Which texts a rule looks at: what a document calls something, a tool's description, the name of a folder above the file. */
export type LooksAt = 'material-name' | 'tool' | 'customer' | 'machine' | 'stock' | 'folder';

export interface FactRule {
  /** Of one that is kept. */
  readonly id?: string;
  readonly field: EvidenceField;
  readonly looksAt: LooksAt;
  /** Plain words; `*` stands for any. */
  readonly pattern: string;
  readonly value: string;
  readonly changedUs?: number;
}

export interface Correction {
  readonly field: EvidenceField;
  /** What the person says it is. */
  readonly value: string;
  /** The text that was read wrongly or not at all. */
  readonly looksAt: LooksAt;
  readonly text: string;
}

/** Undefined where the text has no word by which it could be known again. */
export function ruleFrom({ field, value, looksAt, text }: Correction): FactRule | undefined {
  const pattern = plainWords(text);
  if (!/[\p{L}\p{N}]/u.test(pattern) || value.trim() === '') return undefined;
  return { field, looksAt, pattern, value: value.trim() };
}

/** How closely a text fits: more words of the pattern fit closer; undefined where it does not. */
export function fits(rule: FactRule, text: string): number | undefined {
  const pieces = rule.pattern.split('*').map(plainWords);
  const words = plainWords(text);
  if (pieces.length === 1) return words === pieces[0] && words !== '' ? 1000 : undefined;
  let at = 0;
  for (const [i, piece] of pieces.entries()) {
    if (piece === '') continue;
    const found = i === pieces.length - 1 ? words.lastIndexOf(piece) : words.indexOf(piece, at);
    const isAnchored =
      i === 0 ? found === 0 : i === pieces.length - 1 ? found + piece.length === words.length : true;
    if (found < at || !isAnchored) return undefined;
    at = found + piece.length;
  }
  return pieces.join('').length || undefined;
}
