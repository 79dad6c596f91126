export { type ExportOptions, exportDatabase } from './backup/export-database.ts';
export { type ImportOptions, importDatabase } from './backup/import-database.ts';
export { flawOf, measure } from './backup/table-files.ts';
export { alarmIdOf, checkpointEvents, checkpointReader } from './consumers/alarm-checkpoint.ts';
export type { EventBatch, EventSink, EventSource, RetentionCursor } from './consumers/event-source.ts';
export { newestCheckpoint } from './consumers/projection-checkpoint.ts';
export { machineCheckpointCode, type ProjectionName, type Projections } from './consumers/projections.ts';
export type { ConsumerState } from './consumers/run-consumer.ts';
export { type StateCopy, stateOf } from './consumers/state-copy.ts';
export { madeNote } from './embedded/made-note.ts';
export { runningAddress } from './embedded/running-address.ts';
export { lookAtSchema } from './look-at-schema.ts';
export { openStore } from './open-store.ts';
export type { ActRow, AlarmHistory } from './repositories/alarms/alarm-history.ts';
export type { Decisions } from './repositories/alarms/decisions.ts';
export type {
  RationalisationRecords,
  RationalisationRow,
  RationalisationTag,
} from './repositories/alarms/rationalisations.ts';
export type { AnnotationRow, Annotations, Pinned } from './repositories/annotations/annotations.ts';
export type {
  CatalogueEntries,
  CatalogueEntryRow,
  CatalogueWords,
  NewCatalogueEntry,
} from './repositories/catalogue/catalogue-entries.ts';
export type { ControlText, ControlTexts } from './repositories/catalogue/control-texts.ts';
export type { CurrentState } from './repositories/current-state.ts';
export type { DeviceModels } from './repositories/device-models.ts';
export type {
  Claim,
  IdempotencyKeys,
  IdempotentRequest,
  StoredResponse,
} from './repositories/idempotency-keys.ts';
export type { MachineRow, Machines } from './repositories/machines.ts';
export type {
  NotificationRule,
  NotificationRuleChange,
  NotificationRuleRow,
} from './repositories/notifications/notification-rules.ts';
export type {
  DueNotification,
  MatterRow,
  NewMatter,
  NewNotification,
  NotificationRow,
} from './repositories/notifications/notifications.ts';
export type { Outbox } from './repositories/outbox.ts';
export type { PasswordLinks } from './repositories/people/password-links.ts';
export {
  erasedName,
  isErased,
  type People,
  type Person,
  type PersonChange,
  type PersonWithSecret,
} from './repositories/people/people.ts';
export type { RoleGrantRow, RoleGrants } from './repositories/people/role-grants.ts';
export type { PlaceChange, PlaceRow, Places } from './repositories/plant/places.ts';
export type { ShiftCalendarRow, ShiftCalendars } from './repositories/plant/shift-calendars.ts';
export type { Job, JobOperation, JobRow, Jobs } from './repositories/production/jobs.ts';
export type { AfterNumber } from './repositories/production/numbered-page.ts';
export type { PartRow, Parts } from './repositories/production/parts.ts';
export type { Fact, FactRow, FactRule, Facts, ListedRule } from './repositories/programs/facts.ts';
export type {
  HarvestProblem,
  HarvestSource,
  HarvestSourceRow,
  HarvestSources,
} from './repositories/programs/harvest-sources.ts';
export type { HarvestCounts, HarvestRow, Harvests, SkipRow } from './repositories/programs/harvests.ts';
export { noHarvestCounts } from './repositories/programs/harvests.ts';
export type { InboxPage, MaterialQuestionRow, ToolQuestionRow } from './repositories/programs/inbox-pages.ts';
export type {
  FittedDynamicsRow,
  MachineDynamicsRows,
  MeasuredProgramRun,
} from './repositories/programs/machine-dynamics.ts';
export type { Measurement, MeasurementRow, Measurements } from './repositories/programs/measurements.ts';
export type { OperationRow } from './repositories/programs/operation-row.ts';
export type {
  ComparedRow,
  DrawnOperation,
  FoundOperation,
  OperationKey,
  Operations,
} from './repositories/programs/operations.ts';
export type {
  Outcome,
  OutcomeRow,
  OutcomeSums,
  Outcomes,
} from './repositories/programs/outcomes.ts';
export type {
  KnownFile,
  ProgramFile,
  ProgramFiles,
  ProgramOfSource,
} from './repositories/programs/program-files.ts';
export type { ProgramInbox } from './repositories/programs/program-inbox.ts';
export type {
  FoundFileRow,
  ProgramReading,
  ProgramRow,
  ToolRow,
} from './repositories/programs/program-reading.ts';
export type {
  NewProgramRun,
  ProgramRunRow,
  ProgramRuns,
  RunOperation,
  RunOutcomeRow,
} from './repositories/programs/program-runs.ts';
export type {
  AlikeRevision,
  Likeness,
  NewOperation,
  NewProgram,
  NewProject,
  NewRevision,
  NewText,
  NewTool,
  Programs,
} from './repositories/programs/programs.ts';
export type { NumberRange, ProjectFilter } from './repositories/programs/project-filter.ts';
export type { ProjectContents, ProjectPage } from './repositories/programs/project-list.ts';
export type { ProjectRow } from './repositories/programs/project-row.ts';
export type { ProjectRunRow, ProjectRuns } from './repositories/programs/project-runs.ts';
export { searchWords } from './repositories/programs/project-search.ts';
export type { ProjectAnswers, Projects } from './repositories/programs/projects.ts';
export type { RevisionRow } from './repositories/programs/revision-row.ts';
export type {
  AtPlaces,
  RunCandidate,
  RunPrograms,
  RunTraits,
  ToldName,
} from './repositories/programs/run-programs.ts';
export type { Session, Sessions, SessionTerminal } from './repositories/sessions.ts';
export type { Settings } from './repositories/settings.ts';
export type { ApiToken, ApiTokens, CertificateRow } from './repositories/sign-in/api-tokens.ts';
export type { Badge, Badges } from './repositories/sign-in/badges.ts';
export type { Identities, Identity } from './repositories/sign-in/identities.ts';
export type { Passkey, Passkeys } from './repositories/sign-in/passkeys.ts';
export type { Pin, Pins } from './repositories/sign-in/pins.ts';
export type { SecondFactor, SecondFactors } from './repositories/sign-in/second-factors.ts';
export type { TerminalRow, TerminalSettings, Terminals } from './repositories/sign-in/terminals.ts';
export type { Statements } from './repositories/statements.ts';
export type { SavedView, SavedViewRow, SavedViews } from './repositories/views/saved-views.ts';
export type {
  DeliveryRow,
  DueDelivery,
  NewDelivery,
  WebhookDeliveries,
} from './repositories/webhooks/webhook-deliveries.ts';
export type { Webhook, WebhookChange, WebhookRow, Webhooks } from './repositories/webhooks/webhooks.ts';
export type { StoreOptions } from './server-of.ts';
export type { AlarmRules, Repositories, Store } from './store.ts';
export type { StoreEnvironment } from './store-environment.ts';
export type { StoreState } from './store-state.ts';
export type { MatterTold } from './tables.ts';
