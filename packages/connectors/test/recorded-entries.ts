/** A recording as an agent would keep it: each SHDR observation with its number, under its data item's id. */
import type { DataItem, DeviceModel } from '@mantinel/domain';
import type { Observation } from '../src/connector.ts';
import { lineSplitter } from '../src/shdr/line-splitter.ts';
import { shdrParser } from '../src/shdr/shdr-parser.ts';
import type { AgentEntry } from './agent-stand-in.ts';

const pascal = (type: string): string =>
  type
    .toLowerCase()
    .split('_')
    .map((word) => word.slice(0, 1).toUpperCase() + word.slice(1))
    .join('');

/** `model`: read with SHDR naming. Adapter commands are the adapter's own and not an agent's observations. */
export function recordedEntries(recording: Uint8Array, model: DeviceModel): AgentEntry[] {
  const bytes = Buffer.from(recording.buffer, recording.byteOffset, recording.length);
  const lines = lineSplitter();
  const parser = shdrParser({ model, timeZone: 'UTC', nowUs: () => 0 });
  const observations: Observation[] = [];
  const last = Buffer.from('\n');
  for (const line of [...lines.push(bytes), ...lines.push(last)]) parser.read(line, observations);
  const items = new Map<string, DataItem>();
  for (const item of model.items) for (const key of [item.name, item.id]) if (key) items.set(key, item);
  return observations.flatMap((seen) => entryOf(seen, (key) => items.get(key)));
}

function entryOf(seen: Observation, itemOf: (key: string) => DataItem | undefined): AgentEntry[] {
  if (seen.kind === 'asset') {
    const element = seen.action === 'changed' ? 'AssetChanged' : 'AssetRemoved';
    const timestamp = new Date(seen.timeUs / 1000).toISOString();
    const attributes = { assetType: seen.assetType };
    return [
      { dataItemId: 'assets', element, group: 'Events', timestamp, attributes, text: seen.assetId ?? 'all' },
    ];
  }
  if (!('item' in seen)) return [];
  const item = itemOf(seen.item);
  const base = {
    dataItemId: seen.item,
    timestamp: new Date(seen.timeUs / 1000).toISOString(),
    ...(item ? { component: item.component } : {}),
  };
  if (seen.kind === 'condition') {
    const { level, nativeCode = '', nativeSeverity = '', qualifier = '', text = '' } = seen;
    const attributes = { type: item?.type ?? 'SYSTEM', nativeCode, nativeSeverity, qualifier };
    return [{ ...base, element: pascal(level), group: 'Condition', attributes, text }];
  }
  if (seen.kind === 'message') return [{ ...base, element: 'Message', group: 'Events', text: seen.text }];
  const text = seen.raw ?? String(seen.value);
  const group = seen.kind === 'sample' ? 'Samples' : 'Events';
  return [{ ...base, element: item ? pascal(item.type) : 'x:Unknown', group, text }];
}
