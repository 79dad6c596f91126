/** As much of a control's state as one needs to know what an S or F means, read off the words in the order of the file. */
import { systemADialects } from '../dialect/dialect.ts';
import type { FileBlock } from '../features/blocks.ts';
import type { FeedMode } from '../moves/move-context.ts';
import type { MachineProfile } from '../profile/machine-profile.ts';

export interface Modal {
  /** G code × 10 of group 1 or of a cycle; 800 and 0 cut nothing. */
  motion: number;
  feedMode: FeedMode;
  surface: boolean;
  inch: boolean;
}

export const modalOf = ({ feedMode, units }: MachineProfile): Modal => ({
  motion: 0,
  feedMode,
  surface: false,
  inch: units === 'inch',
});

/** What a block does with the words S and F. */
export interface BlockSense {
  /** Feeds: G1 – G3, a cycle or a thread with an axis. */
  readonly cuts: boolean;
  /** Cuts a thread or taps. */
  readonly locked: boolean;
  readonly taps: boolean;
  /** S and F are arguments of something else. */
  readonly argument: boolean;
  /** S is the limit of G50 or G92. */
  readonly limit: boolean;
}

const axes = new Set([...'XYZABCUVWIJK'].map((letter) => letter.charCodeAt(0)));
const argumentG = new Set([40, 100, 101, 650, 660, 661]);

/** Takes the block's G and M words into `modal`. */
export function advance(modal: Modal, { tokens, from, to }: FileBlock, profile: MachineProfile): BlockSense {
  const lathe = profile.kind === 'lathe';
  const systemA = systemADialects.includes(profile.dialect);
  let axis = false;
  let limit = false;
  let argument = false;
  let once = -1;
  for (let i = from; i < to; i++) {
    const kind = tokens.kind[i]!;
    const value = tokens.value[i]!;
    if (axes.has(kind) || (kind === 9 && axes.has(value))) axis = true;
    else if (kind === 77 && value === 19) argument = true;
    if (kind !== 71) continue;
    const g = Math.round(value * 10);
    if (argumentG.has(g)) argument = true;
    if (g === 200 || g === 210) modal.inch = g === 200;
    else if (g === 960 || g === 970) modal.surface = g === 960;
    else if (g === 930) modal.feedMode = 'inverse-time';
    else if (systemA && (g === 980 || g === 990))
      modal.feedMode = g === 980 ? 'per-minute' : 'per-revolution';
    else if (!systemA && (g === 940 || g === 950))
      modal.feedMode = g === 940 ? 'per-minute' : 'per-revolution';
    else if (g === 500 || (g === 920 && !systemA)) limit = true;
    else if (g === 920) modal.motion = g;
    else if (lathe && g >= 700 && g <= 760) once = g;
    else if (isMotion(g, { lathe, systemA })) modal.motion = g;
  }
  // G92 with S and without an axis is the limit in every system.
  if (modal.motion === 920 && !axis) limit = true;
  const motion = once >= 0 ? once : modal.motion;
  const taps = lathe ? motion === 840 || motion === 880 || motion === 1840 : tapping.has(motion);
  const threads =
    motion === 320 ||
    motion === 330 ||
    motion === 331 ||
    motion === 340 ||
    (lathe ? latheThreads(motion, systemA) : profile.dialect === 'linuxcnc' && motion === 760);
  const cuts = motion !== 0 && motion !== 800 && (axis || once >= 0) && !limit;
  return { cuts, locked: (taps || threads) && cuts, taps, argument, limit };
}

const tapping = new Set([740, 840, 842, 843, 740, 1740, 1840]);

const latheThreads = (motion: number, systemA: boolean): boolean =>
  motion === 760 || (systemA ? motion === 920 : motion === 780);

const isMotion = (g: number, { lathe, systemA }: { lathe: boolean; systemA: boolean }): boolean =>
  (g >= 0 && g <= 30 && g % 10 === 0) ||
  g === 320 ||
  g === 330 ||
  g === 331 ||
  g === 340 ||
  (g >= 730 && g <= 890) ||
  g === 1740 ||
  g === 1840 ||
  (lathe && systemA && (g === 900 || g === 940)) ||
  (lathe && !systemA && (g === 770 || g === 780 || g === 790));
