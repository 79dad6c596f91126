/** All repositories on one way to the database. */

import type { Run } from '../run.ts';
import type { Repositories } from '../store.ts';
import type { StoreEnvironment } from '../store-environment.ts';
import { alarmHistory } from './alarms/alarm-history.ts';
import { rationalisationRecords } from './alarms/rationalisations.ts';
import { annotations } from './annotations/annotations.ts';
import { catalogueEntries } from './catalogue/catalogue-entries.ts';
import { controlTexts } from './catalogue/control-texts.ts';
import { currentState } from './current-state.ts';
import { deviceModels } from './device-models.ts';
import { idempotencyKeys } from './idempotency-keys.ts';
import { machines } from './machines.ts';
import { notificationRules } from './notifications/notification-rules.ts';
import { notifications } from './notifications/notifications.ts';
import { outbox } from './outbox.ts';
import { passwordLinks } from './people/password-links.ts';
import { people } from './people/people.ts';
import { roleGrants } from './people/role-grants.ts';
import { places } from './plant/places.ts';
import { shiftCalendars } from './plant/shift-calendars.ts';
import { jobs } from './production/jobs.ts';
import { parts } from './production/parts.ts';
import { facts } from './programs/facts.ts';
import { harvestSources } from './programs/harvest-sources.ts';
import { harvests } from './programs/harvests.ts';
import { machineDynamics } from './programs/machine-dynamics.ts';
import { measurements } from './programs/measurements.ts';
import { operations } from './programs/operations.ts';
import { outcomes } from './programs/outcomes.ts';
import { programFiles } from './programs/program-files.ts';
import { programInbox } from './programs/program-inbox.ts';
import { programReading } from './programs/program-reading.ts';
import { programRuns } from './programs/program-runs.ts';
import { programs } from './programs/programs.ts';
import { projectRuns } from './programs/project-runs.ts';
import { projects } from './programs/projects.ts';
import { runPrograms } from './programs/run-programs.ts';
import { sessions } from './sessions.ts';
import { settings } from './settings.ts';
import { apiTokens } from './sign-in/api-tokens.ts';
import { badges } from './sign-in/badges.ts';
import { identities } from './sign-in/identities.ts';
import { passkeys } from './sign-in/passkeys.ts';
import { pins } from './sign-in/pins.ts';
import { secondFactors } from './sign-in/second-factors.ts';
import { terminals } from './sign-in/terminals.ts';
import { statements } from './statements.ts';
import { savedViews } from './views/saved-views.ts';
import { webhookDeliveries } from './webhooks/webhook-deliveries.ts';
import { webhooks } from './webhooks/webhooks.ts';

/** `enqueued` is told of every new outbox entry. */
export const repositories = (
  run: Run,
  { nowUs, schema, sealEvent }: Pick<StoreEnvironment, 'nowUs' | 'sealEvent'> & { readonly schema: string },
  enqueued: () => void,
): Repositories => ({
  people: people(run, nowUs),
  passwordLinks: passwordLinks(run, nowUs),
  roleGrants: roleGrants(run, nowUs),
  places: places(run, nowUs),
  shiftCalendars: shiftCalendars(run, nowUs),
  parts: parts(run, nowUs),
  jobs: jobs(run, nowUs),
  facts: facts(run, nowUs),
  harvestSources: harvestSources(run, nowUs),
  harvests: harvests(run, nowUs),
  measurements: measurements(run),
  programFiles: programFiles(run, nowUs),
  programInbox: programInbox(run, nowUs),
  programs: programs(run, nowUs),
  programRuns: programRuns(run),
  runPrograms: runPrograms(run),
  machineDynamics: machineDynamics(run),
  projects: projects(run),
  programReading: programReading(run),
  operations: operations(run),
  outcomes: outcomes(run),
  projectRuns: projectRuns(run),
  sessions: sessions(run, nowUs),
  apiTokens: apiTokens(run, nowUs),
  secondFactors: secondFactors(run, nowUs),
  passkeys: passkeys(run, nowUs),
  identities: identities(run, nowUs),
  terminals: terminals(run, nowUs),
  badges: badges(run, nowUs),
  pins: pins(run, nowUs),
  idempotency: idempotencyKeys(run, nowUs),
  settings: settings(run, nowUs),
  machines: machines(run, nowUs),
  deviceModels: deviceModels(run, nowUs),
  currentState: currentState(run),
  outbox: outbox(run, { enqueued, seal: sealEvent ?? ((event) => event) }),
  alarmHistory: alarmHistory(run),
  rationalisations: rationalisationRecords(run, nowUs),
  annotations: annotations(run, nowUs),
  savedViews: savedViews(run, nowUs),
  webhooks: webhooks(run, nowUs),
  webhookDeliveries: webhookDeliveries(run, nowUs),
  catalogueEntries: catalogueEntries(run, nowUs),
  controlTexts: controlTexts(run),
  notificationRules: notificationRules(run, nowUs),
  notifications: notifications(run, nowUs),
  statements: statements(run, schema),
});
