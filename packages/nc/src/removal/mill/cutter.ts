/** The form of a milling tool below its shank, as far as a program tells it. */
import type { ToolKind } from '../../features/tools/tool-kind.ts';
import type { ProgramTool } from '../../features/tools/tools.ts';

/** Lengths in mm; the controlled point is the tip on the axis. */
export interface Cutter {
  readonly radiusMm: number;
  /** `bull`: flat with round corners. `cone`: pointed. */
  readonly form: 'flat' | 'bull' | 'ball' | 'cone';
  /** Of `bull` and `ball`; 0 else. */
  readonly cornerRadiusMm: number;
  /** Of `cone`: how far it rises per mm from the axis; 0 else. */
  readonly rise: number;
  /** Drills, reamers, taps: what they leave is a hole. */
  readonly hole: boolean;
  readonly confidence: number;
  readonly because: string;
}

export interface NoCutter {
  /** A sentence. */
  readonly unknown: string;
}

/** Point angles by DIN and habit where the note does not tell one, degrees. */
const pointAngles: Partial<Record<ToolKind, number>> = {
  drill: 118,
  'spot-drill': 90,
  'centre-drill': 60,
  countersink: 90,
  'chamfer-mill': 90,
  engraver: 60,
};

/** Cut beside or above their tip, which a map of heights cannot hold, or take off no chip to speak of. */
const beyond: readonly ToolKind[] = ['slot-mill', 'form-mill', 'taper-mill', 'thread-mill', 'tap'];
const still: readonly ToolKind[] = [
  'probe',
  'stop',
  'turning',
  'grooving',
  'threading',
  'cut-off',
  'knurling',
];
const holes: readonly ToolKind[] = [
  'drill',
  'spot-drill',
  'centre-drill',
  'reamer',
  'boring-bar',
  'counterbore',
  'countersink',
];

const mostDiameterMm = 500;

export function cutterOf(tool: ProgramTool | undefined, number: number): Cutter | NoCutter {
  const named = number > 0 ? `tool ${number}` : 'the tool';
  const diameter = tool?.diameterMm;
  if (!tool || !diameter)
    return { unknown: `The diameter of ${named} is not told, so there is no model of what it takes off.` };
  if (diameter.value > mostDiameterMm)
    return { unknown: `${round(diameter.value)} mm is no diameter of a mill (${named}).` };
  const kind = tool.kind?.value;
  if (kind && beyond.includes(kind))
    return { unknown: `What a ${kind.replaceAll('-', ' ')} (${named}) takes off is not modelled.` };
  if (kind && still.includes(kind))
    return { unknown: `A ${kind.replaceAll('-', ' ')} (${named}) does not mill.` };
  const radiusMm = diameter.value / 2;
  const angle = kind && pointAngles[kind];
  const corner = tool.cornerRadiusMm?.value ?? 0;
  const base = {
    radiusMm,
    hole: kind !== undefined && holes.includes(kind),
    cornerRadiusMm: 0,
    rise: 0,
    confidence: diameter.confidence * (kind ? 1 : 0.8),
    because: `T${number} has a diameter of ${round(diameter.value)} mm: ${diameter.because}${kind ? '' : '; its kind is not told, a flat end is assumed'}.`,
  };
  if (angle !== undefined) {
    const told = tool.pointAngleDeg;
    const degrees = told && told.value > 10 && told.value < 175 ? told.value : angle;
    return { ...base, form: 'cone', rise: 1 / Math.tan((degrees * Math.PI) / 360) };
  }
  if (kind === 'ball-end-mill' || corner > radiusMm - 1e-6)
    return { ...base, form: 'ball', cornerRadiusMm: radiusMm };
  if (corner > 1e-6) return { ...base, form: 'bull', cornerRadiusMm: corner };
  return { ...base, form: 'flat' };
}

/** Of the tool's circle at `heightMm` above the tip. */
export function radiusAt({ form, radiusMm, cornerRadiusMm, rise }: Cutter, heightMm: number): number {
  if (form === 'flat') return radiusMm;
  if (form === 'cone') return Math.min(radiusMm, heightMm / rise);
  if (heightMm >= cornerRadiusMm) return radiusMm;
  return radiusMm - cornerRadiusMm + Math.sqrt(heightMm * (2 * cornerRadiusMm - heightMm));
}

const round = (value: number): number => Math.round(value * 1000) / 1000;
