export * from './connector.ts';
export { chooseDevice, type ItemNaming, readDeviceModels } from './device-model/read-device-models.ts';
export { systemEnvironment } from './environment.ts';
export { type EventMaker, eventMaker, type MachineContext } from './pipeline/event-maker.ts';
export { openConnector } from './registry.ts';
