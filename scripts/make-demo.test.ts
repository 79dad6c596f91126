import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { demoMachines } from './demo/machines.ts';
import { demoFiles, demoFolder } from './make-demo.ts';

test('the committed recordings are those the script writes', () => {
  const files = demoFiles();
  expect(readdirSync(demoFolder).sort()).toEqual([...files.keys()].sort());
  for (const [name, content] of files) {
    const committed = readFileSync(join(demoFolder, name), 'utf8').replaceAll('\r\n', '\n');
    expect(committed === content, `${name} is out of date: run node scripts/make-demo.ts`).toBe(true);
  }
});

test('together they weigh little', () => {
  const bytes = [...demoFiles().values()].reduce((sum, content) => sum + content.length, 0);
  expect(bytes).toBeLessThan(1_500_000);
});

test.each(demoMachines.map((machine) => [machine.id, machine] as const))('%s', (id, machine) => {
  const lines = demoFiles().get(`${id}.shdr`)!.trimEnd().split('\n');
  const names = new Set(machine.items.map(({ name }) => name));
  const raised = new Set<string>();
  let before = '';
  for (const line of lines) {
    const [time, key, ...rest] = line.split('|') as [string, string, ...string[]];
    expect(time >= before, `${line}: times do not run backwards`).toBe(true);
    expect(names, line).toContain(key);
    before = time;
    const category = machine.items.find(({ name }) => name === key)!.category;
    if (category !== 'CONDITION') continue;
    expect(rest).toHaveLength(5);
    if (rest[0] === 'NORMAL') raised.delete(`${key} ${rest[1]}`);
    else raised.add(`${key} ${rest[1]}`);
  }
  expect([...raised], 'every condition is cleared, so that the recording can begin again').toEqual([]);
  expect(lines.length).toBeGreaterThan(1000);
});

test('a warning within 20 seconds, an alarm within a minute', () => {
  const first = (level: string) =>
    Math.min(
      ...demoMachines.flatMap(({ incidents }) =>
        incidents.filter(({ raise }) => raise?.[1] === level).map(({ at }) => at),
      ),
    );
  expect(first('WARNING')).toBeLessThanOrEqual(20);
  expect(first('FAULT')).toBeLessThanOrEqual(60);
});
