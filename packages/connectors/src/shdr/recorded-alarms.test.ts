/** Alarm lifecycles of recordings, against a script that shares nothing with the engine. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { alarmEngine, defaultAlarmLimits, type Event } from '@mantinel/domain';
import { describe, expect, test } from 'vitest';
import { type Lifecycle, lifecyclesByScript } from '../../test/lifecycles-by-script.ts';
import { hasMachineData, machineData, recordings } from '../../test/shop-recordings.ts';
import type { Observation } from '../connector.ts';
import { chooseDevice, readDeviceModels } from '../device-model/read-device-models.ts';
import { eventMaker } from '../pipeline/event-maker.ts';
import { lineSplitter } from './line-splitter.ts';
import { shdrParser } from './shdr-parser.ts';

interface Recording {
  readonly bytes: Buffer;
  readonly devices: string;
  readonly device: string;
}

function lifecyclesByEngine({ bytes, devices, device }: Recording): Lifecycle[] {
  const model = chooseDevice(readDeviceModels(devices, 'shdr', 'Devices.xml'), device, 'Devices.xml');
  const lines = lineSplitter();
  const parser = shdrParser({ model, timeZone: 'UTC', nowUs: () => 0 });
  const out: Observation[] = [];
  for (const line of lines.push(bytes)) parser.read(line, out);
  const last = lines.end();
  if (last) parser.read(last, out);
  const found = new Map<string, Lifecycle>();
  const engine = alarmEngine({
    idOf: ({ path, code, nativeCode }) => `${path} ${code} ${nativeCode}`,
    defaults: () => undefined,
    limits: defaultAlarmLimits,
    onChange: ({ id, path, nativeCode, activation, raisedUs, clearedUs, cleared, level, message }) => {
      const lifecycle = { item: path, nativeCode, raisedUs, clearedUs, how: cleared, level, text: message };
      found.set(`${id} ${activation}`, lifecycle);
    },
  });
  for (const [seq, event] of eventMaker({ site: 's', machine: 'm', clockOffsetMs: 0, model })(
    out,
    1,
  ).entries())
    engine.take({ node: 'n', epoch: 1, seq: seq + 1, ...event } satisfies Event);
  return [...found.values()];
}

const inOrder = (all: readonly Lifecycle[]) => all.map((one) => JSON.stringify(one)).sort();

describe.skipIf(!hasMachineData)('recordings (need ../shared/data/machines)', () => {
  test.each(recordings)('%s: every alarm begins and ends as the text says', (file, devicesFile, device) => {
    const bytes = readFileSync(join(machineData, file));
    const devices = readFileSync(join(machineData, devicesFile), 'utf8');
    const text = bytes.toString('utf8');
    const expected = lifecyclesByScript(text, devices);
    expect(expected.length > 0).toBe(/\|(warning|fault)\|/i.test(text));
    expect(inOrder(lifecyclesByEngine({ bytes, devices, device }))).toEqual(inOrder(expected));
  });
});

const devices = `<MTConnectDevices><Devices><Device id="d" name="m">
  <DataItems>
    <DataItem id="system" category="CONDITION" type="SYSTEM"/><DataItem id="logic" category="CONDITION" type="LOGIC_PROGRAM"/>
    <DataItem id="line" category="EVENT" type="LINE_NUMBER"/>
  </DataItems></Device></Devices></MTConnectDevices>`;
const recorded = `2026-01-01T00:00:00Z|system|Unavailable||||
2026-01-01T00:00:00Z|logic|UNAVAILABLE||||
2026-01-01T00:00:01.5Z|system|NORMAL||||
2026-01-01T00:00:02Z|system|WARNING|101||HIGH|SOFT LIMIT
2026-01-01T00:00:03Z|system|FAULT|101||HIGH|SOFT LIMIT
2026-01-01T00:00:03Z|system|FAULT|200|||SERVO
2026-01-01T00:00:04Z|logic|WARNING|3|||COND.MISSING
2026-01-01T00:00:05Z|system|NORMAL|101|||
2026-01-01T00:00:06Z|system|WARNING|101||HIGH|SOFT LIMIT
2026-01-01T00:00:07Z|system|UNAVAILABLE||||
2026-01-01T00:00:20Z|system|FAULT|200|||SERVO
2026-01-01T00:00:29.9Z|line|7
2026-01-01T00:00:30Z|line|8
2026-01-01T00:00:31Z|system|FAULT|101||HIGH|SOFT LIMIT
2026-01-01T00:00:32Z|system|UNAVAILABLE||||
2026-01-01T00:00:33Z|system|NORMAL||||
2026-01-01T00:00:40Z|logic|UNAVAILABLE||||`;

test('a recording that was written for it: named again or not after it was not available', () => {
  const expected = lifecyclesByScript(recorded, devices);
  expect(
    expected.map(({ nativeCode, clearedUs, how }) => [nativeCode, ((clearedUs ?? 0) / 1e6) % 60, how]),
  ).toEqual([
    ['101', 5, 'told'],
    ['101', 20, 'notRestated'],
    ['101', 33, 'told'],
    ['200', 33, 'told'],
    ['3', 0, undefined],
  ]);
  const recording = { bytes: Buffer.from(`${recorded}\n`), devices, device: 'm' };
  expect(inOrder(lifecyclesByEngine(recording))).toEqual(inOrder(expected));
});
