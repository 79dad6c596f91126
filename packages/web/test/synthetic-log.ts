/**
 * A log of any length that is never stored: what stands at a rank follows from the rank modulo a period, so that every
 * filter's ranks, counts and histogram are exact without reading anything.
 */
import type { Event } from '@mantinel/contract';
import { kinds, type Level, type SeverityRange, severityRange } from '@mantinel/domain';
import { linearRegex } from '@mantinel/domain/linear-regex';
import { matchesOf } from '../src/log/view/matches.ts';
import { compact, defaultView } from '../src/log/view/view.ts';

export interface Selected {
  readonly level: Level;
  readonly minSeverity?: number | undefined;
  readonly machine?: readonly string[] | undefined;
  readonly kind?: readonly string[] | undefined;
  readonly code?: readonly string[] | undefined;
  readonly path?: readonly string[] | undefined;
  readonly query?: string | undefined;
  readonly text?: string | undefined;
  readonly fromUs?: number | undefined;
  readonly toUs?: number | undefined;
}

const period = 1000;
const stepUs = 50_000;
export const machineIds = ['mill-1', 'mill-2', 'lathe-1', 'lathe-2', 'edm-1', 'grinder-1'];

export interface SyntheticLog {
  at(index: number): Event;
  push(events: readonly Omit<Event, 'id' | 'node' | 'epoch' | 'seq'>[]): Event[];
  /** Rows of a selection. */
  rows(selected: Selected): Rows;
  readonly length: () => number;
  readonly indexOf: (id: string) => number | undefined;
}

export interface Rows {
  readonly count: number;
  /** The event with a rank within the selection. */
  at(rank: number): Event;
  /** How many rows of the selection stand before an event of the whole log. */
  rankOf(index: number): number;
  countBetween(fromUs: number, toUs: number): Record<SeverityRange, number>;
}

export function syntheticLog(length: number, endUs: number): SyntheticLog {
  const startUs = endUs - length * stepUs;
  const live: Event[] = [];
  const end = () => length + live.length;
  const at = (index: number): Event => (index < length ? pattern(index, startUs) : live[index - length]!);

  /** First index at or after a time; live rows are taken to be in order. */
  const indexAt = (us: number): number => {
    const index = Math.min(length, Math.max(0, Math.ceil((us - startUs) / stepUs)));
    if (index < length) return index;
    const found = live.findIndex((event) => event.receivedUs >= us);
    return length + (found < 0 ? live.length : found);
  };

  const rows = (selected: Selected): Rows => {
    const low = selected.fromUs === undefined ? 0 : indexAt(selected.fromUs);
    const high = selected.toUs === undefined ? end() : indexAt(selected.toUs);
    const matching = Array.from({ length: period }, (_, index) => index).filter((index) =>
      matches(pattern(index, startUs), selected),
    );
    const liveMatching = live.flatMap((event, index) => (matches(event, selected) ? [length + index] : []));
    const before = (index: number): number => {
      const within = Math.min(index, length);
      const whole = Math.floor(within / period) * matching.length;
      const rest = matching.findIndex((residue) => residue >= within % period);
      return (
        whole + (rest < 0 ? matching.length : rest) + liveMatching.filter((place) => place < index).length
      );
    };
    const skipped = before(low);
    const base = before(length);
    const indexOfRank = (rank: number): number => {
      const all = rank + skipped;
      if (all >= base) return liveMatching[all - base]!;
      return Math.floor(all / matching.length) * period + matching[all % matching.length]!;
    };
    const severities = matching.map((residue) => severityRange(pattern(residue, startUs).severity));
    const count = Math.max(0, before(high) - skipped);
    return {
      count,
      at: (rank) => at(indexOfRank(rank)),
      rankOf: (index) => Math.min(count, Math.max(0, before(index) - skipped)),
      countBetween: (fromUs, toUs) => {
        const [first, last] = [before(Math.max(low, indexAt(fromUs))), before(Math.min(high, indexAt(toUs)))];
        const counts = { trace: 0, debug: 0, info: 0, warn: 0, error: 0, fatal: 0 };
        const stored = Math.min(last, base) - first;
        const periods = stored <= 0 ? 0 : Math.floor(stored / matching.length);
        severities.forEach((range) => {
          counts[range] += periods;
        });
        for (let rank = first + periods * matching.length; rank < Math.min(last, base); rank += 1)
          counts[severities[rank % matching.length]!] += 1;
        for (let rank = Math.max(first, base); rank < last; rank += 1)
          counts[severityRange(at(liveMatching[rank - base]!).severity)] += 1;
        return counts;
      },
    };
  };

  return {
    at,
    rows,
    length: end,
    indexOf: (id) => {
      const seq = Number(/^node\.1\.(\d+)$/.exec(id)?.[1]);
      return seq >= 1 && seq <= end() ? seq - 1 : undefined;
    },
    push: (events) => {
      const added = events.map((event, offset) => {
        const seq = end() + 1 + offset;
        return { ...event, id: `node.1.${seq}`, node: 'node', epoch: 1, seq };
      });
      live.push(...added);
      return added;
    },
  };
}

