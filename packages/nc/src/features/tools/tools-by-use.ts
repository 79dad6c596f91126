/** What tools are by what they do: for those whose notes do not tell, and where notes and use exclude each other. */
import { type Fact, surer } from '../fact.ts';
import type { Operation } from '../operations/operation.ts';
import type { OperationKind } from '../operations/operation-kind.ts';
import { type ToolKind, worksOutside } from './tool-kind.ts';
import type { ProgramTool } from './tools.ts';

/** A face mill takes wide steps; narrower ones are an end mill's (mm). */
const leastFaceMillStepMm = 15;
/** No cutter is that wide: what lies farther apart are slots (mm). */
const mostFaceMillStepMm = 80;
/** Less is a guess, and no answer is better. */
const leastConfidence = 0.2;
/** One withdrawal towards the centre, or two steps (`Operation.inside`). */
const leastInside = 2;
/** Deeper, no centre drill or spot drill goes (mm). */
const deepestSpotMm = 15;

/** `tools` with a kind and a pitch by use; less sure than notes, with what was seen. Operations in the order of the program. */
export const toolsByUse = (
  tools: readonly ProgramTool[],
  operations: readonly Operation[],
): readonly ProgramTool[] =>
  tools.map((tool) => {
    const own = operations.filter(({ tool: number, kind }) => number === tool.number && kind !== 'none');
    if (own.length === 0) return tool;
    const used = kindByUse(own);
    const noted = tool.kind && excludes(tool.kind, used, own) ? undefined : narrowed(tool.kind, used, own);
    const pitch = pitchByUse(own);
    return {
      ...tool,
      kind: surer(noted, noted && noted.confidence > 0.5 ? undefined : used),
      pitchMm: tool.pitchMm ?? pitch,
    };
  });

/** An insert alone does not say whether its holder turns or bores; and what is called a turning tool and follows the spindle threads. */
const narrowed = (
  noted: Fact<ToolKind> | undefined,
  used: Fact<ToolKind> | undefined,
  own: readonly Operation[],
): Fact<ToolKind> | undefined => {
  if (noted?.value !== 'turning' || !used) return noted;
  const bores = used.value === 'boring-bar' && !worksOutside(noted.because.toUpperCase());
  const threads = used.value === 'threading' && own.every(({ kind }) => kind === 'thread');
  return bores || threads
    ? { ...noted, value: used.value, because: `${noted.because}, and ${used.because}` }
    : noted;
};

/** On a mill these go along their axis only. */
const alongAxis: ReadonlySet<ToolKind> = new Set(['drill', 'reamer', 'tap', 'boring-bar', 'counterbore']);
/** Cycles in which no tap goes. */
const drilled = ['drill', 'peck', 'chip-break'];

/** Taps follow the spindle, and deep holes are drilled: a note in the neighbourhood that says otherwise is about something else. */
const excludes = (
  noted: Fact<ToolKind>,
  used: Fact<ToolKind> | undefined,
  own: readonly Operation[],
): boolean => {
  if (!used || used.value === noted.value) return false;
  if (used.value === 'tap') return noted.confidence < 0.8;
  if (noted.confidence < 0.8 && used.value === 'end-mill' && alongAxis.has(noted.value)) return true;
  if (noted.value === 'tap') return own.every(({ cycles }) => drilled.some((cycle) => cycles[cycle]));
  return (
    used.value === 'drill' &&
    (noted.value === 'centre-drill' || noted.value === 'spot-drill') &&
    noted.confidence < 0.8 &&
    own.some(
      ({ cycles, cycleDepthMm }) => (cycles.peck || cycles['chip-break']) && cycleDepthMm > deepestSpotMm,
    )
  );
};

function kindByUse(own: readonly Operation[]): Fact<ToolKind> | undefined {
  const votes = new Map<ToolKind, { weight: number; of: Operation }>();
  let all = 0;
  const side = own.reduce((sum, { inside }) => sum + inside, 0);
  for (const operation of own) {
    const kind = operation.confidence < leastConfidence ? undefined : toolFor(operation, side);
    if (!kind) continue;
    const weight = operation.confidence * (1 + Math.log1p(operation.cutMm));
    all += weight;
    const known = votes.get(kind);
    votes.set(kind, { weight: weight + (known?.weight ?? 0), of: known?.of ?? operation });
  }
  const kinds = new Set(votes.keys());
  const [most] = [...votes].sort((a, b) => b[1].weight - a[1].weight);
  if (!most) return undefined;
  let [value, { of, weight }] = most;
  // What cuts sideways is a mill, whatever holes it plunges, and what turns may face, groove and chamfer as well.
  const mixed = ['tap', 'end-mill', 'turning'] as const;
  const wins = mixed.find((kind) => (votes.get(kind)?.weight ?? 0) > (kind === 'tap' ? 0 : 0.35) * all);
  if (wins && wins !== value) {
    value = wins;
    ({ of, weight } = votes.get(wins)!);
  }
  if (value === 'drill' && kinds.has('spot-drill') && kinds.size === 2) weight = all;
  const confidence = Math.round(100 * Math.min(0.7, of.confidence) * (wins ? 1 : weight / all)) / 100;
  if (confidence < leastConfidence) return undefined;
  const because = `its use: ${of.kind} in line ${of.line}${of.reasons[0] ? ` (${of.reasons[0].because})` : ''}`;
  return { value, confidence, because, line: of.line, column: 1 };
}

const turningKinds: ReadonlySet<OperationKind> = new Set(['turn-rough', 'turn-finish', 'face', 'chamfer']);

/** `side`: `Operation.inside` of all that the tool does. Undefined: many tools do that. */
function toolFor({ kind, cycles, lathe, stepMm }: Operation, side: number): ToolKind | undefined {
  if (kind === 'tap') return 'tap';
  if (kind === 'probe') return 'probe';
  if (kind === 'drill') return 'drill';
  if (kind === 'spot') return 'spot-drill';
  if (kind === 'ream') return 'reamer';
  if (lathe) {
    if (side >= leastInside && (turningKinds.has(kind) || kind === 'bore')) return 'boring-bar';
    if (turningKinds.has(kind) || kind === 'contour') return 'turning';
    if (kind === 'bore') return side < 0 ? 'turning' : 'boring-bar';
    if (kind === 'groove') return 'grooving';
    if (kind === 'thread') return 'threading';
    return kind === 'part-off' ? 'cut-off' : undefined;
  }
  switch (kind) {
    case 'face':
      return stepMm === 0 || wide(stepMm) ? 'face-mill' : 'end-mill';
    case 'chamfer':
      return 'chamfer-mill';
    case 'thread':
      return 'thread-mill';
    case 'bore':
      return cycles.bore ? 'boring-bar' : 'end-mill';
    case 'pocket':
    case 'contour':
    case 'slot':
      return 'end-mill';
    default:
      return undefined;
  }
}

const wide = (stepMm: number | undefined): boolean =>
  stepMm !== undefined && stepMm > leastFaceMillStepMm && stepMm < mostFaceMillStepMm;

const pitchByUse = (own: readonly Operation[]): Fact<number> | undefined => {
  const cut = own.find(({ pitchMm, kind }) => pitchMm !== undefined && kind === 'tap');
  if (!cut?.pitchMm) return undefined;
  const because = `the feed of the tapping in line ${cut.line}`;
  return { value: cut.pitchMm, confidence: 0.7, because, line: cut.line, column: 1 };
};
