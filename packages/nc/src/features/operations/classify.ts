/** What an operation is, by its cycles, its ways, its tool and its name: a score with reasons, never one rule alone. */
import type { ToolKind } from '../tools/tool-kind.ts';
import type { Shape } from './shape.ts';

export type OperationKind =
  | 'face'
  | 'pocket'
  | 'contour'
  | 'slot'
  | 'chamfer'
  | 'engrave'
  | 'surface'
  | 'drill'
  | 'spot'
  | 'tap'
  | 'bore'
  | 'ream'
  | 'turn-rough'
  | 'turn-finish'
  | 'groove'
  | 'thread'
  | 'part-off'
  | 'probe'
  /** Something is cut and nothing shows what. */
  | 'unknown'
  /** Nothing is cut. */
  | 'none';

export interface OperationReason {
  readonly kind: OperationKind;
  /** Added to the kind's score. */
  readonly weight: number;
  /** A sentence fragment: `12 holes with G81`. */
  readonly because: string;
}

export interface Classification {
  readonly kind: OperationKind;
  /** 0–1: best score over itself, the second best and one. */
  readonly confidence: number;
  readonly reasons: readonly OperationReason[];
}

export interface Clues {
  readonly lathe: boolean;
  readonly name: string | undefined;
  readonly tool: { readonly kind: ToolKind; readonly confidence: number } | undefined;
  /** Lathe: the least Z that earlier operations cut, program coordinates. */
  readonly earlierMinZ: number;
  /** And the greatest: the front. */
  readonly earlierMaxZ: number;
}

type Say = (kind: OperationKind, weight: number, because: string) => void;

const names: readonly (readonly [RegExp, OperationKind])[] = [
  [/PROB(E|ING)/, 'probe'],
  [/PART[- ]?OFF|CUT[- ]?OFF|ABSTECH|TRONZ/, 'part-off'],
  [/THREAD|GEWINDE(?!BOHR)|ROSCA/, 'thread'],
  [/GROOV|EINSTECH|RANURADO/, 'groove'],
  [/\bTAP(PING)?\b|GEWINDEBOHR/, 'tap'],
  [/\bREAM/, 'ream'],
  [/SPOT|CENT(ER|RE)[- ]?DRILL|ZENTRIER/, 'spot'],
  [/CHAMFER|\bFASE\b|CHAFLAN|DEBURR/, 'chamfer'],
  [/\bBOR(E|ING)\b|AUSDREH|\bI\.?D\.? ?(TURN|ROUGH|FINISH)|(TURN|FACE) ?ID\b/, 'bore'],
  [/DRILL|BOHR|\bTALADR|PERFOR/, 'drill'],
  [/ENGRAV|GRAVUR|GRAVIER|GRABAD|\bTEXT\b|TRACE/, 'engrave'],
  [/POCKET|ADAPTIVE|TASCHE|CAJERA|CLEARING|HSR\b/, 'pocket'],
  [/CONTOUR|PROFIL|KONTUR|PERIM|OUTLINE/, 'contour'],
  [/\bSLOT|\bNUT(E|EN)?\b|RANURA/, 'slot'],
  [/PARALLEL|SCALLOP|PENCIL|SURFACE|MORPH|SPIRAL|RADIAL|RAMP|STEEP|WATERLINE|\bFLOW\b|3D/, 'surface'],
  [/(O\.?D\.?|ROUGH).{0,12}TURN|TURN.{0,12}ROUGH|SCHRUPP/, 'turn-rough'],
  [/FINISH.{0,12}TURN|TURN.{0,12}FINISH|SCHLICHT/, 'turn-finish'],
  [/\bFAC(E|ING)\d*\b|PLAN(EN|FR)|PLANEADO|REFREN/, 'face'],
];

const turning: ReadonlySet<OperationKind> = new Set(['turn-rough', 'turn-finish', 'part-off']);
/** `PROFILE` is turned on a lathe. */
const milling: ReadonlySet<OperationKind> = new Set(['contour', 'pocket', 'slot', 'surface', 'chamfer']);

