/** The series of a block in their order: what they share but for the machine stands together, so that its values do. */
import { type Profile, profileKey, type Series } from '../codec/series.ts';
import type { SeriesRegistry } from '../codec/series-registry.ts';

/** How many values of each sort an event carries beside what its series says. */
export interface Fields {
  /** Numbers and booleans. */
  readonly numbers: number;
  /** The message, text and JSON attributes. */
  readonly texts: number;
}

/** What the columns of pages need to know of them. */
export interface SeriesKinds {
  readonly machineOf: Uint16Array;
  /** How many machines there are. */
  readonly machines: number;
  /** Ascending. */
  readonly profileOf: Uint16Array;
  /** Profile → its fields. */
  readonly fields: readonly Fields[];
}

export interface BlockSeries extends SeriesKinds {
  /** Series of one profile stand together, one for each of its machines. */
  readonly series: readonly Series[];
}

export function fieldsOf({ shape }: Pick<Series, 'shape'>): Fields {
  let [numbers, texts] = [0, 1];
  for (const { type } of shape) {
    if (type === 'number' || type === 'boolean') numbers++;
    else if (type !== 'null') texts++;
  }
  return { numbers, texts };
}

/** Numbers of `all` in the order of a block, and what the block says of them. */
export function arrange(all: readonly Series[], ids: readonly number[]): BlockSeries & { order: number[] } {
  const keyed = ids.map((id) => ({ id, series: all[id]!, profile: profileKey(all[id]!) }));
  keyed.sort(
    (a, b) => compare(a.profile, b.profile) || compare(a.series.machine ?? '', b.series.machine ?? ''),
  );
  const machines = new Map<string | undefined, number>();
  const fields: Fields[] = [];
  const machineOf = new Uint16Array(keyed.length);
  const profileOf = new Uint16Array(keyed.length);
  keyed.forEach(({ series, profile }, at) => {
    if (profile !== keyed[at - 1]?.profile) fields.push(fieldsOf(series));
    if (!machines.has(series.machine)) machines.set(series.machine, machines.size);
    machineOf[at] = machines.get(series.machine)!;
    profileOf[at] = fields.length - 1;
  });
  return {
    order: keyed.map(({ id }) => id),
    series: keyed.map(({ series }) => series),
    machineOf,
    machines: machines.size,
    profileOf,
    fields,
  };
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** As they stand in a block's footer: each profile with the machines that have it. */
export interface StoredSeries {
  /** null: events without a machine. */
  readonly machines: readonly (string | null)[];
  readonly profiles: readonly (Profile & { readonly on: readonly number[] })[];
}

export function storedSeries({ series, machineOf, profileOf, fields }: BlockSeries): StoredSeries {
  const machines: (string | null)[] = [];
  const profiles = fields.map((): { on: number[]; profile?: Profile } => ({ on: [] }));
  series.forEach(({ machine, ...profile }, at) => {
    machines[machineOf[at]!] = machine ?? null;
    const entry = profiles[profileOf[at]!]!;
    entry.on.push(machineOf[at]!);
    entry.profile = profile;
  });
  return { machines, profiles: profiles.map(({ on, profile }) => ({ ...profile!, on })) };
}

export interface RegisteredSeries extends SeriesKinds {
  at(series: number): Series;
}

/** The numbers that the registry gives the series of a block. */
export function readSeries({ machines, profiles }: StoredSeries, registry: SeriesRegistry): Uint32Array {
  const ids = new Uint32Array(profiles.reduce((sum, { on }) => sum + on.length, 0));
  let at = 0;
  for (const { on, ...profile } of profiles) {
    const numberOf = registry.ofProfile(profile);
    for (const machine of on) ids[at++] = numberOf(machines[machine] ?? undefined);
  }
  return ids;
}

/** All that a block says of its series, told from their numbers: machines count in the order in which they come. */
export function seriesOf(ids: Uint32Array, registry: SeriesRegistry): RegisteredSeries {
  const machines = new Map<number, number>();
  const machineOf = new Uint16Array(ids.length);
  const profileOf = new Uint16Array(ids.length);
  const fields: Fields[] = [];
  let profile: number | undefined;
  ids.forEach((id, at) => {
    if (registry.profileOf[id] !== profile) {
      profile = registry.profileOf[id]!;
      fields.push(fieldsOf(registry.profiles[profile]!));
    }
    const machine = registry.machineOf[id]!;
    if (!machines.has(machine)) machines.set(machine, machines.size);
    machineOf[at] = machines.get(machine)!;
    profileOf[at] = fields.length - 1;
  });
  return { at: (series) => registry.at(ids[series]!), machineOf, machines: machines.size, profileOf, fields };
}
