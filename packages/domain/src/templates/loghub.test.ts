/** Grouping accuracy on LogHub (Zhu et al., ISSRE 2023): the share of lines whose group is exactly that of the ground truth. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { TemplateTree } from './template-tree.ts';

const folder = join(import.meta.dirname, '../../../../../shared/data/loghub');
const sets = ['Apache', 'BGL', 'HDFS', 'HPC', 'Hadoop', 'HealthApp', 'Linux', 'Zookeeper'];
/** Average of Drain over sixteen sets, as published (Zhu et al., ICSE-SEIP 2019, table 3), each set with a configuration of its own. */
const drain = 0.865;

describe.skipIf(!existsSync(folder))('LogHub (needs ../shared/data/loghub)', () => {
  test('one configuration for all sets groups them better than Drain with one for each', () => {
    const accuracies = sets.map((set) => {
      const rows = readCsv(readFileSync(join(folder, `${set}_2k.log_structured.csv`), 'utf8'));
      const [content, event] = [rows[0]!.indexOf('Content'), rows[0]!.indexOf('EventId')];
      const lines = rows.slice(1).map((row) => row[content]!);
      const tree = new TemplateTree();
      const added = lines.map((line) => tree.add(line));
      return accuracy(
        rows.slice(1).map((row) => row[event]!),
        added.map((template) => tree.current(template).id),
      );
    });
    const average = accuracies.reduce((sum, each) => sum + each, 0) / sets.length;
    expect(
      average,
      accuracies.map((each, at) => `${sets[at]} ${each.toFixed(3)}`).join(', '),
    ).toBeGreaterThan(0.985);
    expect(Math.min(...accuracies)).toBeGreaterThan(drain);
  });
});

function accuracy(truth: readonly string[], groups: readonly number[]): number {
  const linesOf = <T>(keys: readonly T[]) => Map.groupBy(keys.keys(), (line) => keys[line]!);
  const trueGroups = linesOf(truth);
  let right = 0;
  for (const group of linesOf(groups).values()) {
    const wanted = trueGroups.get(truth[group[0]!]!)!;
    if (wanted.length === group.length && wanted.every((line, at) => line === group[at]))
      right += group.length;
  }
  return right / truth.length;
}

/** RFC 4180, as these files are written. */
function readCsv(text: string): string[][] {
  const rows: string[][] = [[]];
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/g)) {
    rows.at(-1)!.push(quoted?.replaceAll('""', '"') ?? plain!);
    if (end !== ',') rows.push([]);
  }
  return rows.filter((row) => row.length > 2);
}
