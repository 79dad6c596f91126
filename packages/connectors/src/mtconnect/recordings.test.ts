/** The real recordings through an agent that wraps its buffer, restarts and dies; and real agents' own documents. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openAgentStandIn } from '../../test/agent-stand-in.ts';
import { impatientEnvironment } from '../../test/conformance.ts';
import { recordedEntries } from '../../test/recorded-entries.ts';
import { hasMachineData, machineData, recordings } from '../../test/shop-recordings.ts';
import type { Observation } from '../connector.ts';
import { chooseDevice, readDeviceModels } from '../device-model/read-device-models.ts';
import { sourceTimeReader } from '../source-time.ts';
import { readAgentDocument } from './agent-document.ts';
import { mtconnectConnector } from './mtconnect-connector.ts';
import { multipartSplitter } from './multipart.ts';

const documents = join(machineData, 'mtconnect-agent-xml');
const readOptions = { readTime: sourceTimeReader('UTC'), nowUs: () => 0, device: undefined, latin1: false };

const asText = (seen: Observation): string | undefined => {
  switch (seen.kind) {
    case 'sample':
    case 'state':
      return `${seen.item}=${seen.raw ?? seen.value}@${seen.timeUs}`;
    case 'condition':
      return `${seen.item}=${seen.level}|${seen.nativeCode ?? ''}|${seen.text ?? ''}@${seen.timeUs}`;
    case 'message':
      return `${seen.item}=${seen.text}@${seen.timeUs}`;
    default:
      return undefined;
  }
};

describe.skipIf(!hasMachineData)('recordings through an agent (need ../shared/data/machines)', () => {
  test.each([recordings[3], recordings[4], recordings[6], recordings[7]])(
    '%s: each observation once, in order, over %s of %s',
    async (file, devicesFile, device) => {
      const recording = readFileSync(join(machineData, file));
      const devices = readFileSync(join(machineData, devicesFile), 'utf8');
      const model = chooseDevice(readDeviceModels(devices, 'shdr', devicesFile), device, devicesFile);
      const entries = recordedEntries(recording, model);
      const agent = await openAgentStandIn({ bufferSize: 4000, devicesXml: devices, deviceName: device });
      const connector = mtconnectConnector(
        {
          url: agent.url,
          mode: 'stream',
          intervalMs: 10,
          device,
          timeZone: 'UTC',
          heartbeatMs: 200,
          requestTimeoutMs: 1000,
        },
        impatientEnvironment(),
      );
      const stop = new AbortController();
      const heard: Observation[] = [];
      let restarts = 0;
      let instance = 1_700_000_000;
      const from = JSON.stringify({ instanceId: String(instance), nextSequence: 1 });
      /** The stand-in speaks only as fast as it is heard, so that each loss is one that the test made. */
      let said = 0;
      let step = 0;
      const speak = () => {
        if (said >= entries.length) return;
        step += 1;
        if (step % 7 === 3) agent.spoil('cut');
        if (step % 7 === 5) agent.spoil('invalidXml');
        if (step % 7 === 6) agent.drop();
        if (step % 11 === 10) {
          agent.restart();
          instance += 1;
          restarts += 1;
        }
        agent.say(entries.slice(said, said + 1500));
        said += 1500;
      };
      speak();
      const told = () => heard.flatMap((seen) => asText(seen) ?? []);
      let count = 0;
      for await (const { observations } of connector.observe(from, stop.signal)) {
        heard.push(...observations);
        for (const seen of observations) if (asText(seen) !== undefined) count += 1;
        if (count >= entries.length) stop.abort();
        else if (count >= said) speak();
      }
      await agent.close();
      const expected = entries.map((entry) => {
        const value =
          entry.group === 'Condition'
            ? `${entry.element.toLowerCase()}|${entry.attributes?.nativeCode ?? ''}|${entry.text}`
            : entry.text;
        return `${entry.dataItemId}=${value}@${Date.parse(entry.timestamp) * 1000}`;
      });
      expect(told()).toEqual(expected);
      expect(heard.filter(({ kind }) => kind === 'gap').length).toBe(restarts);
    },
  );
});

