export * from './connector.ts';
export { chooseDevice, type ItemNaming, readDeviceModels } from './device-model/read-device-models.ts';
export { systemEnvironment } from './environment.ts';
export { type TailedBatch, tailFile } from './file-tail/tail-file.ts';
export { type EventMaker, eventMaker, type MachineContext } from './pipeline/event-maker.ts';
export { openConnector } from './registry.ts';
export { sourceTimeReader } from './source-time.ts';
export {
  type SyslogMessage,
  syslogParser,
  type UnreadableSyslog,
} from './syslog/parse-syslog.ts';
export { type FramedMessage, longestMessage, syslogFraming } from './syslog/syslog-framing.ts';
