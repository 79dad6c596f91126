export {
  ClickHouseProblem,
  type Driver,
  type Insert,
  type Parameter,
  type Parameters,
  settings,
} from './driver/driver.ts';
export { type HttpDriverOptions, httpDriver } from './driver/http-driver.ts';
export { type ClickHouseOptions, openClickHouse } from './open-clickhouse.ts';
