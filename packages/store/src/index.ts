export { type ExportOptions, exportDatabase } from './backup/export-database.ts';
export { type ImportOptions, importDatabase } from './backup/import-database.ts';
export { flawOf, measure } from './backup/table-files.ts';
export { alarmIdOf, checkpointEvents, checkpointReader } from './consumers/alarm-checkpoint.ts';
export type { EventBatch, EventSink, EventSource, RetentionCursor } from './consumers/event-source.ts';
export { newestCheckpoint } from './consumers/projection-checkpoint.ts';
export { machineCheckpointCode, type ProjectionName, type Projections } from './consumers/projections.ts';
export type { ConsumerState } from './consumers/run-consumer.ts';
export { type StateCopy, stateOf } from './consumers/state-copy.ts';
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
