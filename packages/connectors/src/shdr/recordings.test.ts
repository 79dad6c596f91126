/** Every real recording through the parser, against a count made from the text by other means. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { hasMachineData, machineData, recordings } from '../../test/shop-recordings.ts';
import type { Observation } from '../connector.ts';
import { chooseDevice, readDeviceModels } from '../device-model/read-device-models.ts';
import { eventMaker } from '../pipeline/event-maker.ts';
import { lineSplitter } from './line-splitter.ts';
import { shdrParser } from './shdr-parser.ts';

/** One a pair, a condition, an asset command, an adapter command: by fields, with the conditions' names read by pattern. */
function countByScript(text: string, devices: string): number {
  const conditions = new Set<string>();
  for (const [, attributes] of devices.matchAll(/<DataItem\b([^>]*)>/g)) {
    if (!/category=["']CONDITION["']/.test(attributes!)) continue;
    for (const [, name] of attributes!.matchAll(/\b(?:id|name)=["']([^"']*)["']/g)) conditions.add(name!);
  }
  let count = 0;
  let until = '';
  for (const line of text.split('\n')) {
    if (until !== '') {
      if (line === until) until = '';
    } else if (line !== '') {
      const fields = line.split('|');
      until = fields.at(-1)!.startsWith('--multiline--') ? fields.at(-1)! : '';
      const isCondition = conditions.has(fields[1]!) || /\|unavailable\|{4}$/i.test(line);
      if (line.startsWith('*') || fields[1]!.startsWith('@') || isCondition) count += 1;
      else count += (fields.length - 1) / 2;
    }
  }
  return count;
}

const countOf = (pattern: RegExp, text: string): number => [...text.matchAll(pattern)].length;

describe.skipIf(!hasMachineData)('recordings (need ../shared/data/machines)', () => {
  test.each(recordings)('%s: as many observations as the text holds', (file, devicesFile, device) => {
    const bytes = readFileSync(join(machineData, file));
    const devices = readFileSync(join(machineData, devicesFile), 'utf8');
    const model = chooseDevice(readDeviceModels(devices, 'shdr', devicesFile), device, devicesFile);
    const lines = lineSplitter();
    const parser = shdrParser({ model, timeZone: 'UTC', nowUs: () => 0 });
    const out: Observation[] = [];
    for (let at = 0; at < bytes.length; at += 65_536)
      for (const line of lines.push(bytes.subarray(at, at + 65_536))) parser.read(line, out);
    const last = lines.end();
    if (last) parser.read(last, out);

    expect(out.length).toBe(countByScript(bytes.toString('utf8'), devices));
    expect(out.filter(({ kind }) => kind === 'malformed')).toEqual([]);
    expect(out.some((observation) => 'receiptTime' in observation)).toBe(false);
    if (device === 'OKUMA') {
      expect(
        out.filter((seen) => seen.kind === 'asset' && seen.document?.startsWith('<CuttingTool ')).length,
      ).toBe(118);
      expect(out.filter((seen) => seen.kind === 'notice').length).toBe(
        countOf(/^\*/gm, bytes.toString('utf8')),
      );
    }
    const events = eventMaker({ site: 's', machine: 'm', clockOffsetMs: 0, model })(out, 1);
    expect(events.length).toBe(out.length);
    // Steps back in the recording's own times, read from the text; `*` lines have none.
    const stamped = out.flatMap((seen) =>
      seen.kind === 'notice' ? [] : [(seen as { timeUs: number }).timeUs],
    );
    const stepsBack = stamped.filter((timeUs, index) => timeUs < stamped[index - 1]!).length;
    expect(events.filter(({ attributes }) => attributes.timeBackward === true).length).toBe(stepsBack);
    if (device === 'OKUMA') expect(stepsBack).toBeGreaterThan(3);
  });
});
