/** Whether the logbook opens, or who holds it. */
import { AppError, type Config } from '@mantinel/contract';
import { readRecipient, systemParts } from '@mantinel/server';
import { hasLogbook } from '../events/has-logbook.ts';
import { type Check, type Finding, fail, ok, type Patient, warn } from './check.ts';

const mebibyte = 2 ** 20;

/** A log that is encrypted with a key that no backup can bring back is lost with this disk. */
async function keyAtRisk(config: Config, env: Patient['env']): Promise<Finding | undefined> {
  const { on, keyFile } = config.logbook.encryption;
  if (!on || keyFile !== undefined || env.MANTINEL_LOGBOOK_KEY || (await readRecipient(config.data)))
    return undefined;
  return warn(
    'encrypted with a key of the data folder, which backups leave out: there is no recovery key',
    'Run mantinel backup key, or keep the key elsewhere (docs/guides/privacy-and-proof.md).',
  );
}

export const logbook: Check = {
  name: 'Logbook',
  ask: async ({ loaded: { config }, env }) => {
    if (!(await hasLogbook(config))) return ok('none yet; the first start creates it');
    const began = performance.now();
    try {
      const opened = await systemParts().openLogbook(config);
      const ms = Math.round(performance.now() - began);
      const { events, bytes, state, problem } = opened.stats();
      await opened.close();
      const text = `${events} events in ${(bytes / mebibyte).toFixed(1)} MiB, opened in ${ms} ms`;
      if (state === 'writing') return (await keyAtRisk(config, env)) ?? ok(text);
      return warn(`${text}, but it cannot be written now: ${problem ?? state}`, 'Free space on that volume.');
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      if (error.code === 'logbook.locked') return ok('in use: a running Mantinel writes it');
      return fail(error.message, error.remedy);
    }
  },
};
