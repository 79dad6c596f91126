/** What every statement that reads events takes from the store. */
import type { Position } from '@mantinel/domain';
import type { Driver } from '../driver/driver.ts';
import type { Tables } from '../schema/schema.ts';

export interface Reading {
  readonly driver: Driver;
  readonly tables: Tables;
  readonly node: string;
  /** The last acknowledged event of this moment. */
  readonly head: () => Position;
}
