export { type App, start } from './app.ts';
export { type BackupOptions, makeBackup } from './backup/make-backup.ts';
export { type RehearseOptions, rehearseBackup } from './backup/rehearse-backup.ts';
export {
  type RestoreOptions,
  restoreBackup,
  type VerifyOptions,
  verifyBackup,
} from './backup/restore-backup.ts';
export { makeRecoveryKey, readRecipient } from './backup/sealed-keys.ts';
export { type Upgraded, upgradeData } from './backup/upgrade-data.ts';
export { type CheckedConfig, type ConfigProblem, checkConfig } from './config/check-config.ts';
export { type LoadConfigOptions, type LoadedConfig, loadConfig } from './config/load-config.ts';
export { type EventsService, eventsService } from './features/events/service.ts';
export { datasetBeside } from './features/harvest/dataset-beside.ts';
export { type HarvestBesideOptions, harvestBeside } from './features/harvest/harvest-beside.ts';
export type { MachineSource } from './features/machines/record-machine.ts';
export { sourceBatches } from './features/machines/source-batches.ts';
export { recoverOwner } from './features/session/recover-owner.ts';
export { silentLog } from './own-log/log.ts';
export { type Parts, systemParts } from './parts.ts';
export { rebuildProjections } from './rebuild-projections.ts';
export { logbookKeyFile } from './secrets/logbook-keys.ts';
export type { StartOptions } from './start-options.ts';
export { type Examined, examineEncryption } from './tls/examine-encryption.ts';
export type { NetworkAddress } from './tls/network-address.ts';
