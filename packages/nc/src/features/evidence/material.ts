/** What a program shows of the material it cuts. A hint, with its source; a program that says nothing has no material. */
import type { ByteSource } from '../../source/byte-source.ts';
import type { Fact } from '../fact.ts';
import type { Operation } from '../operations/operations.ts';
import { linesOfBeginning, notesOf } from './beginning.ts';

/** Groups of ISO 513, and what is no metal. `steel` is P; hardened steel is not told from other steel here. */
export type MaterialGroup =
  | 'aluminium'
  | 'steel'
  | 'stainless'
  | 'cast-iron'
  | 'copper-alloy'
  | 'titanium'
  | 'heat-resistant'
  | 'magnesium'
  | 'plastic'
  | 'wood'
  | 'wax'
  | 'foam';

export interface MaterialHint extends Fact<MaterialGroup> {
  /** `note`: somebody wrote it. `cutting-speed`: only a weak hint, for a slow program cuts anything. */
  readonly source: 'note' | 'cutting-speed';
  /** Grade as written: `6061`, `1018`, `304`. */
  readonly grade: string | undefined;
}

/** Names; some are also names of tools, jaws or parts, so a note that does not speak of material counts less. */
const groups: readonly (readonly [RegExp, MaterialGroup])[] = [
  [
    /STAINLESS|\b(?:303|304|316|316L|410|416|420|440C|17-4 ?(?:PH)?|15-5 ?PH)(?:SS)?\b|INOX|EDELSTAHL|\b1\.4\d{3}\b|NEREZ/,
    'stainless',
  ],
  [/INCONEL|\b718\b|HASTELLOY|WASPALOY|MONEL/, 'heat-resistant'],
  [/TITAN|\bTI-?6-?4\b|TI-?6AL-?4V|\b3\.7\d{3}\b/, 'titanium'],
  [/CAST ?IRON|\bGG-?\d{2}\b|\bGGG-?\d{2}\b|\bGJ[LS]\b|GRAUGUSS|LITINA/, 'cast-iron'],
  [
    /ALUM|\b(?:2011|2017|2024|5052|5083|6060|6061|6063|6082|7050|7075)(?:-?T\d+)?(?:AL)?\b|\d{4}AL\b|\bALU\b|HLIN[IÍ]K|\bALMG|\bALCU|\bALZN/,
    'aluminium',
  ],
  [/MAGNES/, 'magnesium'],
  [/BRASS|BRONZE|COPPER|MESSING|KUPFER|LAITON|LATON|\bCUZN|\bMOSADZ/, 'copper-alloy'],
  [
    /DELRIN|ACETAL|\bPOM\b|NYLON|\bPA6\b|HDPE|UHMW|\bPVC\b|\bPEEK\b|ACRYL|PLEXI|PMMA|POLYCARB|PLASTIC|\bABS PLASTIC|KUNSTSTOFF/,
    'plastic',
  ],
  [/\bWAX\b/, 'wax'],
  [/\bFOAM\b|STYRO|\bXPS\b|\bEPS\b/, 'foam'],
  [/PLYWOOD|\bMDF\b|\bWOOD\b|\bHOLZ\b|\bOAK\b|\bBIRCH\b|SPERRHOLZ/, 'wood'],
  [
    /STEEL|STAHL|\bACERO\b|\bACIER\b|\bOCE[LĽ]\b|\bCRS\b|\bHRS\b|\bDOM\b|\b(?:1018|1020|1026|1045|1144|12L14|11SMN\w*|4130|4140|4340|8620|A36|A2|D2|O1|P20|C45|CK45|S235|S355|42CRMO4|16MNCR5|1\.[0-37]\d{3})\b/,
    'steel',
  ],
];

const speaksOfMaterial =
  /MATERIAL|\bMATL?\b\.?|WERKSTOFF|\bSTOCK\b|BILLET|BAR ?STOCK|TUBING|MATERIAU|MATERI[AÁ]L/;
/** Dates, part numbers, lengths: numbers that are no grade. */
const dateOrPart = /\d+[-./:]\d+|\d{5}/;
const neverThePart = /\bJAWS?\b|FIXTURE|BACK ?STOP/;
/** What else has a material in a shop. */
const ofSomethingElse =
  /\bJAWS?\b|SOFT ?JAW|FIXTURE|INSERT|\bTOOL\b|\bMILL\b|DRILL|TURN\b|BACK ?STOP|ALLOWANCE|ORIGIN|SIZE|\bT\d|BORING|SPEED/;

/** The surest first; empty where nothing is said. */
export function materialOf(
  source: ByteSource,
  operations: readonly Operation[] = [],
): readonly MaterialHint[] {
  const hints = new Map<MaterialGroup, MaterialHint>();
  for (const { text, line } of linesOfBeginning(source)) {
    for (const note of notesOf(text)) {
      const upper = note.text.toUpperCase();
      const found = groups.find(([pattern]) => pattern.test(upper));
      if (!found) continue;
      const [pattern, group] = found;
      const says = speaksOfMaterial.test(upper);
      if (neverThePart.test(upper) || (!says && ofSomethingElse.test(upper))) continue;
      const word = pattern.exec(upper)![0].trim();
      if (!says && !/[A-Z]{3}/.test(word) && dateOrPart.test(upper)) continue;
      // A number alone is a steel in one shop and a drawing in another.
      const confidence = says ? 0.9 : /[A-Z]{3}/.test(word) ? 0.6 : 0.35;
      if ((hints.get(group)?.confidence ?? 0) >= confidence) continue;
      hints.set(group, {
        value: group,
        confidence,
        because: `the note "${note.text.slice(0, 80)}"`,
        source: 'note',
        grade: gradeIn(upper),
        line,
        column: note.column,
      });
    }
  }
  const list = [...hints.values()].sort((a, b) => b.confidence - a.confidence);
  if (list.length > 0) return list;
  const hint = bySpeed(operations);
  return hint ? [hint] : [];
}

const gradeIn = (text: string): string | undefined =>
  /\b(?:\d{4}(?:-?T\d+)?|12L14|A36|30[34]|316L?|17-4|15-5|C45|S\d{3}|1\.\d{4}|A2|D2|O1|P20)(?=AL\b|SS\b|\b)/.exec(
    text,
  )?.[0];

/**
 * Milling above 400 m/min is done in aluminium, brass, plastic and wood; carbide in steel ends at some 300 m/min (shared tables of ISCAR and
 * Mitsubishi), and aluminium is cut slower as well. So only the upper end says anything, and little.
 */
function bySpeed(operations: readonly Operation[]): MaterialHint | undefined {
  let fastest: Operation | undefined;
  for (const each of operations) {
    if (!['pocket', 'contour', 'slot', 'surface'].includes(each.kind)) continue;
    if ((each.cutting.vc?.typical ?? 0) > (fastest?.cutting.vc?.typical ?? 0)) fastest = each;
  }
  const vc = fastest?.cutting.vc?.typical;
  if (!fastest || vc === undefined || vc < 400) return undefined;
  return {
    value: 'aluminium',
    confidence: Math.min(0.3, 0.3 * fastest.cutting.confidence),
    because: `only its cutting speed of ${Math.round(vc)} m/min: plastic, wood and brass are cut so as well`,
    source: 'cutting-speed',
    grade: undefined,
    line: fastest.line,
    column: 1,
  };
}
