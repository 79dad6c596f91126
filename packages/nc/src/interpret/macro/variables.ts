/** Variables of Macro B: locals of each level, commons, LinuxCNC's named ones. A vacant variable is NaN. */

export const vacant = Number.NaN;
export const isVacant = (value: number): boolean => Number.isNaN(value);
/** A vacant variable counts as nothing in sums and comparisons of order. */
export const orZero = (value: number): number => (Number.isNaN(value) ? 0 : value);

const localCount = 34;
/** LinuxCNC has thirty numbered locals; they are the same thing. */
export const firstCommon = 100;
/** What a program may write at most; beyond, an index is a mistake and must not fill memory. */
const mostVariables = 100_000;

interface Locals {
  readonly numbered: Float64Array;
  readonly named: Map<string, number>;
}

export interface Variables {
  readonly depth: () => number;
  enter(values?: Float64Array): void;
  leave(): void;
  /** #1 – #33. */
  local(number: number): number;
  /** Each setter answers whether anything changed. */
  setLocal(number: number, value: number): boolean;
  /** From #100 on, as far as a program has written them; undefined: never written. */
  common(number: number): number | undefined;
  setCommon(number: number, value: number): boolean;
  /** `#<name>` and `#<_global>`. */
  named(name: string): number | undefined;
  setNamed(name: string, value: number): boolean;
}

export const variables = (): Variables => {
  const levels: Locals[] = [{ numbered: new Float64Array(localCount).fill(vacant), named: new Map() }];
  const commons = new Map<number, number>();
  const globals = new Map<string, number>();
  const top = (): Locals => levels[levels.length - 1]!;
  return {
    depth: () => levels.length,
    enter(values) {
      const numbered = new Float64Array(localCount).fill(vacant);
      if (values) numbered.set(values.subarray(0, localCount));
      levels.push({ numbered, named: new Map() });
    },
    leave() {
      if (levels.length > 1) levels.pop();
    },
    local: (number) => top().numbered[number] ?? vacant,
    setLocal(number, value) {
      const { numbered } = top();
      const changed = !Object.is(numbered[number], value);
      numbered[number] = value;
      return changed;
    },
    common: (number) => commons.get(number),
    setCommon(number, value) {
      if (Object.is(commons.get(number), value)) return false;
      if (commons.size < mostVariables || commons.has(number)) commons.set(number, value);
      return true;
    },
    named: (name) => (name.startsWith('_') ? globals : top().named).get(name),
    setNamed(name, value) {
      const names = name.startsWith('_') ? globals : top().named;
      if (Object.is(names.get(name), value)) return false;
      if (names.size < mostVariables || names.has(name)) names.set(name, value);
      return true;
    },
  };
};