const matches = (event: Event, { fromUs: _fromUs, toUs: _toUs, ...selected }: Selected): boolean =>
  matchesOf(
    compact({
      ...defaultView,
      ...selected,
      order: 'received',
      machine: selected.machine ?? [],
      kind: kinds.filter((kind) => selected.kind?.includes(kind)),
      code: selected.code ?? [],
      path: selected.path ?? [],
      minSeverity: selected.minSeverity,
      query: selected.query,
      text: selected.text,
      find: undefined,
      fromUs: undefined,
      toUs: undefined,
      back: undefined,
      show: undefined,
    }),
    { linearRegex },
  )(event);

const alarms = [
  ['fanuc.SV0401', '401', 'SERVO ALARM: X AXIS VRDY OFF'],
  ['fanuc.OT0500', '500', 'OVER TRAVEL: +Z'],
  ['mazak.252', '252', 'SPINDLE LUBRICATION PRESSURE DROP'],
] as const;

/** 70 % samples, 20 % states, the rest messages, conditions and the product's own lines, as a shop's day looks. */
function pattern(index: number, startUs: number): Event {
  const place = index % period;
  const timeUs = startUs + index * stepUs;
  const machine = machineIds[place % machineIds.length]!;
  const base = {
    id: `node.1.${index + 1}`,
    node: 'node',
    epoch: 1,
    seq: index + 1,
    timeUs,
    receivedUs: timeUs + 1200,
    site: 'plant',
    machine,
    quality: 'good',
    message: '',
  } as const;
  if (place === 313)
    return {
      ...base,
      kind: 'condition',
      severity: 17,
      code: alarms[0][0],
      path: 'Xsystem',
      message: alarms[0][2],
      attributes: { level: 'fault', nativeCode: alarms[0][1] },
    };
  if (place === 640)
    return {
      ...base,
      kind: 'condition',
      severity: 17,
      code: alarms[1][0],
      path: 'Zsystem',
      message: alarms[1][2],
      attributes: { level: 'fault', nativeCode: alarms[1][1] },
    };
  if (place % 125 === 60)
    return {
      ...base,
      kind: 'condition',
      severity: 13,
      code: alarms[2][0],
      path: 'lubrication',
      message: alarms[2][2],
      attributes: { level: 'warning', nativeCode: alarms[2][1] },
    };
  if (place === 777)
    return {
      ...base,
      kind: 'state',
      severity: 13,
      code: 'source.lost',
      attributes: { problem: 'connect ECONNREFUSED 10.0.0.7:7878' },
    };
  if (place === 790) return { ...base, kind: 'state', severity: 9, code: 'source.connected', attributes: {} };
  if (place === 791)
    return {
      ...base,
      kind: 'gap',
      severity: 13,
      code: 'source.gap',
      attributes: { fromUs: timeUs - 650_000, toUs: timeUs, reason: 'disconnected' },
    };
  if (place === 901) {
    const { machine: _none, ...own } = base;
    return {
      ...own,
      kind: 'log',
      severity: 17,
      code: 'server.log',
      message: 'projection failed, trying again',
      attributes: {
        'exception.stacktrace':
          'Error: connect ECONNREFUSED 127.0.0.1:5432\n    at TCPConnectWrap.afterConnect (node:net:1611:16)\n    at projections (server/src/features/projections.ts:41:9)',
      },
    };
  }
  if (place % 10 < 7)
    return {
      ...base,
      kind: 'sample',
      severity: 5,
      code: place % 2 === 0 ? 'machine.load' : 'machine.pathFeedrate',
      path: place % 2 === 0 ? 'Xload' : 'Fact',
      attributes: { value: Math.round(((index * 7919) % 10_000) / 10) / 10 },
    };
  if (place % 10 < 9)
    return {
      ...base,
      kind: 'state',
      severity: 9,
      code: 'machine.execution',
      path: 'execution',
      attributes: { value: ['ACTIVE', 'READY', 'FEED_HOLD', 'STOPPED'][Math.floor(place / 10) % 4]! },
    };
  return {
    ...base,
    kind: 'message',
    severity: 9,
    code: 'machine.message',
    path: 'message',
    message: `O${1000 + (place % 37)} tool ${place % 24} called, block N${place * 10}`,
    attributes: { nativeCode: String(place) },
  };
}
