/** Cycles by their names, in languages that no moves are made of. */
import type { DialectName } from '../../dialect/dialect.ts';
import type { OperationKind } from '../operations/operation-kind.ts';

type CycleWords = readonly (readonly [RegExp, OperationKind])[];

/** Sinumerik 840D: Programming Manual, Job Planning, and the cycles of ShopMill and ShopTurn. */
const sinumerik: CycleWords = [
  [/\bCYCLE8(4|40)\b/, 'tap'],
  [/\bCYCLE8[123]\b|\bCYCLE830\b/, 'drill'],
  [/\bCYCLE85\b/, 'ream'],
  [/\bCYCLE8[6-9]\b/, 'bore'],
  [/\bCYCLE(61|71)\b/, 'face'],
  [/\bPOCKET\d\b|\bCYCLE(63|64)\b/, 'pocket'],
  [/\bSLOT\d\b|\bLONGHOLE\b|\bCYCLE899\b/, 'slot'],
  [/\bCYCLE(62|72)\b/, 'contour'],
  [/\bCYCLE60\b/, 'engrave'],
  [/\bCYCLE(70|78|90|97|98|99)\b/, 'thread'],
  [/\bCYCLE(93|930|94|940|96)\b/, 'groove'],
  [/\bCYCLE92\b/, 'part-off'],
  [/\bCYCLE(95|951|952)\b/, 'turn-rough'],
  [/\bCYCLE97\d\b/, 'probe'],
];

/** Heidenhain TNC 640: Machining Cycles, User's Manual. */
const heidenhain: CycleWords = [
  [/\bCYCL DEF (2|17|18|20[679])\b/, 'tap'],
  [/\bCYCL DEF 240\b/, 'spot'],
  [/\bCYCL DEF (1|200|203|205|241)\b/, 'drill'],
  [/\bCYCL DEF 201\b/, 'ream'],
  [/\bCYCL DEF (202|204|208)\b/, 'bore'],
  [/\bCYCL DEF (23[0-3])\b/, 'face'],
  [/\bCYCL DEF (4|5|21[24]|22|25[12]|27[12])\b/, 'pocket'],
  [/\bCYCL DEF (3|21[01]|25[34])\b/, 'slot'],
  [/\bCYCL DEF (24|25|25[67]|270)\b/, 'contour'],
  [/\bCYCL DEF 225\b/, 'engrave'],
  [/\bCYCL DEF 26[2-7]\b/, 'thread'],
];

/** Okuma OSP lathes: LAP4 and the fixed cycles. */
const okuma: CycleWords = [
  [/\bG(0?71|0?33|0?32|31|34|35)\b/, 'thread'],
  [/\bG8[56]\b/, 'turn-rough'],
  [/\bG87\b/, 'turn-finish'],
  [/\bG73\b/, 'groove'],
  [/\bG74\b|\bG18[1-3]\b/, 'drill'],
  [/\bG(77|184)\b/, 'tap'],
];

/** Philips (MAHO) lathes: G10 and G11 rough, G74 grooves, G24 goes along a part of the program again. */
const philips: CycleWords = [
  [/\bG1[01]\b/, 'turn-rough'],
  [/\bG24\b/, 'turn-finish'],
  [/\bG74\b/, 'groove'],
  [/\bG3[23]\b/, 'thread'],
  [/\bG8[13]\b/, 'drill'],
  [/\bG84\b/, 'tap'],
];

/** Packed as some posts write, `N20G99G81X5.`: no blank parts one word from the next. */
const plain: CycleWords = [
  // Renishaw's macros, which most shops keep at their numbers, and LinuxCNC's probing.
  [/(?<![A-Z])G65 ?P98\d\d(?!\d)|(?<![A-Z])G38\.\d/, 'probe'],
  [/(?<![A-Z])G7[43](?!\d).*Z|(?<![A-Z])G8[123](?!\d)/, 'drill'],
  [/(?<![A-Z])G84(?!\d)/, 'tap'],
  [/(?<![A-Z])G8[5-9](?!\d)/, 'bore'],
  [/(?<![A-Z])G(32|33|76|92)(?!\d).*[FIK]/, 'thread'],
];

export const cycleWords = (dialect: DialectName): CycleWords =>
  ({ sinumerik, heidenhain, okuma, philips })[dialect as 'sinumerik'] ?? plain;
