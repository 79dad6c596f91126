/** A valid request of one route. */
import type { PlantApp } from './start-plant-app.ts';

export interface Sample {
  /** The route's own when left out. */
  readonly path?: string;
  readonly headers?: Record<string, string>;
  readonly body?: string;
  /** Asked under a name: what concerns passkeys, which work under no number. */
  readonly byName?: true;
}

/** `asking` is whoever will send it; absent for strangers. */
export type MakeSample = (
  app: PlantApp,
  asking?: { readonly id: string; readonly cookie: string },
) => Sample | undefined | Promise<Sample | undefined>;
