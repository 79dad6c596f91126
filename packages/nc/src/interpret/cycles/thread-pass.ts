/** One pass of a thread, with the way out of it along which it runs out (M23, Fanuc parameters 5130 and 5131). */
import { MoveFlag, MoveKind } from '../../moves/move-kind.ts';

export interface ThreadPass {
  /** Where the pass begins and ends; the end without its running out. mm, X as radius. */
  readonly fromZ: number;
  readonly toX: number;
  readonly toZ: number;
  /** How much further out it begins than it ends. */
  readonly taper: number;
  /** Where the tool is clear of the thread. */
  readonly clearX: number;
  /** Along Z; it runs out at 45 degrees. */
  readonly chamferMm: number;
}

/** From its beginning at full depth to its end. */
export const threadPass = (
  go: (kind: number, x: number, z: number, flags?: number) => void,
  { fromZ, toX, toZ, taper, clearX, chamferMm }: ThreadPass,
): void => {
  const length = Math.abs(toZ - fromZ);
  const out = Math.min(chamferMm, length / 2, Math.abs(clearX - toX));
  if (out > 1e-6) {
    const share = out / length;
    const leavesX = toX + taper * share;
    go(MoveKind.thread, leavesX, toZ + Math.sign(fromZ - toZ) * out, MoveFlag.locked);
    go(MoveKind.thread, leavesX + Math.sign(clearX - toX) * out, toZ, MoveFlag.locked);
  } else go(MoveKind.thread, toX, toZ, MoveFlag.locked);
};
