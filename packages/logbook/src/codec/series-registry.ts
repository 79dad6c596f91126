/** One number for every distinct series ever seen: filters are decided once for each, rows then compare numbers. */
import { type Profile, profileKey, type Series } from './series.ts';

export interface SeriesRegistry {
  /** All series; a series' number is its index. */
  readonly series: readonly Series[];
  intern(series: Series): number;
  /** Numbers of the series of one profile: what they share is looked up once. */
  ofProfile(profile: Profile): (machine: string | undefined) => number;
}

export function seriesRegistry(): SeriesRegistry {
  const series: Series[] = [];
  const profiles = new Map<string, { profile: Profile; numbers: Map<string | undefined, number> }>();
  const ofProfile = (candidate: Profile) => {
    const key = profileKey(candidate);
    const known = profiles.get(key);
    const { profile, numbers } = known ?? { profile: candidate, numbers: new Map() };
    if (!known) profiles.set(key, { profile, numbers });
    return (machine: string | undefined): number => {
      const number = numbers.get(machine);
      if (number !== undefined) return number;
      numbers.set(machine, series.length);
      return series.push(machine === undefined ? profile : { ...profile, machine }) - 1;
    };
  };
  return {
    series,
    ofProfile,
    intern({ machine, ...profile }) {
      return ofProfile(profile)(machine);
    },
  };
}
