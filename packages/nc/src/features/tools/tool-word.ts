/** The tool that a line calls, in languages that are read by their lines. */
import type { DialectName } from '../../dialect/dialect.ts';

/** `code`: without notes, in capitals. Okuma's turrets also call by groups, `TG=01 OG=1`. Undefined: none is called. */
export const toolWord = (code: string, dialect: DialectName): number | undefined => {
  if (dialect === 'heidenhain') {
    const call = /\bTOOL CALL (\d+)/.exec(code);
    return call ? Number(call[1]) : undefined;
  }
  if (dialect === 'okuma') {
    const group = /\bTG\s?=\s?(\d+)/.exec(code);
    if (group) return Number(group[1]);
  }
  const word = /(?<![A-Z#_\w])T\s?=?\s?(\d+)/.exec(code);
  const change = /(?<![A-Z])M(0?6|6[67])(?!\d)/.test(code);
  return word ? toolNumber(Number(word[1]), { digits: word[1]!.length, dialect, change }) : undefined;
};

/**
 * Of a T word. Okuma: nose, tool and offset, two digits each; Philips lathes: the tool, and three digits of offsets, while on a mill it stands by
 * itself beside its `change`.
 */
export const toolNumber = (
  value: number,
  { digits, dialect, change }: { digits: number; dialect: DialectName; change: boolean },
): number | undefined => {
  if (dialect === 'okuma' && digits >= 5) return Math.floor(value / 100) % 100;
  if (dialect === 'okuma' && digits >= 3) return Math.floor(value / 100);
  if (dialect === 'philips') return value >= 1000 ? Math.floor(value / 1000) : change ? value : undefined;
  return value;
};
