/** Every code that the server can write into the audit trail has words in the panel, and can be looked for there. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { errors, permissions } from '@mantinel/contract';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');

const writesAudit = /\/(audited-at|audit-event|person-event)\.ts'|kind: 'audit'/;
const named = /'([a-z][A-Za-z]*(?:\.[a-z][A-Za-z]*)+)'/g;
const ownLog = /\blog\.\w+\(\s*\{\s*code: '([\w.]+)'/g;
/** What a webhook is sent to try it is no deed, and a setting is none; the codes of the first owner and of a changed connection stand in files of their own. */
const others = {
  absent: ['webhook.test', 'logbook.siteRetentionDays'],
  present: ['person.ownerCreated', 'machine.changed', 'machine.paused', 'machine.resumed'],
};

const isFile = (name: string) => /\.(ts|key)$/.test(name);
const namesIn = (source: string, pattern: RegExp) => [...source.matchAll(pattern)].map(([, name]) => name!);

/** Names of codes in the files that write audit events, without those of the other catalogues. */
const written = new Set([
  ...others.present,
  ...globSync('packages/{server,cli}/src/**/*.ts', { cwd: root })
    .filter((path) => !path.endsWith('.test.ts'))
    .map(read)
    .filter((source) => writesAudit.test(source))
    .flatMap((source) => {
      const logged = new Set([...namesIn(source, ownLog), ...others.absent]);
      return namesIn(source, named).filter((name) => !logged.has(name) && !isFile(name));
    })
    .filter((name) => !(name in errors) && !(permissions as readonly string[]).includes(name)),
]);

const auditCodes = namesIn(read('packages/web/src/admin/audit/audit-filter.ts'), named).filter(
  (name) => !isFile(name),
);

test('the audit page knows every code, and none that nobody writes', () => {
  expect(written.size).toBeGreaterThan(30);
  expect([...written].filter((code) => !auditCodes.includes(code))).toEqual([]);
  expect(auditCodes.filter((code) => !written.has(code))).toEqual([]);
});

test.each(['en', 'de', 'sk'])('%s has words for every code', (language) => {
  type Words = Record<string, Record<string, string>>;
  const { audit } = JSON.parse(read(`packages/web/src/locales/${language}.json`)) as { audit: Words };
  const worded = [...written].filter((code) => {
    const [group = '', deed = ''] = code.split('.');
    return (audit[group]?.[deed] ?? '') !== '';
  });
  expect(worded).toEqual([...written]);
});
