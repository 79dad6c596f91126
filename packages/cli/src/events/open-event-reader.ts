/** Chooses where to read: the folder when nothing else holds it, the API of the Mantinel that does. */
import { AppError, type Config } from '@mantinel/contract';
import { everything } from '@mantinel/logbook';
import { eventsService, loadConfig, systemParts } from '@mantinel/server';
import { type Context, nowUs } from '../context.ts';
import { localUrl } from '../doctor/address.ts';
import { type EnterOptions, enterServer } from '../enter-server.ts';
import { apiEventReader, type EventReader } from './event-reader.ts';
import { hasLogbook } from './has-logbook.ts';
import { shippedExplanations } from './shipped-explanations.ts';

export interface ReaderOptions extends EnterOptions {
  readonly config?: string | undefined;
  readonly url?: string | undefined;
}

export async function openEventReader(options: ReaderOptions, context: Context): Promise<EventReader> {
  if (options.url !== undefined) return apiEventReader(await enterServer(options.url, options, context));
  const { config } = await loadConfig({ file: options.config, env: context.env, cwd: context.cwd });
  try {
    return await folderReader(config);
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'logbook.locked') throw error;
    return apiEventReader(await enterServer(localUrl(config.http), options, context));
  }
}

async function folderReader(config: Config): Promise<EventReader> {
  if (!(await hasLogbook(config))) {
    const problem = `There is no logbook in ${config.data} yet`;
    const remedy = 'Start Mantinel once with npm start, or name another one with --config or --url.';
    throw new AppError('command.invalid', { data: { problem, remedy } });
  }
  const logbook = await systemParts().openLogbook(config);
  const names = new Map(config.machines.map(({ id, name = id }) => [id, name]));
  const events = eventsService({
    logbook,
    surroundings: async () => ({
      timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
      machineName: (id) => names.get(id) ?? id,
      nowUs: nowUs(),
    }),
  });
  return {
    live: false,
    // Whoever may read the folder may read all that is in it.
    page: ({ filter, ...page }) => events.list({ ...filter, ...page }, everything),
    export: async (query) => (await events.exportFile(query, everything)).content,
    explanations: shippedExplanations(),
    close: () => logbook.close(),
  };
}
