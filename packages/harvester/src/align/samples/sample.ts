/** What a machine says of itself at one moment, as far as programs are concerned. */
import type { Execution } from '@mantinel/domain';

export interface MachineSample {
  /** By the machine's clock, microseconds; never less than that of the sample before, unless `clockSetBack`. */
  readonly timeUs: number;
  /** False when the machine is not heard: not connected, UNAVAILABLE, a gap. Then nothing else here counts as current. */
  readonly known: boolean;
  /** Its clock was set back just before: how much time passed is not known. */
  readonly clockSetBack: boolean;
  readonly execution: Execution | undefined;
  /** MTConnect ControllerMode; `SINGLE_BLOCK` stands in `singleBlock`. */
  readonly mode: string | undefined;
  readonly singleBlock: boolean;
  readonly emergencyStop: boolean;
  /** Conditions at level fault that stand. */
  readonly faults: number;
  /** As the machine writes it. */
  readonly program: string | undefined;
  /** Of the file, or an N word: controls differ. */
  readonly line: number | undefined;
  readonly block: string | undefined;
  /** 0: none in the spindle. */
  readonly tool: number | undefined;
  /** Per cent. */
  readonly feedOverride: number | undefined;
  /** 1/min, of the spindle that turns fastest. */
  readonly spindleRpm: number | undefined;
  /** Per cent, of the spindle that is loaded most. */
  readonly load: number | undefined;
  /** Counters as the machine keeps them. */
  readonly parts: number | undefined;
  readonly scrap: number | undefined;
  readonly rework: number | undefined;
}
