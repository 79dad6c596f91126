import type { NewEvent } from '@mantinel/domain';
import { expect, test } from 'vitest';
import { encodeBatch } from '../../codec/encode-batch.ts';
import { rowTableOf } from '../../rewriter/row-table-of.ts';
import { Skeletons } from '../columns/skeletons.ts';
import { Masks } from '../words/masks.ts';
import { TemplateCollector } from './template-collector.ts';
import { decodeTemplates, encodeTemplates } from './template-section.ts';

const line = (message: string, i: number, machine = 'mill-1'): NewEvent => ({
  timeUs: 1_790_000_000_000_000 + i * 1000,
  receivedUs: 1_790_000_000_000_500 + i * 1000,
  site: 'main',
  machine,
  kind: 'log',
  severity: 9,
  code: 'log.line',
  message,
  attributes: { text: 'not a message' },
  quality: 'good',
});

function counted(events: readonly NewEvent[]) {
  const table = rowTableOf(1, [{ firstSeq: 1, ...encodeBatch(events) }]);
  const skeletons = new Skeletons(table.strings);
  const collector = new TemplateCollector(table, { skeletons, masks: new Masks(skeletons) });
  const counts = collector.count(Uint32Array.from(events.keys()), table.seriesOf);
  return counts && decodeTemplates(encodeTemplates(counts));
}
const total = (of: NonNullable<ReturnType<typeof counted>>, template: string): number =>
  of.cells.count.reduce(
    (sum, count, cell) => (of.templates[of.cells.template[cell]!] === template ? sum + count : sum),
    0,
  );

test('messages are counted by what they say and by series, from the first to the last', () => {
  const { templates, cells } = counted([
    line('Tool 4 called from pocket 12', 0),
    line('Tool 17 called from pocket 3', 1, 'mill-2'),
    line('Tool 5 called from pocket 9', 2),
    line('', 3),
    line('door open', 4),
  ])!;
  expect(templates).toEqual(['Tool <*> called from pocket <*>', 'door open']);
  expect([...cells.count]).toEqual([2, 1, 1]);
  expect([...cells.lastSeq]).toEqual([3, 2, 5]);
  expect(cells.maxTimeUs[0]! - cells.minTimeUs[0]!).toBe(2000);
  expect(cells.maxReceivedUs[0]! - cells.minReceivedUs[0]!).toBe(2000);
  expect(counted([line('', 0)])).toBeUndefined();
});

test('ten thousand new kinds of message become few templates, and the others are counted as before', () => {
  const letters = (n: number) => n.toString(26).replace(/\d/g, (digit) => 'qrstuvwxyz'[Number(digit)]!);
  const flood = Array.from({ length: 20_000 }, (_, i) =>
    line(i % 2 === 0 ? `Tool ${i} called` : `${letters(i)} ${letters(i * 7)}`, i),
  );
  const found = counted(flood)!;
  expect(found.templates.length).toBeLessThanOrEqual(2001);
  expect(total(found, 'Tool <*> called')).toBe(10_000);
  expect(total(found, '<*>')).toBeGreaterThan(7000);
  expect(encodeTemplates(found).length).toBeLessThan(100_000);
});
