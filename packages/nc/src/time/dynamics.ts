/** What decides how long a machine takes for a way: limits of its axes, its control and its changers. */
import type { Axes } from '../profile/machine-profile.ts';

export interface MachineDynamics {
  /** Stands beside every estimate made with it. */
  readonly id: string;
  /** Of each axis X – C at G0; mm/min, rotary axes degrees/min. */
  readonly rapidPerMin: Axes;
  /** Of each axis at feed: a programmed feed beyond it is clamped. */
  readonly feedPerMin: Axes;
  /** Of each axis; mm/s², rotary axes degrees/s². */
  readonly accelerationPerS2: Axes;
  /** How far the path may be rounded at a corner, in mm: it sets the speed there (0: every corner is a stop). */
  readonly junctionDeviationMm: number;
  /** Blocks that the control sees ahead; it must be able to stop within them. */
  readonly lookAhead: number;
  /** Least time that the control takes for a block, in seconds. */
  readonly blockS: number;
  /** In-position check wherever the axes come to rest, in seconds. */
  readonly settleS: number;
  readonly toolChangeS: number;
  /** From standstill to 1,000 turns per minute and back, in seconds. */
  readonly spindleSPer1000Rpm: number;
  /**
   * Half width of the interval that holds nine of ten jobs, as a share of the estimate. Of a fitted profile its residuals; of an
   * assumed one what programs with measured times lie apart.
   */
  readonly uncertainty: number;
}

/** A machining centre, or a lathe, of the middle class; of no maker. */
export const assumedDynamics = (kind: 'mill' | 'lathe'): MachineDynamics => ({
  id: `assumed-${kind}`,
  rapidPerMin:
    kind === 'mill'
      ? [24_000, 24_000, 18_000, 9_000, 9_000, 9_000]
      : [16_000, 10_000, 20_000, 9_000, 9_000, 36_000],
  feedPerMin: [12_000, 12_000, 12_000, 9_000, 9_000, 9_000],
  accelerationPerS2: [3_000, 3_000, 3_000, 1_500, 1_500, 1_500],
  junctionDeviationMm: 0.02,
  lookAhead: 40,
  blockS: 0.004,
  settleS: 0.05,
  toolChangeS: kind === 'mill' ? 8 : 2,
  spindleSPer1000Rpm: 0.25,
  uncertainty: 0.3,
});