const byTool: Partial<Record<ToolKind, readonly [OperationKind, number]>> = {
  tap: ['tap', 3],
  reamer: ['ream', 3],
  drill: ['drill', 1.5],
  'spot-drill': ['spot', 2.5],
  'centre-drill': ['spot', 2.5],
  countersink: ['chamfer', 2],
  'face-mill': ['face', 2],
  'chamfer-mill': ['chamfer', 2.5],
  'slot-mill': ['slot', 2],
  'thread-mill': ['thread', 3],
  engraver: ['engrave', 2],
  'ball-end-mill': ['surface', 0.8],
  'boring-bar': ['bore', 2],
  grooving: ['groove', 2],
  threading: ['thread', 2],
  'cut-off': ['part-off', 2.5],
  probe: ['probe', 3],
};

export function classify(shape: Shape, clues: Clues): Classification {
  if (shape.cuts === 0) return { kind: 'none', confidence: 1, reasons: [] };
  const reasons: OperationReason[] = [];
  const say: Say = (kind, weight, because) => reasons.push({ kind, weight, because });
  const { name, tool, lathe } = clues;
  if (name !== undefined) {
    const found = names.find(
      ([pattern, kind]) => pattern.test(name.toUpperCase()) && !(lathe ? milling : turning).has(kind),
    );
    if (found) say(found[1], 2, `the note "${name.slice(0, 60)}"`);
  }
  const fit = tool && byTool[tool.kind];
  if (tool && fit) say(fit[0], fit[1] * tool.confidence, `its tool is a ${tool.kind.replaceAll('-', ' ')}`);
  byCycles(shape, say, tool?.kind);
  if (shape.probes > 0) say('probe', 4, `${shape.probes} moves until something is touched`);
  if (shape.tapMm > 0) say('tap', 3, 'the axis is locked to the spindle in and out');
  if (shape.threadMm > 0.5 * shape.cutMm) say('thread', 4, 'the axes follow the spindle');
  if (shape.cycleMm < 0.5 * shape.cutMm && shape.threadMm < 0.5 * shape.cutMm) {
    if (lathe) byTurning(shape, say, clues);
    else byMilling(shape, say);
  }
  return decided(reasons);
}

function byCycles(
  { cycles, cycleMm, cutMm, cycleDepthMm }: Shape,
  say: Say,
  tool: ToolKind | undefined,
): void {
  // A hole in a pocket's program is a hole; the pocket weighs by its way.
  const share = cutMm > 0 ? Math.min(1, cycleMm / cutMm) : 1;
  const holes = (kind: string) => `${cycles.get(kind)} × the cycle "${kind}"`;
  for (const kind of cycles.keys()) {
    switch (kind) {
      case 'drill':
      case 'peck':
      case 'chip-break':
        say(
          tool === 'reamer' ? 'ream' : 'drill',
          (kind === 'drill' ? 2.5 : 3.5) * share,
          `${holes(kind)}, ${Math.round(cycleDepthMm * 100) / 100} mm deep`,
        );
        break;
      case 'spot':
        // G82 dwells at the bottom: for a spot, a countersink or a hole whose bottom is to be clean.
        say('spot', 1.5 * share, holes(kind));
        say('drill', 1.2 * share, holes(kind));
        break;
      case 'tap':
      case 'thread':
      case 'groove':
        say(kind, 4 * share, holes(kind));
        break;
      case 'bore':
        say(tool === 'reamer' ? 'ream' : 'bore', 2.5 * share, holes(kind));
        break;
      case 'finish':
        say('turn-finish', 4 * share, holes(kind));
        break;
      case 'rough-turn':
      case 'rough-face':
      case 'pattern':
        say('turn-rough', 4 * share, holes(kind));
        break;
      case 'turn':
        say('turn-rough', 2 * share, holes(kind));
        break;
    }
  }
}

