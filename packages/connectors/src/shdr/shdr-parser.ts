/** SHDR, the line protocol of MTConnect adapters: lines in, observations out. */
import type { DeviceModel } from '@mantinel/domain';
import type { Observation } from '../connector.ts';
import { malformed } from '../malformed.ts';
import { sourceTimeReader } from '../source-time.ts';
import { type ItemRule, itemRule } from './item-rule.ts';
import { type Line, longestAssetBytes } from './line-splitter.ts';
import { readAsset } from './read-asset.ts';
import { readItems } from './read-items.ts';
import { splitFields } from './split-fields.ts';
import type { Stamp } from './stamp.ts';

export interface ShdrParserOptions {
  /** Says what each key carries; without it, or for a key it does not know, the line's own form decides. */
  readonly model?: DeviceModel | undefined;
  /** Zone of times without an offset. */
  readonly timeZone: string;
  readonly nowUs: () => number;
}

type Place = () => string;

export interface ShdrParser {
  /** Reads one line; `place` names it where it is malformed. */
  read(line: Line, out: Observation[], place?: Place): void;
  /** Ends an asset's document that will not come to its end. */
  cut(out: Observation[]): void;
  /** True between the lines of an asset's document. */
  readonly insideAsset: boolean;
}

interface OpenAsset {
  readonly fields: readonly string[];
  readonly stamp: Stamp;
  readonly terminator: string;
  readonly lines: string[];
  readonly place: Place | undefined;
  bytes: number;
  latin1: boolean;
}

const beginsWithTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[^|<>]*\|/;
const commandPattern = /^\*\s*([^:]+?)\s*:\s*(.*)$/;

export function shdrParser({ model, timeZone, nowUs }: ShdrParserOptions): ShdrParser {
  const rule: ItemRule = model ? itemRule(model) : () => undefined;
  const names = new Set([model?.name, model?.uuid].filter((name) => name !== undefined));
  const readTime = sourceTimeReader(timeZone);
  /** Receipt time and value of the first relative timestamp: an adapter's own milliseconds count from there. */
  let relative: { receiptUs: number; ms: number } | undefined;
  let asset: OpenAsset | undefined;

  const stampOf = (field: string, latin1: boolean): Stamp | undefined => {
    const plainUs = latin1 ? undefined : readTime(field);
    if (plainUs !== undefined) return { timeUs: plainUs };
    const at = field.indexOf('@');
    const text = at < 0 ? field : field.slice(0, at);
    const details = at < 0 ? undefined : { duration: field.slice(at + 1) };
    const flags = { ...(latin1 ? { latin1: true as const } : {}), ...(details ? { details } : {}) };
    const timeUs = readTime(text);
    if (timeUs !== undefined) return { timeUs, ...flags };
    if (text === '') return { timeUs: nowUs(), receiptTime: true, ...flags };
    if (/^\d+(\.\d+)?$/.test(text)) {
      relative ??= { receiptUs: nowUs(), ms: Number(text) };
      const elapsedUs = Math.round((Number(text) - relative.ms) * 1000);
      return { timeUs: relative.receiptUs + elapsedUs, receiptTime: true, ...flags };
    }
    // A time, but none that exists: the observation is worth more than its time.
    if (/^[+-]?\d{4,}-/.test(text))
      return { timeUs: nowUs(), receiptTime: true, ...flags, details: { ...details, sourceTime: text } };
    return undefined;
  };

  /** `device:key` of this device is the key alone; another device's keys keep their prefix. */
  const ownKey = (key: string): string => {
    const colon = key.indexOf(':');
    if (colon < 0 || rule(key) !== undefined) return key;
    return colon === 0 || names.has(key.slice(0, colon)) ? key.slice(colon + 1) : key;
  };

  const readFields = (
    text: string,
    line: Line,
    { out, place }: { out: Observation[]; place?: Place | undefined },
  ) => {
    const refuse = (problem: string) =>
      out.push(malformed({ timeUs: nowUs(), problem, raw: text, rawBytes: line.bytes, place: place?.() }));
    const fields = splitFields(text);
    if (fields.length < 2) return refuse('has no field after its time');
    const stamp = stampOf(fields[0]!, line.latin1);
    if (!stamp) return refuse('does not begin with a time');
    if (!fields[1]!.startsWith('@')) return readItems({ fields, stamp, rule, ownKey, out, refuse });
    const last = fields[fields.length - 1]!;
    if (fields[1] === '@ASSET@' && last.startsWith('--multiline--')) {
      asset = { fields, stamp, terminator: last, lines: [], place, bytes: 0, latin1: line.latin1 };
      return undefined;
    }
    const read = readAsset(fields, stamp, undefined);
    return read ? out.push(read) : refuse(`has the unknown or incomplete command ${fields[1]}`);
  };

  const finish = (open: OpenAsset, out: Observation[]) => {
    asset = undefined;
    const stamp = open.latin1 ? { ...open.stamp, latin1: true as const } : open.stamp;
    const read = readAsset(open.fields, stamp, open.lines.join('\n'));
    if (read) out.push(read);
    else
      out.push(
        malformed({
          timeUs: nowUs(),
          problem: 'asset without an id or a type',
          raw: open.fields.join('|'),
          place: open.place?.(),
        }),
      );
  };

  const cut = (out: Observation[], problem: string) => {
    if (!asset) return;
    const raw = [asset.fields.join('|'), ...asset.lines].join('\n');
    out.push(malformed({ timeUs: nowUs(), problem, raw, place: asset.place?.() }));
    asset = undefined;
  };

  /** True when the line belongs to the open asset. */
  const continueAsset = (open: OpenAsset, line: Line, out: Observation[]): boolean => {
    if (line.text === open.terminator || line.text.trim() === open.terminator) {
      finish(open, out);
      return true;
    }
    // An adapter that dies within a document never ends it; what follows is observations again.
    if (beginsWithTime.test(line.text)) {
      cut(out, 'asset document without its end');
      return false;
    }
    open.bytes += line.bytes;
    if (line.overlong || open.bytes > longestAssetBytes) {
      cut(out, `asset document longer than ${longestAssetBytes} bytes`);
      return false;
    }
    open.latin1 ||= line.latin1;
    open.lines.push(line.text);
    return true;
  };

  return {
    get insideAsset() {
      return asset !== undefined;
    },
    read(line, out, place) {
      if (asset && continueAsset(asset, line, out)) return;
      const { text } = line;
      if (line.overlong) {
        const problem = `line of ${line.bytes} bytes is longer than allowed`;
        out.push(malformed({ timeUs: nowUs(), problem, raw: text, rawBytes: line.bytes, place: place?.() }));
      } else if (text.charCodeAt(0) === 42) {
        const command = commandPattern.exec(text);
        const name = command?.[1] ?? text.slice(1).trim();
        out.push({ kind: 'notice', timeUs: nowUs(), name, value: command?.[2] ?? '' });
      } else if (text.trim() !== '') readFields(text, line, { out, place });
    },
    cut: (out) => cut(out, 'asset document without its end'),
  };
}
