/** The runs of programs on machines: followed, laid over the shop's programs in a thread of their own, and kept. */
import { aligner, runKeeper } from '@mantinel/harvester';
import { type FollowRunsOptions, followRuns } from './follow-runs.ts';

export function programRuns(options: Omit<FollowRunsOptions, 'keeper'>): { stop(): Promise<void> } {
  const { store, nowUs, log } = options;
  const alignment = aligner();
  const keeper = runKeeper({
    store,
    aligner: alignment,
    nowUs,
    onBroken: (err, { machine, programName }) =>
      log.warn(
        { code: 'programRuns.notAligned', err, machine, program: programName },
        'a run is kept without its program',
      ),
    onNotFitted: ({ runs, leastRuns, programs, leastPrograms }, machine) =>
      log.info(
        { code: 'programRuns.notFitted', machine, runs, leastRuns, programs, leastPrograms },
        `times of ${machine} stay those that are assumed: it completed ${programs} known programs in ${runs} clean runs, and its own are told by ${leastPrograms} in ${leastRuns}`,
      ),
  });
  const following = followRuns({ ...options, keeper });
  return {
    stop: async () => {
      await following.stop();
      await alignment.end();
    },
  };
}
