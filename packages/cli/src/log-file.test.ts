import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { logFileTerminal } from './log-file.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mantinel-log-file-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const now = () => new Date(0);

test('lines are kept across starts, with their time, and old ones go', () => {
  const file = join(folder, 'logs', 'mantinel.log');
  const bytes = 100;
  for (let start = 0; start < 3; start += 1) {
    const terminal = logFileTerminal(file, { bytes, kept: 2, now });
    for (let line = 0; line < 4; line += 1) terminal.err(`start ${start}, line ${line}`);
    terminal.out('');
  }
  expect(readdirSync(join(folder, 'logs')).sort()).toEqual([
    'mantinel.log',
    'mantinel.log.1',
    'mantinel.log.2',
  ]);
  const kept = ['.2', '.1', ''].map((end) => readFileSync(`${file}${end}`, 'utf8'));
  for (const text of kept) expect(text.length).toBeLessThanOrEqual(bytes);
  const lines = kept.join('').trimEnd().split('\n');
  expect(lines.at(-1)).toBe('1970-01-01T00:00:00.000Z start 2, line 3');
  expect(lines, 'without a gap').toEqual(
    Array.from({ length: 12 }, (_, at) => `1970-01-01T00:00:00.000Z start ${at >> 2}, line ${at % 4}`).slice(
      -lines.length,
    ),
  );
});
