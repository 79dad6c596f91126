/** What each G code (× 10) sets or asks for, by dialect. Modal things are set here; what is done once is left in `block.action`. */
import type { DialectName } from '../dialect/dialect.ts';
import type { Control } from './control.ts';
import { noMotion } from './control.ts';
import { report } from './report.ts';
import { turnToPlane } from './tilted-plane.ts';
import { planeOfCylinder } from './virtual-axes.ts';

/** Known, and without effect on where the tool goes as far as it is told here: smoothing, look-ahead, limits, probing help … */
const silent = new Set(
  [
    5, 5.1, 5.4, 8, 11, 22, 23, 25, 26, 29, 40.1, 43.3, 44.1, 49.1, 50.2, 51.2, 54.2, 60, 62, 63, 64, 69.1,
    80.5, 97.1, 103, 187, 254, 255,
  ].map((code) => Math.round(code * 10)),
);

/** Known, with a way of their own that is not carried out here: their axis words are no move. */
const declined = new Set(
  [2.2, 2.3, 2.4, 3.2, 3.3, 3.4, 6.2, 34.1, 35, 36, 68.3, 68.4, 72.1, 72.2].map((code) =>
    Math.round(code * 10),
  ),
);
/** Cylinders of Haas lathes, the general pocket and the feature coordinates of Haas mills; NURBS of LinuxCNC. */
const declinedBy: Readonly<Partial<Record<DialectName, ReadonlySet<number>>>> = {
  'haas-lathe': new Set([1070]),
  'haas-mill': new Set([1500, 2680]),
  linuxcnc: new Set([52, 53, 700, 710, 711, 712, 720, 721, 722]),
};

const isDeclined = ({ dialect }: Control, code: number): boolean =>
  declined.has(code) || declinedBy[dialect]?.has(code) === true;

/** Motions and cycles of mills, that stay in force. */
const millMotions = new Set([
  0, 10, 20, 30, 330, 730, 740, 760, 810, 820, 830, 840, 841, 850, 860, 870, 880, 890,
]);
const latheMotions = new Set([0, 10, 20, 30, 320, 330, 340, 810, 820, 830, 840, 850, 860, 870, 880, 890]);
const millActions = new Set([
  40, 100, 280, 281, 300, 301, 310, 382, 383, 384, 385, 520, 650, 660, 661, 680, 682, 920, 921, 922, 923,
]);
const latheActions = new Set([
  40, 100, 280, 300, 310, 500, 520, 650, 660, 661, 700, 710, 720, 730, 740, 750, 760, 920,
]);

const haasMillActions = new Set([120, 130, 700, 710, 720, 1070]);

export const applyG = (state: Control, code: number): void => {
  if (isDeclined(state, code)) {
    state.block.declined = true;
    report(state, 'code.not-carried-out', { code: gName(code) });
    return;
  }
  if (common(state, code)) return;
  const known = state.lathe ? lathe(state, code) : mill(state, code);
  if (!known && !silent.has(code)) report(state, 'code.unknown-g', { code: gName(code) });
};

export const gName = (code: number): string => `G${code % 10 === 0 ? code / 10 : (code / 10).toFixed(1)}`;

const motion = (state: Control, code: number): true => {
  const { modal, block } = state;
  if (block.hasMotion && modal.motion !== code) {
    report(state, 'code.conflict', { first: gName(modal.motion), second: gName(code) });
  }
  if (modal.motion !== code) {
    if (isCycle(code) !== isCycle(modal.motion)) state.initialLevelSet = false;
    modal.motion = code;
    // The contour of G70 is part of its cycle.
    if (state.cycle && !state.walking) {
      state.cycle = undefined;
      state.context = undefined;
    }
    if (!isCycle(code)) state.sticky.fill(Number.NaN);
  }
  state.block.hasMotion = true;
  return true;
};

export const isCycle = (code: number): boolean =>
  (code >= 730 && code <= 899) || code === 900 || code === 920 || code === 940;

