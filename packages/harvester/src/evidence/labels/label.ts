/** A label as it is looked up: without case, accents and punctuation, its unit apart. */

export interface Label {
  /** `Ø [mm]` → `dia`, `Č. nástroja:` → `c nastroja`. */
  readonly words: string;
  readonly unit: LabelUnit | undefined;
}

export type LabelUnit = 'mm' | 'inch' | 'min' | 's' | 'h' | 'deg';

const units: readonly (readonly [RegExp, LabelUnit])[] = [
  [/^(?:mm|millimet(?:er|re)s?)$/, 'mm'],
  [/^(?:in|inch|inches|zoll|palce|pulg|pouces?)$/, 'inch'],
  [/^(?:min|mins|minutes?|minuten|minuty)$/, 'min'],
  [/^(?:s|sec|secs|seconds|sek|sekunden)$/, 's'],
  [/^(?:h|hrs?|hours?|std|stunden|hod)$/, 'h'],
  [/^(?:deg|°|grad)$/, 'deg'],
];

export const unitOf = (text: string): LabelUnit | undefined => {
  const lower = text.trim().toLowerCase();
  return units.find(([pattern]) => pattern.test(lower))?.[1];
};

export const plainWords = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[øØ⌀∅]/g, ' dia ')
    .replace(/ß/g, 'ss')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\p{L}\p{N}#°+/%]+/gu, ' ')
    .replace(/\s*#\s*/g, ' nr ')
    .replace(/\s+/g, ' ')
    .trim();

/** What has no letter is no label; recordings have a million such cells. */
const noLabel: Label = { words: '', unit: undefined };
export const mayBeLabel = (text: string): boolean => /[\p{L}#°⌀∅]/u.test(text);

export function labelOf(text: string): Label {
  if (!mayBeLabel(text)) return noLabel;
  const bracketed = /^(.*?)\s*[([]\s*([^)\]]{1,12})\s*[)\]]\s*[:=]?\s*$/s.exec(text);
  const unit = bracketed && unitOf(bracketed[2]!);
  if (bracketed && unit) return { words: plainWords(bracketed[1]!), unit };
  const words = plainWords(text);
  const last = words.lastIndexOf(' ');
  const ending = last > 0 ? words.slice(last + 1) : '';
  // `Cycle time min` has a unit; `in` and `s` alone at the end of words are too short to mean one.
  const bare = ending.length > 2 || ending === 'mm' ? unitOf(ending) : undefined;
  return bare ? { words: words.slice(0, last), unit: bare } : { words, unit: undefined };
}
