import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { permissions, roleMatrix } from '@mantinel/contract';
import { expect, test } from 'vitest';
import { referenceFiles, referenceFolder } from './generate-docs.ts';

test.each([...referenceFiles()])('docs/reference/%s is current', (name, content) => {
  const committed = readFileSync(join(referenceFolder, name), 'utf8').replaceAll('\r\n', '\n');
  expect(committed === content, `${name} is out of date: run node scripts/generate-docs.ts`).toBe(true);
});

test('the reference says what the schema says', () => {
  const text = referenceFiles().get('configuration.md');
  expect(text).toContain(
    '| `http.port` | TCP port of the panel; 0 takes a free one | whole number from 0 to 65535 | `8620` |',
  );
  expect(text).toContain('| `logbook.retentionDays.technical` | How long events of each level are kept');
  expect(text).toContain('## A machine: `connector: mtconnect`');
  expect(text).toMatch(/\| `host` \| Address of the SHDR adapter \| text \| \*\*required\*\* \|/);
});

test('the table of permissions says what the matrix says', () => {
  const lines = referenceFiles().get('permissions.md')!.split('\n');
  const cells = (line: string) => line.split('|').map((cell) => cell.trim());
  const header = cells(lines.find((line) => line.startsWith('| permission'))!);
  for (const role of Object.keys(roleMatrix) as (keyof typeof roleMatrix)[]) {
    const column = header.indexOf(role);
    const held = lines.filter((line) => line.startsWith('| `') && cells(line)[column] === '●');
    expect(held.map((line) => cells(line)[1]!.replaceAll('`', ''))).toEqual(
      permissions.filter((permission) => roleMatrix[role].includes(permission)),
    );
  }
});
