/** Dialects that can be named instead of being found. */
import type { DialectName } from '@mantinel/nc';

export const dialectNames = [
  'fanuc-mill',
  'fanuc-lathe-a',
  'fanuc-lathe-b',
  'haas-mill',
  'haas-lathe',
  'linuxcnc',
  'iso',
] as const satisfies readonly DialectName[];
