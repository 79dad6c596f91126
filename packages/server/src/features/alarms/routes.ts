/** Alarms, what people do with them, and how they perform. */
import {
  AcknowledgeAlarm,
  AlarmDetail,
  AlarmHistoryQuery,
  AlarmParams,
  AlarmStatistics,
  AlarmStatisticsQuery,
  Alarms,
  AlarmsQuery,
  AlarmView,
  CommentAlarm,
  type Permission,
  paths,
  ResetAlarm,
  ReturnToService,
  ShelveAlarm,
  TakeOutOfService,
  UnshelveAlarm,
  WhyStopped,
  WhyStoppedQuery,
} from '@mantinel/contract';
import { type AlarmActName, type PlaceId, placeId } from '@mantinel/domain';
import { z } from 'zod';
import type { Caller } from '../../http/caller.ts';
import { type Route, route } from '../../http/route.ts';
import type { Services } from '../../services.ts';

interface About {
  readonly params: { readonly id: string };
  readonly services: Services;
  readonly caller: Caller;
}
const itsPlace = ({ params, services, caller }: About): PlaceId => services.alarms.placeOf(params.id, caller);

const listAlarms = route({
  method: 'GET',
  path: paths.alarms,
  permission: 'alarm.read',
  scope: 'reader',
  summary: 'Alarms that stand or wait for somebody, also while the database is away',
  tag: 'alarms',
  query: AlarmsQuery,
  reply: Alarms,
  handle: ({ alarms }, { query, scope, caller }) => alarms.list(query, { scope, caller }),
});

const getAlarm = route({
  method: 'GET',
  path: paths.alarm,
  permission: 'alarm.read',
  scope: itsPlace,
  summary: 'One alarm, every time it came, and what people did then',
  tag: 'alarms',
  errors: ['alarm.notFound'],
  params: AlarmParams,
  query: AlarmHistoryQuery,
  reply: AlarmDetail,
  handle: ({ alarms }, { params, query }) => alarms.detail(params.id, query),
});

const statistics = route({
  method: 'GET',
  path: paths.alarmStatistics,
  permission: 'alarm.read',
  scope: 'reader',
  summary: 'How alarms perform, by the figures of ISA-18.2; a verdict needs 30 days of data',
  tag: 'alarms',
  query: AlarmStatisticsQuery,
  reply: AlarmStatistics,
  handle: ({ alarmStatistics }, { query, scope, caller }) => alarmStatistics.of(query, { scope, caller }),
});

const why = route({
  method: 'GET',
  path: paths.whyStopped,
  permission: 'alarm.read',
  scope: ({ params }) => placeId('machine', params.id),
  summary: 'Why a machine is stopped: the alarm that came first, what followed, and what helped before',
  tag: 'alarms',
  reads: { view: 'whyStopped', as: 'look' },
  params: z.object({ id: z.string().max(63) }),
  query: WhyStoppedQuery,
  reply: WhyStopped,
  handle: ({ whyStopped }, { params, query, scope }) => whyStopped.of(params.id, { scope, atUs: query.atUs }),
});

interface Acting<Body extends z.ZodType> {
  readonly act: AlarmActName;
  readonly path: string;
  readonly permission: Permission;
  readonly summary: string;
  readonly body: Body;
}

/** What a person does goes into the logbook, keys included, and needs no database. */
const acting = <
  Body extends z.ZodType<{ activation?: number | undefined; comment?: string | undefined; forUs?: number }>,
>({
  act,
  ...declared
}: Acting<Body>): Route =>
  route({
    ...declared,
    method: 'POST',
    scope: itsPlace,
    tag: 'alarms',
    errors: [
      'alarm.notFound',
      'alarm.cameAnew',
      'alarm.notPossible',
      'logbook.full',
      'logbook.writeFailed',
      'logbook.closed',
    ],
    idempotent: 'logbook',
    params: AlarmParams,
    reply: AlarmView,
    handle: ({ alarms }, { params, body, caller, idempotencyKey }) =>
      alarms.act(params.id, { act, ...(body as z.output<Body>) }, { caller, idempotencyKey }),
  });

export const alarmRoutes: readonly Route[] = [
  listAlarms,
  getAlarm,
  statistics,
  why,
  acting({
    act: 'acknowledged',
    path: paths.alarmAcknowledgement,
    permission: 'alarm.acknowledge',
    summary: 'Acknowledge an alarm as it was seen',
    body: AcknowledgeAlarm,
  }),
  acting({
    act: 'commented',
    path: paths.alarmComments,
    permission: 'alarm.acknowledge',
    summary: 'Comment on an alarm',
    body: CommentAlarm,
  }),
  acting({
    act: 'shelved',
    path: paths.alarmShelving,
    permission: 'alarm.shelve',
    summary: 'Shelve an alarm for eight hours at most, with a reason',
    body: ShelveAlarm,
  }),
  acting({
    act: 'unshelved',
    path: paths.alarmUnshelving,
    permission: 'alarm.shelve',
    summary: 'End a shelving; who does it has seen the alarm and acknowledges it',
    body: UnshelveAlarm,
  }),
  acting({
    act: 'reset',
    path: paths.alarmReset,
    permission: 'alarm.shelve',
    summary: 'Reset an alarm that latched and has returned',
    body: ResetAlarm,
  }),
  acting({
    act: 'takenOutOfService',
    path: paths.alarmOutOfService,
    permission: 'alarm.outOfService',
    summary: 'Take an alarm out of service, as for maintenance, with a reason',
    body: TakeOutOfService,
  }),
  acting({
    act: 'returnedToService',
    path: paths.alarmReturn,
    permission: 'alarm.outOfService',
    summary: 'Return an alarm to service',
    body: ReturnToService,
  }),
];
