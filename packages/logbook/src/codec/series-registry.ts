/** One number for every distinct series ever seen: filters are decided once for each, rows then compare numbers. */
import { type Profile, profileKey, type Series } from './series.ts';

export interface SeriesRegistry {
  /** How many series there are; each has a number below. */
  readonly count: number;
  /** Put together anew for whoever asks: a shop has a hundred thousand, and the few that are read are no reason to keep all. */
  at(number: number): Series;
  /** Series → what it shares with the same series of other machines, and its machine: filters are decided once for each. */
  readonly profileOf: readonly number[];
  readonly machineOf: readonly number[];
  readonly profiles: readonly Profile[];
  readonly machines: readonly (string | undefined)[];
  intern(series: Series): number;
  /** Numbers of the series of one profile: what they share is looked up once. */
  ofProfile(profile: Profile): (machine: string | undefined) => number;
}

/** Written out: objects of one literal take half the memory of spread ones. */
function seriesOf(profile: Profile, machine: string | undefined): Series {
  if (machine === undefined) return profile;
  const { site, path, kind, severity, code, quality, shape } = profile;
  return path === undefined
    ? { site, machine, kind, severity, code, quality, shape }
    : { site, machine, path, kind, severity, code, quality, shape };
}

export function seriesRegistry(): SeriesRegistry {
  const profileOf: number[] = [];
  const machineOf: number[] = [];
  const profiles: Profile[] = [];
  const known = new Map<string, { number: number; series: (number | undefined)[] }>();
  const machines: (string | undefined)[] = [];
  const machineNumbers = new Map<string | undefined, number>();
  const numberOfMachine = (machine: string | undefined): number => {
    const number = machineNumbers.get(machine);
    if (number !== undefined) return number;
    machineNumbers.set(machine, machines.length);
    return machines.push(machine) - 1;
  };
  const entryOf = (profile: Profile) => {
    const key = profileKey(profile);
    const entry = known.get(key) ?? { number: profiles.length, series: [] };
    if (entry.number === profiles.length) {
      known.set(key, entry);
      profiles.push(profile);
    }
    return entry;
  };
  const ofProfile = (candidate: Profile) => {
    const entry = entryOf(candidate);
    return (machine: string | undefined): number => {
      const place = numberOfMachine(machine);
      const number = entry.series[place];
      if (number !== undefined) return number;
      entry.series[place] = profileOf.length;
      machineOf.push(place);
      return profileOf.push(entry.number) - 1;
    };
  };
  return {
    get count() {
      return profileOf.length;
    },
    at: (number) => seriesOf(profiles[profileOf[number]!]!, machines[machineOf[number]!]),
    profileOf,
    machineOf,
    profiles,
    machines,
    ofProfile,
    intern({ machine, ...profile }) {
      return ofProfile(profile)(machine);
    },
  };
}
