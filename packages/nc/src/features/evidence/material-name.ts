/** A material by its name, wherever it is written: in a note of a program, on a setup sheet, as the name of a folder. */

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

export interface NamedMaterial {
  readonly group: MaterialGroup;
  /** As written: `6061`, `1018`, `304`. */
  readonly grade: string | undefined;
  /** 0–1. 0.9: stands where a material is told; 0.6: a name; 0.35: a number that some shops call a drawing. */
  readonly confidence: number;
}

/** Names; some are also names of tools, jaws or parts, so a note that does not speak of material counts less. */
const groups: readonly (readonly [RegExp, MaterialGroup])[] = [
  [
    /STAINLESS|\bX\d+CRNI|NEHRDZ|ANTIKOR|ROSTFREI|NICHTROSTEND|INOXID|\b(?:303|304|316|316L|410|416|420|440C|17-4 ?(?:PH)?|15-5 ?PH)(?:SS)?\b|INOX|EDELSTAHL|\b1\.4\d{3}\b|NEREZ|\bNERZH?AV/,
    'stainless',
  ],
  [/INCONEL|\b718\b|HASTELLOY|WASPALOY|MONEL/, 'heat-resistant'],
  [/TITAN(?!ITRID)|\bTI-?6-?4\b|TI-?6AL-?4V|\b3\.7\d{3}\b/, 'titanium'],
  [
    /CAST ?IRON|\bGG-?\d{2}\b|\bGGG-?\d{2}\b|\b(?:EN-?)?GJ[LS]\b|GRAUGUSS|SPH[AÄ]ROGUSS|LIATINA|LITINA|FUNDICI[OÓ]N|\bFONTE\b|\bCHUGUN/,
    'cast-iron',
  ],
  [
    /ALUM|\b(?:2011|2017|2024|5052|5083|6060|6061|6063|6082|7050|7075)(?:-?T\d+)?(?:AL)?\b|\d{4}AL\b|\bAL[ -]?\d{4}|\bALU\b|HLIN[IÍ]K|\bDURAL|\bD16T\b|\bALYUMIN|\bAL(?:MG|CU|ZN|SI)|\b3\.[1-4]\d{3}\b/,
    'aluminium',
  ],
  [/MAGNES/, 'magnesium'],
  [
    /BRASS|BRONZ|COPPER|MESSING|KUPFER|LAITON|\bLAT[OU]N\b|\bCU(?:ZN|SN)|\bMS ?58\b|MOSADZ|BRONCE|COBRE|CUIVRE|\b2\.0\d{3}\b/,
    'copper-alloy',
  ],
  [
    /DELRIN|ACETAL|\bPOM\b|NYLON|\bPA6\b|HDPE|UHMW|\bPVC\b|\bPEEK\b|ACRYL|PLEXI|PMMA|POLYCARB|PLASTIC|\bABS PLASTIC|KUNSTSTOFF|\bPTFE\b|TEFLON|\bPLAST\b|\bFTOROPLAST|\bKAPROLON|\bORGSTEKLO|PL[AÁ]STICO|PLASTIQUE/,
    'plastic',
  ],
  [/\bWAX\b/, 'wax'],
  [/\bFOAM\b|STYRO|\bXPS\b|\bEPS\b/, 'foam'],
  [/PLYWOOD|\bMDF\b|\bWOOD\b|\bHOLZ\b|\bOAK\b|\bBIRCH\b|SPERRHOLZ|\bFANERA\b/, 'wood'],
  [
    /STEEL|STAHL|\b[SC]TAL ?\d{2}\b|\bACERO\b|\bACIER\b|\bOCEĽ|\bOCEL\b|\bCRS\b|\bHRS\b|\bDOM\b|\b(?:1018|1020|1026|1045|1144|12L14|11SMN\w*|4130|4140|4340|8620|A36|A2|D2|O1|P20|C45|CK45|S235|S355|42CRMO4|16MNCR5|1\.[0-37]\d{3})\b/,
    'steel',
  ],
];

const speaksOfMaterial =
  /MATERIAL|\bMATL?\b\.?|WERKSTOFF|\bSTOCK\b|BILLET|BAR ?STOCK|TUBING|MATERIAU|MATERI[AÁ]L|\bPRUTO[KC]\b|\bZAGOTOVKA\b/;
/** Dates, part numbers, lengths: numbers that are no grade. */
const dateOrPart = /\d+[-./:]\d+|\d{5}/;
const neverThePart = /\bJAWS?\b|FIXTURE|BACK ?STOP/;
/** What else has a material in a shop. */
const ofSomethingElse =
  /\bJAWS?\b|SOFT ?JAW|FIXTURE|INSERT|\bTOOL\b|\bMILL\b|DRILL|TURN\b|BACK ?STOP|ALLOWANCE|ORIGIN|SIZE|\bT\d|BORING|SPEED/;

/** `labelled`: it stands where a material is told, as behind `Material:`. Undefined where no material is named, or that of something else. */
export function materialNamed(text: string, labelled = false): NamedMaterial | undefined {
  const upper = text.toUpperCase();
  const found = groups.find(([pattern]) => pattern.test(upper));
  if (!found) return undefined;
  const [pattern, group] = found;
  const says = labelled || speaksOfMaterial.test(upper);
  if (neverThePart.test(upper) || (!says && ofSomethingElse.test(upper))) return undefined;
  const word = pattern.exec(upper)![0].trim();
  if (!says && !/[A-Z]{3}/.test(word) && dateOrPart.test(upper)) return undefined;
  // A number alone is a steel in one shop and a drawing in another.
  const confidence = says ? 0.9 : /[A-Z]{3}/.test(word) ? 0.6 : 0.35;
  return { group, grade: gradeIn(upper), confidence };
}

const gradeIn = (text: string): string | undefined =>
  /(?:\b|(?<=\bAL))(?:\d{4}(?:-?T\d+)?|12L14|A36|30[34]|316L?|17-4|15-5|CK?45|S\d{3}|[123]\.\d{4}|A2|D2|O1|P20|42CRMO4|16MNCR5|(?:AL(?:MG|CU|ZN|SI)|CU(?:ZN|SN)|X\d+CRNI)\w*(?:-\d+)*|TI-?6AL-?4V|(?:EN-?)?GJ[LS]-?\d{3})(?=AL\b|SS\b|\b)/.exec(
    text,
  )?.[0];
