/** Writes docs/reference from what the program itself holds: run it after changing the schema or the error catalogue. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { configReference } from '@mantinel/cli';
import { type ErrorEntry, errors } from '@mantinel/contract';

export const referenceFolder = join(import.meta.dirname, '../docs/reference');

/** Every error that a person or a program may meet. The heading of each is its anchor. */
function errorReference(): string {
  const entries = Object.entries(errors as Record<string, ErrorEntry>).sort(([a], [b]) => (a < b ? -1 : 1));
  return [
    '# Errors',
    '<!-- Generated from packages/contract/src/errors.ts by scripts/generate-docs.ts: change it there. -->',
    'Codes are stable: programs may key on them. Words in braces are filled in with the place, the name or the number.',
    'Over the API an error is `application/problem+json` (RFC 9457) with this code, the sentence as `title`, and the remedy.',
    ...entries.map(([code, { status, operator, remedy }]) =>
      [`<a id="${code}"></a>`, `## ${code}`, `HTTP ${status}. ${operator}`, `**What to do:** ${remedy}`].join(
        '\n\n',
      ),
    ),
    '',
  ].join('\n\n');
}

/** File name → content. */
export const referenceFiles = (): Map<string, string> =>
  new Map([
    ['configuration.md', configReference()],
    ['errors.md', errorReference()],
  ]);

if (import.meta.main) {
  mkdirSync(referenceFolder, { recursive: true });
  for (const [name, content] of referenceFiles()) writeFileSync(join(referenceFolder, name), content);
}
