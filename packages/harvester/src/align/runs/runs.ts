/** Cuts what a machine says into runs of programs: one open run in memory at most. */

import type { MachineSample } from '../samples/sample.ts';
import type { Ending, MachineRun } from './run.ts';
import { RunGathering } from './run-gathering.ts';

export interface RunSplitter {
  /** Runs that are over with this sample. */
  take(sample: MachineSample): MachineRun[];
  /** Nothing was heard for a while: a run that was over but for what might follow its end is over. */
  rest(): MachineRun[];
  /** The recording ends here. */
  end(): MachineRun[];
  /** When the run that is under way began; undefined where none is. */
  openSinceUs(): number | undefined;
}

/** Silence after which what was told last does not count any more: agents and adapters repeat themselves far more often. */
const silentUs = 600_000_000;
/** A run that waits so long is not gone on with. */
const longestPauseUs = 12 * 3600_000_000;
const longestUnknownUs = 3600_000_000;
/** So that memory and what is read again after a restart stay bounded. */
const longestRunUs = 48 * 3600_000_000;
/** Some controls are READY for a moment between blocks, and counters follow the end of a program. */
const settlesUs = 3_000_000;

type Activity = 'active' | 'paused' | 'ready' | 'completed' | 'unknown';

export function runSplitter(): RunSplitter {
  let run: RunGathering | undefined;
  let last: MachineSample | undefined;
  let standing: Activity = 'unknown';
  /** Since when the present activity holds, by the machine's clock. */
  let sinceUs = 0;

  const finish = (endedUs: number, ending: Ending, because: MachineRun['because']): MachineRun[] => {
    const over = run?.finish(endedUs, ending, because);
    run = undefined;
    return over === undefined ? [] : [over];
  };
  /** Where it was last seen at work. */
  const breakOff = (ending: Ending, because: MachineRun['because']) =>
    finish(run!.lastActiveUs, ending, because);

  const afterPause = (sample: MachineSample): MachineRun[] => {
    const open = run!;
    if (open.byHand !== isByHand(sample)) return breakOff('aborted', 'reset');
    if (!open.isSameProgram(sample.program)) return breakOff('aborted', 'other-program');
    // Behind a stop a control goes on where it was; nearer to the beginning somebody began anew.
    const { line } = sample;
    if (
      line !== undefined &&
      open.lastLine !== undefined &&
      line < open.lastLine &&
      line <= open.firstLine + 20
    )
      return breakOff('aborted', 'restarted');
    return [];
  };

  const step = (sample: MachineSample, now: Activity, heldUs: number): MachineRun[] => {
    if (!run) return [];
    if (standing === 'completed' && (now !== 'completed' || heldUs > settlesUs))
      return finish(sinceUs, 'complete', 'completed');
    if (sample.emergencyStop) return finish(sample.timeUs, 'aborted', 'emergency-stop');
    switch (now) {
      case 'completed':
        return [];
      case 'ready':
        // Out of a hold only a reset leads to READY; with a fault standing it was not the program's end either.
        if (standing === 'paused') return breakOff('aborted', 'reset');
        if (standing === 'unknown') return breakOff('cut-off', 'silence');
        if (sample.faults > 0 && standing === 'active') return finish(sample.timeUs, 'aborted', 'alarm');
        return standing === 'ready' && heldUs > settlesUs ? breakOff('complete', 'ready') : [];
      case 'active':
        if (standing === 'active') return [];
        if (standing === 'ready') return run.goesOn(sample) ? [] : breakOff('complete', 'ready');
        if (standing === 'unknown' && !run.goesOn(sample)) return breakOff('cut-off', 'silence');
        return afterPause(sample);
      case 'paused':
        return heldUs > longestPauseUs ? breakOff('aborted', 'reset') : [];
      case 'unknown':
        return heldUs > longestUnknownUs ? breakOff('cut-off', 'silence') : [];
    }
  };

  const rest = () => {
    if (!run) return [];
    if (standing === 'completed') return finish(sinceUs, 'complete', 'completed');
    return standing === 'ready' ? breakOff('complete', 'ready') : [];
  };

  return {
    take(sample) {
      const over: MachineRun[] = [];
      const now = activityOf(sample);
      if (sample.clockSetBack && run) over.push(...breakOff('cut-off', 'silence'));
      const passedUs = last === undefined || sample.clockSetBack ? 0 : sample.timeUs - last.timeUs;
      if (passedUs > settlesUs && (standing === 'completed' || standing === 'ready')) over.push(...rest());
      if (last && run) {
        // A silence counts as what was told last only so long.
        if (passedUs > silentUs) {
          run.spend(silentUs, standing, last);
          run.spend(passedUs - silentUs, 'unknown', last);
          standing = 'unknown';
          sinceUs = last.timeUs + silentUs;
        } else if (standing !== 'completed') run.spend(passedUs, standing, last);
      }
      over.push(...step(sample, now, now === standing ? sample.timeUs - sinceUs : 0));
      if (run && sample.timeUs - run.beganUs > longestRunUs) over.push(...breakOff('cut-off', 'silence'));
      if (!run && now === 'active') run = new RunGathering(sample);
      run?.tell(sample, now === 'active');
      if (now !== standing || last === undefined) sinceUs = sample.timeUs;
      standing = now;
      last = sample;
      return over;
    },
    rest,
    end() {
      const over = rest();
      return run && last ? finish(last.timeUs, 'cut-off', 'end') : over;
    },
    openSinceUs: () => run?.beganUs,
  };
}

const isByHand = ({ mode }: MachineSample): boolean =>
  mode !== undefined && mode !== 'AUTOMATIC' && mode !== 'SEMI_AUTOMATIC';

function activityOf({ known, execution }: MachineSample): Activity {
  if (!known) return 'unknown';
  switch (execution) {
    case 'ACTIVE':
      return 'active';
    case 'PROGRAM_COMPLETED':
      return 'completed';
    case 'READY':
      return 'ready';
    case undefined:
      return 'unknown';
    default:
      return 'paused';
  }
}
