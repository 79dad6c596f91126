/** The running Mantinel that a command works with: the one named by address, or the one of this configuration. */
import { loadConfig } from '@mantinel/server';
import type { ApiClient } from './api-client.ts';
import type { Context } from './context.ts';
import { localUrl } from './doctor/address.ts';
import { type EnterOptions, enterServer } from './enter-server.ts';

export interface RunningOptions extends EnterOptions {
  readonly url?: string | undefined;
  readonly config?: string | undefined;
}

export async function enterRunning(options: RunningOptions, context: Context): Promise<ApiClient> {
  if (options.url !== undefined) return enterServer(options.url, options, context);
  const { config } = await loadConfig({ file: options.config, env: context.env, cwd: context.cwd });
  return enterServer(localUrl(config.http), options, context);
}
