/** What a start is given. */
import type { Config } from '@mantinel/contract';

export interface StartOptions {
  /** Validated, with absolute paths, as `loadConfig` gives it. */
  readonly config: Config;
  /** Where a machine connected at run time is written (created when missing); without it such a machine lasts until the stop. */
  readonly configFile?: string | undefined;
  /** Settings that the environment or the command line gives, over the file. */
  readonly overridden?: Readonly<Record<string, 'environment' | 'command'>>;
  /** True while the bundled demonstration runs: every screen is labelled, and read without signing in on this computer. */
  readonly demo: boolean;
  /** Folder of the built screens; `packages/web/dist` when left out. */
  readonly webRoot?: string | undefined;
  /** Cancels the start between its stages and, once started, stops the program. */
  readonly signal?: AbortSignal | undefined;
  /** Takes the program's own log lines, ready for a terminal; stderr when left out. */
  readonly log?: ((line: string) => void) | undefined;
}
