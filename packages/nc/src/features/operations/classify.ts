/** What an operation is, by its cycles, its ways, its tool and its name: a score with reasons, never one rule alone. */
import type { ToolKind } from '../tools/tool-kind.ts';
import { byMilling } from './by-milling.ts';
import { atCentreMm, byTurning } from './by-turning.ts';
import type { Classification, Clues, OperationReason, Say } from './clues.ts';
import { kindByName, kindByTool } from './kind-by-words.ts';
import type { OperationKind } from './operation-kind.ts';
import type { Shape } from './shape.ts';

const holeMakers: ReadonlySet<ToolKind> = new Set(['drill', 'spot-drill', 'centre-drill', 'reamer', 'tap']);
const pointedTools: ReadonlySet<ToolKind> = new Set(['spot-drill', 'centre-drill', 'engraver']);
const mills: ReadonlySet<ToolKind> = new Set([
  'end-mill',
  'ball-end-mill',
  'bull-nose-mill',
  'slot-mill',
  'chamfer-mill',
]);

/** Who parts goes to the centre at one place (mm along Z). */
const leastFacedMm = 0.5;

export function classify(shape: Shape, clues: Clues): Classification {
  if (shape.cuts === 0) return { kind: 'none', confidence: 1, reasons: [] };
  const reasons: OperationReason[] = [];
  const say: Say = (kind, weight, because) => reasons.push({ kind, weight, because });
  const { name, tool, lathe } = clues;
  // A tool that is driven mills on a lathe, too.
  const called = name === undefined ? undefined : kindByName(name, lathe && !(tool && mills.has(tool.kind)));
  // A thread that a note speaks of may be tapped.
  const named = called === 'thread' && (shape.tapMm > 0 || shape.cycles.has('tap')) ? 'tap' : called;
  if (named) say(named, 4, `the note "${name!.slice(0, 60)}"`);
  const fit = tool && kindByTool(tool.kind);
  const axial = shape.cycleMm + shape.plungeMm + shape.liftMm + shape.tapMm > 0.5 * shape.cutMm;
  // A spot drill that goes along lines writes or breaks edges.
  const toolNamed = `its tool is a ${tool?.kind.replaceAll('-', ' ')}`;
  if (tool && fit && (axial || lathe || !holeMakers.has(tool.kind)))
    say(fit[0], fit[1] * tool.confidence, toolNamed);
  const pointed = tool !== undefined && pointedTools.has(tool.kind);
  if (pointed && !axial && !lathe)
    say('engrave', 1.5 * tool.confidence, `${toolNamed} that goes along lines`);
  byCycles(shape, say, tool?.kind);
  if (shape.probes > 0) say('probe', 4, `${shape.probes} moves until something is touched`);
  if (shape.tapMm > 0) say('tap', 3, 'the axis is locked to the spindle in and out');
  if (shape.threadMm > 0.5 * shape.cutMm) say('thread', 4, 'the axes follow the spindle');
  if (shape.cycleMm < 0.5 * shape.cutMm && shape.threadMm < 0.5 * shape.cutMm) {
    if (lathe) byTurning(shape, say, clues);
    else byMilling(shape, say, { shallowest: clues.shallowest, known: shape.diameterMm > 0 && !pointed });
  }
  return decided(reasons);
}

function byCycles(
  { cycles, cycleMm, cutMm, cycleDepthMm, fedOut, minX, minZ, maxZ }: Shape,
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
        // G82 dwells at the bottom: of a hole that is to be clean, a countersink or a spot, which the tool or a drill behind it tells.
        say('drill', 1.5 * share, holes(kind));
        say('spot', 1.2 * share, holes(kind));
        break;
      case 'tap':
      case 'thread':
        say(kind, 4 * share, holes(kind));
        break;
      case 'groove':
        if (minX < atCentreMm && maxZ - minZ > leastFacedMm && tool !== 'cut-off')
          say('face', 4.5 * share, `${holes(kind)} to the centre, side by side`);
        else if (minX < atCentreMm) say('part-off', 4 * share, `${holes(kind)} to the centre`);
        else say('groove', 4 * share, holes(kind));
        break;
      case 'bore':
        if (tool === 'reamer' || (tool !== 'boring-bar' && fedOut > 0))
          say('ream', 2.5 * share, 'G85 feeds in and out');
        else say('bore', 2.5 * share, holes(kind));
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

function decided(reasons: readonly OperationReason[]): Classification {
  const scores = new Map<OperationKind, number>();
  for (const { kind, weight } of reasons) scores.set(kind, (scores.get(kind) ?? 0) + weight);
  const [best, second] = [...scores].sort((a, b) => b[1] - a[1]);
  if (!best || best[1] < 0.6) return { kind: 'unknown', confidence: 0, reasons };
  const confidence = Math.round((100 * best[1]) / (best[1] + (second?.[1] ?? 0) + 1)) / 100;
  return { kind: best[0], confidence, reasons: [...reasons].sort((a, b) => b.weight - a.weight) };
}
