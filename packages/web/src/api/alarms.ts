/** Alarms: what stands, what people do with it, how it performs, and why a machine stands still. */
import {
  type AlarmDetail,
  type AlarmStatistics,
  type Alarms,
  type AlarmView,
  paths,
  type WhyStopped,
} from '@mantinel/contract';
import { addressOf } from './act.ts';
import { getJson, getWhole, send } from './request.ts';

/** The whole list: an alarm that is not on the first page still waits for somebody. */
export async function getAlarms(
  query: Readonly<Record<string, string>>,
  signal?: AbortSignal,
): Promise<Alarms> {
  const pages = await getWhole<Alarms>(paths.alarms, { limit: '500', ...query }, signal);
  return { ...pages[0]!, alarms: pages.flatMap(({ alarms }) => alarms) };
}

export const getAlarm = (id: string, after?: string, signal?: AbortSignal) =>
  getJson<AlarmDetail>(
    `${addressOf(paths.alarm, id)}${after === undefined ? '' : `?${new URLSearchParams({ after })}`}`,
    signal,
  );

/** As the person saw it: refused when the alarm came anew meanwhile. */
type Seen = Pick<AlarmView, 'id' | 'activation'>;
const words = (comment: string) => (comment === '' ? {} : { comment });

export const acknowledgeAlarm = ({ id, activation }: Seen, comment = '') =>
  send<AlarmView>(addressOf(paths.alarmAcknowledgement, id), { body: { activation, ...words(comment) } });
export const commentAlarm = (id: string, comment: string) =>
  send<AlarmView>(addressOf(paths.alarmComments, id), { body: { comment } });
export const shelveAlarm = ({ id, activation }: Seen, forUs: number, comment: string) =>
  send<AlarmView>(addressOf(paths.alarmShelving, id), { body: { activation, forUs, comment } });
export const unshelveAlarm = (id: string, comment: string) =>
  send<AlarmView>(addressOf(paths.alarmUnshelving, id), { body: words(comment) });
export const resetAlarm = (id: string, comment: string) =>
  send<AlarmView>(addressOf(paths.alarmReset, id), { body: words(comment) });
export const takeOutOfService = (id: string, comment: string) =>
  send<AlarmView>(addressOf(paths.alarmOutOfService, id), { body: { comment } });
export const returnToService = (id: string, comment: string) =>
  send<AlarmView>(addressOf(paths.alarmReturn, id), { body: words(comment) });

export const getAlarmStatistics = (query: Readonly<Record<string, string>>, signal?: AbortSignal) =>
  getJson<AlarmStatistics>(`${paths.alarmStatistics}?${new URLSearchParams(query)}`, signal);
export const getWhyStopped = (machine: string, atUs: number | undefined, signal?: AbortSignal) =>
  getJson<WhyStopped>(
    `${addressOf(paths.whyStopped, machine)}${atUs === undefined ? '' : `?${new URLSearchParams({ atUs: String(atUs) })}`}`,
    signal,
  );
