/** The composition root: read it and you know the program. */
import type { Config } from '@mantinel/contract';

export interface StartOptions {
  /** Validated, with absolute paths, as `loadConfig` gives it. */
  readonly config: Config;
  /** Where a machine connected at run time is written; without it such a machine lasts until the stop. */
  readonly configFile?: string | undefined;
  /** True while the bundled demonstration runs: every screen is labelled, and read without signing in on this computer. */
  readonly demo: boolean;
  /** Folder of the built screens; `packages/web/dist` when left out. */
  readonly webRoot?: string | undefined;
  /** Cancels the start between its stages and, once started, stops the program. */
  readonly signal?: AbortSignal | undefined;
  /** Takes the program's own log lines, ready for a terminal; stderr when left out. */
  readonly log?: ((line: string) => void) | undefined;
}

export interface App {
  /** Address of the panel. */
  readonly url: string;
  /** One-time link that creates the owner account; undefined once an owner is known to exist. */
  readonly setupUrl: string | undefined;
  /** Resolves when everything that was opened is closed. Safe to call twice. */
  stop(): Promise<void>;
}

export async function start(_options: StartOptions): Promise<App> {
  throw new Error('the server is being assembled');
}
