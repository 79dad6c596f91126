/** Collects what a statement is handed beside its text. */
import type { Parameter, Parameters } from '../driver/driver.ts';

export interface ParameterList {
  readonly values: Parameters;
  /** The place of a value within the SQL. */
  put(type: 'String' | 'Array(String)' | 'Int64' | 'UInt64' | 'Float64' | 'UInt8', value: Parameter): string;
}

export function parameterList(): ParameterList {
  const values: Record<string, Parameter> = {};
  let count = 0;
  return {
    values,
    put(type, value) {
      const name = `p${count++}`;
      values[name] = value;
      return `{${name}:${type}}`;
    },
  };
}

/** Bounds of time as ClickHouse's whole numbers: beyond these nothing is recorded. */
const farUs = 2 ** 62;
export const wholeUs = (us: number): number => Math.max(-farUs, Math.min(Math.ceil(us), farUs));
