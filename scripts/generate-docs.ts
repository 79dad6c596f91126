/**
 * Writes docs/reference from what the program itself holds, and the index of docs: run it after changing the schema, the error
 * catalogue or the role matrix, and after adding a page.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { configReference } from '@mantinel/cli';
import {
  type ErrorEntry,
  errors,
  grantableRoles,
  permissionCatalogue,
  permissions,
  roleMatrix,
} from '@mantinel/contract';
import { labelReference } from '@mantinel/harvester/reading';
import { docsIndex } from './docs-index.ts';
import { programsSchema } from './programs-schema.ts';

export const referenceFolder = join(import.meta.dirname, '../docs/reference');

/** Every error that a person or a program may meet. The heading of each is its anchor. */
function errorReference(): string {
  const entries = Object.entries(errors as Record<string, ErrorEntry>).sort(([a], [b]) => (a < b ? -1 : 1));
  return [
    '# Errors',
    '<!-- Generated from packages/contract/src/errors/errors.ts by scripts/generate-docs.ts: change it there. -->',
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

const roles = Object.keys(roleMatrix) as (keyof typeof roleMatrix)[];

/** Which role may do what: the table that the server enforces. */
function permissionReference(): string {
  const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [
    '# Roles and permissions',
    '<!-- Generated from packages/contract/src/access/permissions.ts and role-matrix.ts by scripts/generate-docs.ts: change it there. -->',
    'A role is given for a place (the enterprise, a site, an area, a line or a machine) and holds in everything within it. Roles add up; none takes a right away. Some permissions belong to features that are to come.',
    'A token may do what its scopes name and its owner may do at that moment. Whoever wrote a change never releases it, whatever their roles.',
    [
      row(['permission', 'may', 'changes', ...roles]),
      row(['---', '---', ':-:', ...roles.map(() => ':-:')]),
      ...permissions.map((permission) => {
        const { may, effect } = permissionCatalogue[permission];
        const held = roles.map((role) => (roleMatrix[role].includes(permission) ? '●' : ''));
        return row([`\`${permission}\``, may, effect === 'write' ? '●' : '', ...held]);
      }),
    ].join('\n'),
    '## Who may give which role',
    'Within the place for which they hold their own.',
    [
      row(['role', 'gives']),
      row(['---', '---']),
      ...roles
        .filter((role) => grantableRoles[role].length > 0)
        .map((role) => row([role, grantableRoles[role].join(', ')])),
    ].join('\n'),
    '',
  ].join('\n\n');
}

/** File name → content. */
export const referenceFiles = (): Map<string, string> =>
  new Map([
    ['configuration.md', configReference()],
    ['errors.md', errorReference()],
    ['label-words.md', labelReference()],
    ['permissions.md', permissionReference()],
    ['programs-schema.md', programsSchema()],
    ['../README.md', docsIndex()],
  ]);

if (import.meta.main) {
  mkdirSync(referenceFolder, { recursive: true });
  for (const [name, content] of referenceFiles()) writeFileSync(join(referenceFolder, name), content);
}
