export * from './access/access.ts';
export * from './access/administration.ts';
export * from './access/reach.ts';
export * from './access/role.ts';
export { type Alarm, type AlarmIdentity, alarmState, type Deed, isHidden } from './alarms/alarm.ts';
export {
  type AlarmAct,
  type AlarmActName,
  alarmActCode,
  alarmActs,
  isPossible,
  rationalisationCodes,
} from './alarms/alarm-acts.ts';
export type { AlarmCheckpoint, AlarmSurroundings } from './alarms/alarm-checkpoint.ts';
export {
  type AlarmEngine,
  type AlarmEngineOptions,
  alarmEngine,
} from './alarms/alarm-engine.ts';
export { type AlarmEpisode, episodeOf, responseUs, stoodUs } from './alarms/alarm-episode.ts';
export { type AlarmFold, alarmCheckpointCode, alarmFold, type ToldCheckpoint } from './alarms/alarm-fold.ts';
export { type AlarmLimits, defaultAlarmLimits } from './alarms/alarm-limits.ts';
export { type AlarmPerformance, alarmPerformance } from './alarms/alarm-performance.ts';
export * from './alarms/alarm-state.ts';
export { type Flood, floodsIn } from './alarms/floods.ts';
export type { AlarmDefaults, Rationalisation } from './alarms/rationalisation.ts';
export {
  causesOf,
  type ExecutionReading,
  isStopped,
  lastStop,
  type Stop,
} from './alarms/why-stopped.ts';
export * from './catalogue/canonical-code.ts';
export * from './catalogue/choose-entry.ts';
export * from './catalogue/entry.ts';
export * from './catalogue/explain-event.ts';
export * from './catalogue/icu-message.ts';
export * from './device-model.ts';
export * from './event.ts';
export * from './level.ts';
export * from './machine-state.ts';
export * from './mtconnect.ts';
export * from './otlp/otlp-logs.ts';
export * from './otlp/to-otlp.ts';
export * from './personal.ts';
export * from './plant/change-plant.ts';
export * from './plant/check-plant.ts';
export * from './plant/place.ts';
export * from './plant/plant-tree.ts';
export * from './query/compile-query.ts';
export * from './query/completion-at.ts';
export * from './query/parse-query.ts';
export * from './query/print-query.ts';
export * from './query/query-node.ts';
export * from './query/query-problem.ts';
export * from './search/condition.ts';
export * from './search/event-test.ts';
export * from './search/words.ts';
export * from './severity.ts';
export * from './shift-report/activity.ts';
export { alarmOfStop } from './shift-report/alarm-of-stop.ts';
export { alarmSums } from './shift-report/alarm-sums.ts';
export * from './shift-report/alarm-tally.ts';
export * from './shift-report/machine-tally.ts';
export * from './shift-report/part-tally.ts';
export * from './shift-report/report-document.ts';
export * from './shift-report/report-words.ts';
export * from './shift-report/shift-findings.ts';
export * from './shift-report/shift-report.ts';
export * from './shift-report/span.ts';
export * from './shift-report/statements.ts';
export * from './shifts/check-calendar.ts';
export * from './shifts/shift-calendar.ts';
export * from './shifts/shift-schedule.ts';
export * from './shifts/zone-clock.ts';
export * from './shifts/zoned-time.ts';
export * from './templates/template-match.ts';
export { TemplateScanner } from './templates/template-scanner.ts';
export * from './templates/template-tree.ts';
