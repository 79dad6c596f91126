/** Whether the logbook opens, or who holds it. */
import { AppError } from '@mantinel/contract';
import { systemParts } from '@mantinel/server';
import { hasLogbook } from '../events/has-logbook.ts';
import { type Check, fail, ok, warn } from './check.ts';

const mebibyte = 2 ** 20;

export const logbook: Check = {
  name: 'Logbook',
  ask: async ({ loaded: { config } }) => {
    if (!(await hasLogbook(config))) return ok('none yet; the first start creates it');
    const began = performance.now();
    try {
      const opened = await systemParts().openLogbook(config);
      const ms = Math.round(performance.now() - began);
      const { events, bytes, state, problem } = opened.stats();
      await opened.close();
      const text = `${events} events in ${(bytes / mebibyte).toFixed(1)} MiB, opened in ${ms} ms`;
      if (state === 'writing') return ok(text);
      return warn(`${text}, but it cannot be written now: ${problem ?? state}`, 'Free space on that volume.');
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      if (error.code === 'logbook.locked') return ok('in use: a running Mantinel writes it');
      return fail(error.message, error.remedy);
    }
  },
};
