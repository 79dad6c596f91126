/** The words of a shift report, by language. */
import { de } from './words/de.ts';
import { en } from './words/en.ts';
import { sk } from './words/sk.ts';
import type { ReportWords } from './words/words.ts';

export const reportWords = { en, de, sk } as const satisfies Record<string, ReportWords>;
