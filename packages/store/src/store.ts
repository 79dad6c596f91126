/** What the rest of Mantinel may ask of PostgreSQL, embedded or external. Opening never waits for it. */
import type { AlarmDefaults, AlarmLimits } from '@mantinel/domain';
import type { EventSink, EventSource } from './consumers/event-source.ts';
import type { Projections } from './consumers/projections.ts';
import type { AlarmHistory } from './repositories/alarms/alarm-history.ts';
import type { RationalisationRecords } from './repositories/alarms/rationalisations.ts';
import type { Annotations } from './repositories/annotations/annotations.ts';
import type { CatalogueEntries } from './repositories/catalogue/catalogue-entries.ts';
import type { ControlTexts } from './repositories/catalogue/control-texts.ts';
import type { CurrentState } from './repositories/current-state.ts';
import type { DeviceModels } from './repositories/device-models.ts';
import type { IdempotencyKeys } from './repositories/idempotency-keys.ts';
import type { Machines } from './repositories/machines.ts';
import type { NotificationRules } from './repositories/notifications/notification-rules.ts';
import type { Notifications } from './repositories/notifications/notifications.ts';
import type { Outbox } from './repositories/outbox.ts';
import type { PasswordLinks } from './repositories/people/password-links.ts';
import type { People } from './repositories/people/people.ts';
import type { RoleGrants } from './repositories/people/role-grants.ts';
import type { Places } from './repositories/plant/places.ts';
import type { ShiftCalendars } from './repositories/plant/shift-calendars.ts';
import type { Jobs } from './repositories/production/jobs.ts';
import type { Parts } from './repositories/production/parts.ts';
import type { Facts } from './repositories/programs/facts.ts';
import type { HarvestSources } from './repositories/programs/harvest-sources.ts';
import type { Harvests } from './repositories/programs/harvests.ts';
import type { MachineDynamicsRows } from './repositories/programs/machine-dynamics.ts';
import type { Measurements } from './repositories/programs/measurements.ts';
import type { Operations } from './repositories/programs/operations.ts';
import type { Outcomes } from './repositories/programs/outcomes.ts';
import type { ProgramFiles } from './repositories/programs/program-files.ts';
import type { ProgramInbox } from './repositories/programs/program-inbox.ts';
import type { ProgramReading } from './repositories/programs/program-reading.ts';
import type { ProgramRuns } from './repositories/programs/program-runs.ts';
import type { Programs } from './repositories/programs/programs.ts';
import type { ProjectRuns } from './repositories/programs/project-runs.ts';
import type { Projects } from './repositories/programs/projects.ts';
import type { RunPrograms } from './repositories/programs/run-programs.ts';
import type { Sessions } from './repositories/sessions.ts';
import type { Settings } from './repositories/settings.ts';
import type { ApiTokens } from './repositories/sign-in/api-tokens.ts';
import type { Badges } from './repositories/sign-in/badges.ts';
import type { Identities } from './repositories/sign-in/identities.ts';
import type { Passkeys } from './repositories/sign-in/passkeys.ts';
import type { Pins } from './repositories/sign-in/pins.ts';
import type { SecondFactors } from './repositories/sign-in/second-factors.ts';
import type { Terminals } from './repositories/sign-in/terminals.ts';
import type { Statements } from './repositories/statements.ts';
import type { SavedViews } from './repositories/views/saved-views.ts';
import type { WebhookDeliveries } from './repositories/webhooks/webhook-deliveries.ts';
import type { Webhooks } from './repositories/webhooks/webhooks.ts';
import type { StoreState } from './store-state.ts';

/**
 * One repository per aggregate. Every method throws `store.unavailable` at once while the database is away, so that callers
 * answer instead of hanging.
 */
export interface Repositories {
  readonly people: People;
  readonly passwordLinks: PasswordLinks;
  readonly roleGrants: RoleGrants;
  readonly places: Places;
  readonly shiftCalendars: ShiftCalendars;
  readonly parts: Parts;
  readonly jobs: Jobs;
  readonly facts: Facts;
  readonly harvestSources: HarvestSources;
  readonly harvests: Harvests;
  readonly measurements: Measurements;
  readonly programFiles: ProgramFiles;
  readonly programInbox: ProgramInbox;
  readonly programs: Programs;
  readonly programRuns: ProgramRuns;
  readonly runPrograms: RunPrograms;
  readonly machineDynamics: MachineDynamicsRows;
  readonly projects: Projects;
  readonly programReading: ProgramReading;
  readonly operations: Operations;
  readonly outcomes: Outcomes;
  readonly projectRuns: ProjectRuns;
  readonly sessions: Sessions;
  readonly apiTokens: ApiTokens;
  readonly secondFactors: SecondFactors;
  readonly passkeys: Passkeys;
  readonly identities: Identities;
  readonly terminals: Terminals;
  readonly badges: Badges;
  readonly pins: Pins;
  readonly idempotency: IdempotencyKeys;
  readonly settings: Settings;
  readonly machines: Machines;
  readonly deviceModels: DeviceModels;
  readonly currentState: CurrentState;
  readonly alarmHistory: AlarmHistory;
  readonly rationalisations: RationalisationRecords;
  readonly outbox: Outbox;
  readonly annotations: Annotations;
  readonly savedViews: SavedViews;
  readonly webhooks: Webhooks;
  readonly webhookDeliveries: WebhookDeliveries;
  readonly catalogueEntries: CatalogueEntries;
  readonly controlTexts: ControlTexts;
  readonly notificationRules: NotificationRules;
  readonly notifications: Notifications;
  readonly statements: Statements;
}

/** By which alarms are folded: the same for every consumer of one logbook. */
export interface AlarmRules {
  readonly defaults: AlarmDefaults;
  readonly limits: AlarmLimits;
}

export interface Store extends Repositories {
  state(): StoreState;
  /** Called at every change of state or reason, not for the present one; returns the way to stop. A listener must not throw. The store itself logs no change of it. */
  onState(listener: (state: StoreState) => void): () => void;
  /** Resolves when the database is ready (at once when it is); rejects when `signal` aborts or the store is closed. */
  ready(signal?: AbortSignal): Promise<void>;

  /** Everything `work` does through its argument happens together or not at all; its outbox entries are drained after the commit. */
  transaction<T>(work: (repositories: Repositories) => Promise<T>): Promise<T>;

  /**
   * Keeps rows in step with the logbook and drains the outbox into it, for as long as the store is open or until stopped.
   * The logbook's `EventStore` is both source and sink. `giveWay` is awaited between pieces of work while much is to be caught up with.
   */
  startProjections(
    logbook: EventSource & EventSink,
    alarms: AlarmRules,
    giveWay?: () => Promise<void>,
  ): Projections;
  /** Events that the slowest projection has yet to take up; 0 before `startProjections`. */
  behind(): number;
  /** What waits for the database, in plain words; empty when nothing does. */
  waiting(): string[];

  /** Stops projections, closes connections and, when embedded, stops the server (fast shutdown). */
  close(): Promise<void>;
}
