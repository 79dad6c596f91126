/** Chooses where to read: the folder when nothing else holds it, the API of the Mantinel that does. */
import { AppError, type Config } from '@mantinel/contract';
import { everything } from '@mantinel/logbook';
import { eventsService, loadConfig, systemParts } from '@mantinel/server';
import { apiClient } from '../api-client.ts';
import { askPassword } from '../ask-password.ts';
import type { Context } from '../context.ts';
import { localUrl } from '../doctor/address.ts';
import { apiEventReader, type EventReader } from './event-reader.ts';
import { hasLogbook } from './has-logbook.ts';

export interface ReaderOptions {
  readonly config?: string | undefined;
  readonly url?: string | undefined;
  readonly user?: string | undefined;
}

export async function openEventReader(options: ReaderOptions, context: Context): Promise<EventReader> {
  if (options.url !== undefined) return signedIn(options.url, options.user, context);
  const { config } = await loadConfig({ file: options.config, env: context.env, cwd: context.cwd });
  try {
    return await folderReader(config);
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'logbook.locked') throw error;
    return signedIn(localUrl(config.http), options.user, context);
  }
}

async function signedIn(url: string, user: string | undefined, context: Context): Promise<EventReader> {
  const api = apiClient(url, context.signal);
  if (user !== undefined) await api.signIn({ name: user, password: await askPassword(user, context) });
  return apiEventReader(api);
}

async function folderReader(config: Config): Promise<EventReader> {
  if (!(await hasLogbook(config))) {
    const problem = `There is no logbook in ${config.data} yet`;
    const remedy = 'Start Mantinel once with npm start, or name another one with --config or --url.';
    throw new AppError('command.invalid', { data: { problem, remedy } });
  }
  const logbook = await systemParts().openLogbook(config);
  const events = eventsService(logbook);
  return {
    live: false,
    // Whoever may read the folder may read all that is in it.
    page: ({ filter, ...page }) => events.list({ ...filter, ...page }, everything),
    close: () => logbook.close(),
  };
}