function byMilling(shape: Shape, say: Say): void {
  const { cutMm, plungeMm, liftMm, levelMm, slopedMm, helixMm, arcMm, chains, plunges } = shape;
  const percent = (part: number) => `${Math.round((100 * part) / cutMm)} %`;
  if (plungeMm + liftMm > 0.95 * cutMm) {
    say('drill', 2, `feeds along the tool's axis only, ${plunges} times`);
    return;
  }
  if (shape.rotaryMm > 0.1 * cutMm)
    say('surface', 2, `rotary axes move on ${percent(shape.rotaryMm)} of the way`);
  const levels = Math.max(1, shape.levels.size);
  // A ramp goes down only; a surface of free form goes up as well.
  const surface = shape.climbMm > 0.1 * slopedMm;
  if (slopedMm > 0.35 * cutMm && surface)
    say(
      'surface',
      2.5 * Math.min(1, slopedMm / (0.6 * cutMm)),
      `${percent(slopedMm)} of the way rises and falls`,
    );
  else if (slopedMm > 0.35 * cutMm) say('contour', 1, `goes down along ${percent(slopedMm)} of the way`);
  if (helixMm > 0.6 * cutMm) say('bore', 1.2, `${percent(helixMm)} of the way are helices`);
  if (levelMm < 0.4 * cutMm) return;
  if (shape.compensatedMm > 0.5 * cutMm)
    say('contour', 2, `cutter compensation on ${percent(shape.compensatedMm)} of the way`);
  const around = 2 * shape.span;
  const ratio = around > 0 ? levelMm / levels / around : 0;
  const times = `goes ${ratio.toFixed(1)} × around its extent at each of ${levels} levels`;
  const directions = [...shape.directions].sort((a, b) => b - a);
  const lines = levelMm - arcMm;
  const parallel = lines > 0 && directions[0]! + directions[1]! > 0.9 * lines && arcMm < 0.35 * levelMm;
  if (levels === 1 && chains >= 8 && levelMm / chains < 40)
    say('engrave', 1.3, `${chains} short ways at one level`);
  if (ratio > 1.5) {
    if (parallel && levels <= 3) say('face', 1.8, `parallel passes at ${levels} levels`);
    say('pocket', parallel && levels <= 3 ? 0.8 : 1.6, times);
  } else if (ratio > 0.4) {
    say('contour', shape.closedMm > 0.5 * levelMm ? 1.8 : 1, times);
    if (parallel && levels <= 2 && shape.closedMm < 0.2 * levelMm) say('face', 0.8, 'parallel open passes');
  }
  const straight = directions[0]! > 0.9 * levelMm;
  if (straight && chains > 0 && ratio <= 1.2) say('slot', 1, 'there and back along one line');
}

function byTurning(shape: Shape, say: Say, { earlierMinZ, earlierMaxZ }: Clues): void {
  const { cutMm, alongZMm, inwardMm, outwardMm, centreMm, passes } = shape;
  if (centreMm > 0.8 * cutMm) {
    say('drill', 2.5, 'feeds along the centre line');
    return;
  }
  const across = inwardMm + outwardMm;
  if (shape.retractsIn > 2 * shape.retractsOut && shape.retractsIn > 0)
    say('bore', 1.5, 'draws back towards the centre');
  if (across > 0.85 * cutMm) {
    const front = shape.maxZ > earlierMaxZ - 0.5;
    if (shape.minX > 0.5 && front) say('face', 1.2, 'feeds across only, at the front');
    else if (shape.minX > 0.5) say('groove', 1.5, 'feeds across only, and not to the centre');
    else if (!front && shape.maxZ < earlierMinZ)
      say('part-off', 1.8, 'feeds to the centre behind everything that was cut before');
    else say('face', 2, 'feeds across to the centre');
    return;
  }
  if (inwardMm > 0.35 * cutMm && alongZMm < 0.3 * cutMm && shape.minX > 0.5)
    say('groove', 1, `feeds across on ${Math.round((100 * inwardMm) / cutMm)} % of the way`);
  if (passes >= 4) say('turn-rough', 1.5, `${passes} passes`);
  else say('turn-finish', 1.3, `${passes} ${passes === 1 ? 'pass' : 'passes'} along the part`);
  if (shape.compensatedMm > 0.5 * cutMm) say('turn-finish', 0.8, 'nose radius compensation');
}

function decided(reasons: readonly OperationReason[]): Classification {
  const scores = new Map<OperationKind, number>();
  for (const { kind, weight } of reasons) scores.set(kind, (scores.get(kind) ?? 0) + weight);
  const [best, second] = [...scores].sort((a, b) => b[1] - a[1]);
  if (!best || best[1] < 0.75) return { kind: 'unknown', confidence: 0, reasons };
  const confidence = Math.round((100 * best[1]) / (best[1] + (second?.[1] ?? 0) + 1)) / 100;
  return { kind: best[0], confidence, reasons: [...reasons].sort((a, b) => b.weight - a.weight) };
}
