/** What engineers decided of alarms (the rationalisation record of ISA-18.2), and which decision holds for one. */
import type { Decided } from './alarm.ts';
import type { AlarmPriority } from './alarm-state.ts';

export interface AlarmLimit {
  readonly direction: 'high' | 'low';
  readonly setpoint: number;
  readonly deadband: number;
}

export interface Rationalisation {
  /** `site:…` or `machine:…`. */
  readonly place: string;
  readonly code: string;
  readonly path?: string;
  readonly priority?: AlarmPriority;
  readonly class?: string;
  readonly onDelayUs?: number;
  readonly offDelayUs?: number;
  readonly latching?: boolean;
  readonly timeToRespondUs?: number;
  /** Makes an alarm of the readings of `path`. */
  readonly limit?: AlarmLimit;
  readonly suppression?: {
    readonly always?: boolean;
    /** While the machine surely reads one of these. */
    readonly whileReading?: readonly { readonly code: string; readonly values: readonly string[] }[];
  };
}

/** What the catalogue of texts says of a code. */
export type AlarmDefaults = (
  code: string,
) => { readonly priority?: AlarmPriority; readonly timeToRespondUs?: number } | undefined;

interface Tag {
  readonly site: string;
  readonly machine: string;
  readonly path: string;
  readonly code: string;
}

export interface Rationalisations {
  set(record: Rationalisation): void;
  remove(record: Pick<Rationalisation, 'place' | 'code' | 'path'>): void;
  /** The most exact one: the machine before its site, the data item before all of them. */
  of(tag: Tag): Rationalisation | undefined;
  /** Limits on one data item. */
  limitsOn(tag: Omit<Tag, 'code'>): readonly Rationalisation[];
  /** Codes of readings on which a suppression hangs. */
  readings(): ReadonlySet<string>;
  all(): readonly Rationalisation[];
}

const keyOf = ({ place, code, path }: Pick<Rationalisation, 'place' | 'code' | 'path'>): string =>
  JSON.stringify([place, code, path ?? '']);

export function rationalisations(from: readonly Rationalisation[] = []): Rationalisations {
  const records = new Map(from.map((record) => [keyOf(record), record]));
  let limits: Map<string, Rationalisation[]> | undefined;
  let readings: Set<string> | undefined;

  const changed = () => {
    limits = undefined;
    readings = undefined;
  };
  const limitsByItem = () => {
    limits ??= Map.groupBy(
      [...records.values()].filter(({ limit, path }) => limit !== undefined && path !== undefined),
      ({ place, path }) => `${place} ${path}`,
    );
    return limits;
  };

  return {
    set(record) {
      records.set(keyOf(record), record);
      changed();
    },
    remove(record) {
      records.delete(keyOf(record));
      changed();
    },
    of({ site, machine, path, code }) {
      if (records.size === 0) return undefined;
      for (const place of [`machine:${machine}`, `site:${site}`]) {
        const found = records.get(keyOf({ place, code, path })) ?? records.get(keyOf({ place, code }));
        if (found) return found;
      }
      return undefined;
    },
    limitsOn({ site, machine, path }) {
      const byItem = limitsByItem();
      if (byItem.size === 0) return [];
      const own = byItem.get(`machine:${machine} ${path}`) ?? [];
      const general = (byItem.get(`site:${site} ${path}`) ?? []).filter(
        ({ code }) => !own.some((record) => record.code === code),
      );
      return [...own, ...general];
    },
    readings() {
      readings ??= new Set(
        [...records.values()].flatMap(({ suppression }) =>
          (suppression?.whileReading ?? []).map(({ code }) => code),
        ),
      );
      return readings;
    },
    all: () => [...records.values()],
  };
}

/** A fault is dealt with before a warning, until somebody has decided otherwise. */
export function decidedOf(
  level: 'warning' | 'fault',
  record: Rationalisation | undefined,
  defaults: ReturnType<AlarmDefaults>,
): Decided {
  const timeToRespondUs = record?.timeToRespondUs ?? defaults?.timeToRespondUs;
  return {
    priority: record?.priority ?? defaults?.priority ?? (level === 'fault' ? 'medium' : 'low'),
    ...(record?.class === undefined ? {} : { class: record.class }),
    ...(timeToRespondUs === undefined ? {} : { timeToRespondUs }),
    onDelayUs: record?.onDelayUs ?? 0,
    offDelayUs: record?.offDelayUs ?? 0,
    latching: record?.latching ?? false,
  };
}
