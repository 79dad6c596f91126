/** The logbook as measured: its defaults, the real clock. */
import { openLogbook } from '@mantinel/logbook';

export const openBenchLogbook = (directory: string, { isEncrypted = false } = {}) =>
  openLogbook({
    directory,
    node: 'bench',
    site: 'main',
    ...(isEncrypted && { encryption: { writes: true, masterKeys: [new Uint8Array(32).fill(7)] } }),
    nowUs: () => Date.now() * 1000,
    random: Math.random,
    onProblem: (problem) => console.error(problem),
  });
