export * from './device-model.ts';
export * from './event.ts';
export * from './level.ts';
export * from './machine-state.ts';
export * from './mtconnect.ts';
export * from './severity.ts';
