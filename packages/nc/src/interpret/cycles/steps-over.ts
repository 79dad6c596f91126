/** How many steps a control takes over a way. It counts in least increments, so that inches rounded to mm make no step more. */
import type { Control } from '../control.ts';

/** mm. At least one; the last is shorter. LinuxCNC reckons with what it reads. */
export const stepsOver = ({ linuxcnc, profile }: Control, way: number, step: number): number => {
  const nothing = linuxcnc ? 1e-9 * step : profile.leastIncrementMm / 2;
  return Math.max(1, Math.ceil((way - nothing) / step));
};