const common = (state: Control, code: number): boolean => {
  const { modal, block } = state;
  switch (code) {
    case 170:
    case 180:
    case 190: {
      const plane = code === 170 ? 17 : code === 180 ? 18 : 19;
      if (state.virtual && planeOfCylinder(state, plane)) return true;
      if (modal.plane !== plane) {
        if (modal.compensation !== 'off') report(state, 'compensation.plane');
        modal.plane = plane;
        state.context = undefined;
      }
      return true;
    }
    case 200:
    case 210:
      state.unitsKnown = true;
      if (modal.inch !== (code === 200)) {
        modal.inch = code === 200;
        state.context = undefined;
        if (state.linuxcnc) modal.feed = 0;
      }
      return true;
    case 400:
    case 410:
    case 420:
    case 411:
    case 421:
      block.compensation = code;
      return true;
    case 90:
      block.exactStop = true;
      return true;
    case 610:
    case 611:
      modal.exactStop = code === 610;
      return true;
    case 640:
      modal.exactStop = false;
      return true;
    case 530:
      block.machine = true;
      return true;
    case 71:
      if (state.linuxcnc || state.dialect === 'iso') return false;
      block.action = code;
      return true;
    case 121:
    case 131:
      if (!state.lathe) return false;
      block.action = code;
      return true;
    case 1120:
    case 1130:
      if (!state.lathe) return false;
      block.action = code === 1120 ? 121 : 131;
      return true;
    case 1070:
      if (!state.lathe || state.dialect === 'haas-lathe') return false;
      block.action = 71;
      return true;
    case 541:
    case 1540:
      block.extendedOffset = true;
      return true;
    case 540:
    case 550:
    case 560:
    case 570:
    case 580:
    case 590:
      block.workOffset = (code - 530) / 10;
      return true;
    case 960:
    case 970:
      modal.surface = code === 960;
      state.context = undefined;
      block.speedMode = true;
      return true;
    case 670:
      state.modalCall = undefined;
      return true;
    case 800:
      if (isCycle(modal.motion)) {
        motion(state, state.linuxcnc ? noMotion : 0);
        // G80 ends the cycle; a motion code beside it, or before it, is what axis words then mean.
        block.hasMotion = false;
      } else if (state.linuxcnc && !block.hasMotion) modal.motion = noMotion;
      return true;
    case 15 * 10:
    case 16 * 10:
      if (state.lathe) return false;
      state.polar = code === 160;
      return true;
    default:
      return false;
  }
};

const mill = (state: Control, code: number): boolean => {
  const { modal, block } = state;
  if (millMotions.has(code)) return motion(state, code);
  if (millActions.has(code) || (haasMillActions.has(code) && state.dialect === 'haas-mill')) {
    block.action = code;
    return true;
  }
  switch (code) {
    case 900:
    case 910:
      modal.absolute = code === 900;
      return true;
    case 901:
    case 911:
      modal.absoluteCentre = code === 901;
      return true;
    case 930:
    case 940:
    case 950:
      setFeedMode(state, code);
      return true;
    case 980:
    case 990:
      modal.returnToInitial = code === 980;
      return true;
    case 2340:
      if (state.dialect !== 'haas-mill') return false;
      block.toolLength = 430;
      return true;
    case 50:
    case 51:
      if (!state.linuxcnc) return true;
      block.action = code;
      return true;
    case 430:
    case 431:
    case 432:
    case 434:
    case 435:
    case 440:
    case 490:
      block.toolLength = code;
      return true;
    case 500:
    case 510:
    case 501:
    case 511:
    case 690:
      block.shape = code;
      return true;
    case 531:
    case 536:
      turnToPlane(state);
      return true;
    case 591:
    case 592:
    case 593:
      if (!state.linuxcnc) return false;
      block.workOffset = 6 + code - 590;
      return true;
    case 70:
    case 80:
      if (!state.linuxcnc) return code === 80;
      modal.diameter = code === 70;
      return true;
    default:
      if (code >= 1100 && code <= 1290 && code % 10 === 0 && state.dialect === 'haas-mill') {
        block.workOffset = 101 + (code - 1100) / 10;
        return true;
      }
      return false;
  }
};

const lathe = (state: Control, code: number): boolean => {
  const { modal, block, systemA } = state;
  if (systemA) {
    if (code === 900 || code === 920 || code === 940) return motion(state, code);
    if (code === 980 || code === 990) {
      setFeedMode(state, code === 980 ? 940 : 950);
      return true;
    }
    // G-code system A has no G91; posts write it before G28, where it means what it says.
    if (code === 910) {
      block.incremental = true;
      return true;
    }
  } else {
    if (code === 770 || code === 780 || code === 790)
      return motion(state, code === 770 ? 900 : code === 780 ? 920 : 940);
    if (code === 900 || code === 910) {
      modal.absolute = code === 900;
      return true;
    }
    if (code === 980 || code === 990) {
      modal.returnToInitial = code === 980;
      return true;
    }
    if (code === 940 || code === 950) {
      setFeedMode(state, code);
      return true;
    }
  }
  if (latheMotions.has(code)) return motion(state, code);
  if (latheActions.has(code)) {
    block.action = code;
    return true;
  }
  if (code === 680 || code === 690) return true;
  return code === 430 || code === 490 || code === 950 || code === 940 || code === 911 || code === 901;
};

const setFeedMode = (state: Control, code: number): void => {
  const mode = code === 930 ? 'inverse-time' : code === 940 ? 'per-minute' : 'per-revolution';
  if (state.modal.feedMode === mode) return;
  state.modal.feedMode = mode;
  // A feed per minute is none per revolution. Fanuc keeps them apart; a feed is only taken over within one kind.
  if (state.linuxcnc || mode === 'inverse-time') state.modal.feed = 0;
  state.context = undefined;
};
