/** How machines are connected. */
import { type ConnectionView, paths, type TestedConnection } from '@mantinel/contract';
import { addressOf, type By, because, type Removed, why } from './act.ts';
import { getJson, send } from './request.ts';

export type Connection = ConnectionView['connection'];

export const testConnection = (connection: Readonly<Record<string, unknown>>) =>
  send<TestedConnection>(paths.machineTest, { body: connection });

export const getConnection = (machine: string, signal?: AbortSignal) =>
  getJson<ConnectionView>(addressOf(paths.machineConnection, machine), signal);

export const changeConnection = (connection: Connection, { version, reason }: By) =>
  send<ConnectionView>(addressOf(paths.machineConnection, connection.id), {
    method: 'PUT',
    version,
    body: { connection, ...why(reason) },
  });

export const removeMachine = (machine: string, { version, reason }: By) =>
  send<Removed>(addressOf(paths.machine, machine) + because(reason), { method: 'DELETE', version });
