/** The logbook as measured: its defaults, the real clock. */
import { openLogbook } from '@mantinel/logbook';

export const openBenchLogbook = (directory: string) =>
  openLogbook({
    directory,
    node: 'bench',
    site: 'main',
    nowUs: () => Date.now() * 1000,
    random: Math.random,
    onProblem: (problem) => console.error(problem),
  });