describe.skipIf(!hasMachineData)("real agents' documents (need ../shared/data/machines)", () => {
  test.each([
    'ladder99-mazak-current.xml',
    'ladder99-silex-current.xml',
    'ladder99-vmc-current.xml',
    'nist-Cover-Hurco04-01of20.sample.xml',
    'nist-qdr_input001.sample.xml',
    'own-cppagent-2.6.0.2-current-okuma+mazak.xml',
  ])('%s: each element with a sequence, by sequence', (file) => {
    const xml = readFileSync(join(documents, file), 'utf8');
    const document = readAgentDocument(xml, readOptions);
    if (document.kind !== 'streams') throw new Error('not a streams document');
    const sequences = [...xml.matchAll(/\ssequence=["'](\d+)["']/g)].map(([, number]) => Number(number));
    expect(document.observations.map(({ sequence }) => sequence)).toEqual(
      sequences.toSorted((a, b) => a - b),
    );
    const all = document.observations.map(({ observation }) => observation);
    expect(all.filter(({ kind }) => kind === 'malformed')).toEqual([]);
    expect(all.some((seen) => 'receiptTime' in seen)).toBe(false);
    for (const level of ['Normal', 'Warning', 'Fault', 'Unavailable']) {
      const elements = [...xml.matchAll(new RegExp(`<${level}[\\s/>]`, 'g'))].length;
      expect(
        all.filter((seen) => seen.kind === 'condition' && seen.level === level.toLowerCase()).length,
      ).toBe(elements);
    }
    expect(document.nextSequence).toBe(Number(/nextSequence="(\d+)"/.exec(xml)?.[1]));
  });

  test("a vendor's element keeps its prefix", () => {
    const xml = readFileSync(join(documents, 'nist-qdr_input001.sample.xml'), 'utf8');
    const document = readAgentDocument(xml, readOptions);
    const types =
      document.kind === 'streams'
        ? document.observations.map(({ observation }) => 'type' in observation && observation.type)
        : [];
    expect(types.filter((type) => type === 'x:MOTION').length).toBe([...xml.matchAll(/<x:Motion\b/g)].length);
  });

  test('a recorded multipart stream is split into the documents it holds', () => {
    const bytes = readFileSync(join(documents, 'own-cppagent-2.6.0.2-sample-stream.multipart.txt'));
    const splitter = multipartSplitter(/^--(\S+)/.exec(bytes.toString())![1]!);
    const events = splitter.push(bytes);
    expect(events.length).toBe([...bytes.toString().matchAll(/Content-Length/g)].length);
    for (const event of events) {
      if (event.kind !== 'part') throw new Error(event.problem);
      expect(readAgentDocument(event.body.toString(), readOptions)).toMatchObject({
        kind: 'streams',
        nextSequence: 119_846,
      });
    }
  });

  test.each([
    ['ladder99-mazak-probe.xml', undefined],
    ['ladder99-nist-probe.xml', 'GFAgie01'],
    ['ladder99-silex-probe.xml', undefined],
  ])('%s is a device model with every data item of its device', (file, device) => {
    const xml = readFileSync(join(documents, file), 'utf8');
    const models = readDeviceModels(xml, 'agent', file);
    const named = chooseDevice(models, device, file);
    expect(named.items.length).toBeGreaterThan(5);
    // Every DataItem of the document outside the agent's own device belongs to one of its devices.
    const devicesOnly = xml.replace(/<Agent[\s\S]*?<\/Agent>/g, '');
    const items = [...devicesOnly.matchAll(/<DataItem\s/g)].length;
    expect(models.reduce((sum, { items: own }) => sum + own.length, 0)).toBe(items);
    const components = new Set(named.components.map(({ id }) => id));
    for (const { component } of named.items) expect(components.has(component)).toBe(true);
  });
});
