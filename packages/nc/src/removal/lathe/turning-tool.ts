/** What a lathe's tool is good for, as far as a program tells it. */
import type { ProgramTool } from '../../features/tools/tools.ts';

export interface TurningTool {
  /** Bores: takes off from inside outwards. */
  readonly inside: boolean;
  /** Of a drill, mm. */
  readonly drillMm: number | undefined;
  /** Of a grooving or parting insert, mm. */
  readonly widthMm: number | undefined;
  readonly grooves: boolean;
  readonly confidence: number;
}

/** Rapids right behind a cut, by which a tool draws back. */
export interface Retracts {
  inwards: number;
  outwards: number;
}

const insideWords = /\bI\.?D\b|INNEN|BORING|\bBORE\b|INTERIOR/;
const outsideWords = /\bO\.?D\b|AUSSEN|EXTERIOR/;
const width = /(\d*\.\d+|\d+\.?)\s*("|MM\b|IN\b)?\s*(?:WIDE\b|WIDTH\b|W\b|GROOV|GRV|PART|CUT[- ]?OFF)/;
const widthAfter = /(?:WIDTH|BREITE|\bW)\s*[:=]?\s*(\d*\.\d+|\d+\.?)\s*("|MM\b|IN\b)?/;

export function turningToolOf(
  tool: ProgramTool | undefined,
  { inwards, outwards }: Retracts,
  units: 'mm' | 'inch',
): TurningTool {
  const kind = tool?.kind?.value;
  const drills = kind === 'drill' || kind === 'centre-drill' || kind === 'spot-drill' || kind === 'reamer';
  const grooves = kind === 'grooving' || kind === 'cut-off';
  const text = tool?.description?.value.toUpperCase() ?? '';
  const said = kind === 'boring-bar' || insideWords.test(text);
  return {
    inside: said || (!outsideWords.test(text) && inwards > 2 * outwards),
    drillMm: drills || kind === undefined || kind === 'end-mill' ? tool?.diameterMm?.value : undefined,
    widthMm: grooves ? widthIn(text, units) : undefined,
    grooves,
    confidence: kind === undefined ? 0.7 : 0.9,
  };
}

function widthIn(text: string, units: 'mm' | 'inch'): number | undefined {
  const found = width.exec(text) ?? widthAfter.exec(text);
  if (!found) return undefined;
  const inch = found[2] === undefined ? units === 'inch' : !found[2].startsWith('MM');
  const size = Number(found[1]) * (inch ? 25.4 : 1);
  return size > 0.3 && size < 20 ? size : undefined;
}
