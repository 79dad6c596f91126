/** The ASVS page is held to its own rules. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '..');
const text = readFileSync(join(root, 'docs/security/asvs-l2.md'), 'utf8');
const rows = text
  .split('\n')
  .filter((line) => /^\| \d/.test(line))
  .map((line) => line.slice(2, -2).split(' | '));
/** Requirements of ASVS 5.0.0 at level 1, and beyond them at level 2. */
const [ofLevel1, ofLevel2] = [70, 183];

test('every requirement of both levels stands there once', () => {
  expect(rows.filter(([, level]) => level === '1')).toHaveLength(ofLevel1);
  expect(rows.filter(([, level]) => level === '2')).toHaveLength(ofLevel2);
  expect(new Set(rows.map(([id]) => id)).size).toBe(rows.length);
});

test('what is met has evidence that is there; what is not has a reason', () => {
  for (const row of rows) {
    expect(row, row[0]).toHaveLength(6);
    const [id, , , state, how, evidence] = row as [string, string, string, string, string, string];
    const paths = [...evidence.matchAll(/`([^`]+)`/g)].map((match) => match[1]!);
    expect(
      paths.filter((path) => !existsSync(join(root, path))),
      id,
    ).toEqual([]);
    if (state === 'met') expect(paths, `${id} has no evidence`).not.toHaveLength(0);
    else {
      expect(['open', 'n/a'], id).toContain(state);
      expect(how.length, `${id} has no reason`).toBeGreaterThan(3);
    }
  }
});

test('the sums at its head are those of its lines', () => {
  const count = (wanted: string) => rows.filter(([, , , state]) => state === wanted).length;
  expect(text).toContain(`**${count('met')} met, ${count('n/a')} not applicable, ${count('open')} open.**`);
});
