/** Scope and filter of a reader as the condition of every statement that reads events. */
import type { Position } from '@mantinel/domain';
import type { Filter, Order, Scope, Selection } from '@mantinel/logbook';
import { conditionSql, containsSql } from './condition-sql.ts';
import { type ParameterList, wholeUs } from './parameter-list.ts';

/** The last acknowledged event: what stands beyond it was not answered for, and is nobody's to see. */
export type Head = Position;

/** Throws `request.invalid` where a pattern of the filter is none. */
export function whereSql({ scope, filter, order }: Selection, head: Head, list: ParameterList): string {
  return [seenSql(head, list), scopeSql(scope, list), ...filterSql(filter, order, list)].join(' AND ');
}

export const seenSql = ({ epoch, seq }: Head, list: ParameterList): string =>
  `(epoch != ${list.put('UInt64', epoch)} OR seq <= ${list.put('UInt64', seq)})`;

function scopeSql({ or = [], ...scope }: Scope, list: ParameterList): string {
  const parts = [scope, ...or].map((part) => partSql(part, list));
  return parts.length === 1 ? parts[0]! : `(${parts.join(' OR ')})`;
}

function partSql(part: Omit<Scope, 'or'>, list: ParameterList): string {
  const { sites, machines, withoutMachine, withoutKinds = [] } = part;
  const tests = [machinesSql(machines, withoutMachine, list)];
  if (sites !== 'all') tests.push(among('site', sites, list));
  if (withoutKinds.length > 0) tests.push(`(NOT ${among('kind', withoutKinds, list)})`);
  return `(${tests.join(' AND ')})`;
}

function machinesSql(machines: Scope['machines'], withoutMachine: boolean, list: ParameterList): string {
  if (machines === 'all') return withoutMachine ? '1' : 'isNotNull(machine)';
  const own = `ifNull(${among('machine', machines, list)}, 0)`;
  return withoutMachine ? `(isNull(machine) OR ${own})` : own;
}

/** `IN` of nothing is a mistake to ClickHouse; to a reader who may see no site it is the answer. */
const among = (column: string, values: readonly string[], list: ParameterList): string =>
  values.length === 0 ? '0' : `(${column} IN ${list.put('Array(String)', values)})`;

function filterSql(filter: Filter, order: Order, list: ParameterList): string[] {
  const { minSeverity, machines, kinds, withoutKinds, codes, paths, text, where, fromUs, toUs } = filter;
  const tests: string[] = [];
  const time = timeOf(order);
  if (fromUs !== undefined) tests.push(`${time} >= ${list.put('Int64', wholeUs(fromUs))}`);
  if (toUs !== undefined) tests.push(`${time} < ${list.put('Int64', wholeUs(toUs))}`);
  if (minSeverity !== undefined) tests.push(`severity >= ${list.put('UInt8', minSeverity)}`);
  if (machines) tests.push(`ifNull(${among('machine', machines, list)}, 0)`);
  if (kinds) tests.push(among('kind', kinds, list));
  if (withoutKinds && withoutKinds.length > 0) tests.push(`(NOT ${among('kind', withoutKinds, list)})`);
  if (paths) tests.push(`ifNull(${among('path', paths, list)}, 0)`);
  if (codes) tests.push(codesSql(codes, list));
  if (text) tests.push(containsSql({ text }, list));
  if (where) tests.push(conditionSql(where, list));
  return tests;
}

function codesSql(codes: readonly string[], list: ParameterList): string {
  const exact = codes.filter((code) => !code.endsWith('*'));
  const begun = codes.filter((code) => code.endsWith('*')).map((code) => code.slice(0, -1));
  const tests = begun.map((beginning) => `startsWith(code, ${list.put('String', beginning)})`);
  if (exact.length > 0 || begun.length === 0) tests.unshift(among('code', exact, list));
  return `(${tests.join(' OR ')})`;
}

export const timeOf = (order: Order): 'time_us' | 'received_us' =>
  order === 'time' ? 'time_us' : 'received_us';

/** Whether rows have to be looked into: then there is no rank, and counting may end before its end. */
export const searches = ({ filter: { text, where } }: Selection): boolean =>
  (text !== undefined && text !== '') || where !== undefined;
