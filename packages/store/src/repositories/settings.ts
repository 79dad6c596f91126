/** Named values that people change at run time; JSON. */

export interface Settings {
  get(key: string): Promise<unknown>;
  /** `undefined` removes the setting. */
  set(key: string, value: unknown): Promise<void>;
  all(): Promise<ReadonlyMap<string, unknown>>;
}
