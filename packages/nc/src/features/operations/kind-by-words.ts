/**
 * What operations are called, and what is done with a tool: English, German, Spanish, French, Italian, Slovak, Czech, Polish, Hungarian, and
 * Russian in Latin letters; accents may be missing or be any byte.
 */
import type { ToolKind } from '../tools/tool-kind.ts';
import type { OperationKind } from './operation-kind.ts';

const names: readonly (readonly [RegExp, OperationKind])[] = [
  [/PROB(E|ING)|MESSEN\b|PALPA/, 'probe'],
  [
    /PART[- ]?OFF|^PART ?\d{1,2}$|CUT[- ]?OFF|ABSTECH|TRONZ|TRON\W{1,2}ONN|TRONCAT|\bOTREZ|UPICH|ODCIN|LESZ.{1,2}R/,
    'part-off',
  ],
  [/THREAD|GEWINDE(?!BOHR|FORM|FURCH)|ROSCA|FILET(AGE|TAT)|\bREZB|\bMENET(?!F)|Z.{1,2}VIT(?!N)/, 'thread'],
  [/GROOV|EINSTECH|RANURADO|\bGORGE\b|SCANALAT|ZAPICH|BESZ.{1,2}R|\bROWK|\bKANAV|PROTO[CH]{1,2}KA/, 'groove'],
  [
    /(?<![.\w])TAP(?!\W{0,2}(DR|SIZE))(PING)?\b|GEWINDE(BOHR|FORM|FURCH)|TARAUD|MASCHIA|GWINTOW|MACHUEL|MENETF/,
    'tap',
  ],
  [/\bREAM|REIBEN|REIBAHL|ESCARIAD|ROZWIERC|\bRAZVERT/, 'ream'],
  [
    /SPOT|CENT(ER|RE)[- ]?DRILL|ZENTRIER|ANBOHR|POINTAGE|CENTRAGE|CENTRINAT|PUNTEAD|N.{1,2}VRT.{1,2}V|NAKIEL|\bCENTROVK/,
    'spot',
  ],
  [
    /CHAMFER|\bFASE\b|\bFASEN\b|CHAFLAN|CHANFREIN|SMUSS|\bFASK|ZKOSEN|SRAZ[IE]|DEBURR|ENTGRAT|FRAISURAGE|AVELLAN|COUNTER ?SINK|\bC-?SINK|\b(AN)?SENK(EN|ER|UNG)/,
    'chamfer',
  ],
  [/FACE ?MILL|\bFACING/, 'face'],
  [
    /\bBOR(E|ING)\d*\b|\bCIRCULAR\d*\b|BOHRFR.{0,2}S|HOLE ?MILL|MILL\w* (THE )?HOLES?\b|AUSDREH|ALESAGE|MANDRINAD|BARENAD|VYVRT|WYTACZ|\bRAST[OA]C|\bVNUTR|\bI\.?D\.? ?(TURN|ROUGH|FINISH)|(TURN|FACE) ?ID\b/,
    'bore',
  ],
  [/DRILL|BOHR|\bTALADR|PERFOR|PER(C|\W{1,2})AGE|\bFORATUR|\bVRT(A|.{1,2})N|\bWIERC|\bSVERL/, 'drill'],
  // A letter of a set that is called one by one.
  [/^[A-Z\d]$/, 'engrave'],
  [/ENGRAV|V[- ]?CARV|GRAVUR|GRAVIER|GRABAD|GRAWER|INCISION|BESCHRIFT|LETTERING|\bTEXT\b|TRACE/, 'engrave'],
  [/FIXED ?CONTOUR|CONTOUR ?AREA|STREAMLINE|FLOW ?CUT/, 'surface'],
  [
    /POCKET|ADAPTIVE|TASCHE|CAJERA|CAJEADO|\bPOCHE\b|\bTASCA|CAVITY|CLEARING|HSR\b|\bHORIZONTAL\d*\b/,
    'pocket',
  ],
  [/CONTOUR|COUNTOR|CONTORN|PROFIL|PERFIL|KONTUR|OBRYS|PERIM|OUTLINE/, 'contour'],
  [/\bSLOT|\bNUT(E|EN)?\b|RANURA|RAINUR|DR.{1,2}.{1,2}KA\b|\bPAZA?\b|KEY ?(WAY|SEAT)/, 'slot'],
  [/PARALLEL|SCALLOP|PENCIL|SURFACE|MORPH|SPIRAL|RADIAL|RAMP|STEEP|WATERLINE|\bFLOW\b|3D/, 'surface'],
  [/FINISH.{0,12}TURN|TURN.{0,12}FINISH|SCHLICHT|FINITION|FINITURA/, 'turn-finish'],
  [/(O\.?D\.?|ROUGH).{0,12}TURN|TURN.{0,12}ROUGH|SCHRUPP|BAUCHE|SGROSS|CHARIOT/, 'turn-rough'],
  [
    /\bFAC(E|ING|EA\w+)\d*\b|PLAN(EN|FR|DREH)|PLANEADO|PLANOW|REFREN|SURFA\W{0,2}C?AGE|DRESSAGE|SPIANAT|SFACC|RECTIFICAR CARA|ZAROVN|\bTOREC\b|\bTORCEV/,
    'face',
  ],
  [/FINISH|ACABADO|ACABAMENTO|\bCH?ISTOV/, 'turn-finish'],
  [/ROUGH|DESBASTE|HRUBOV|ZGRUBN|NAGYOL|\bCHERNOV|\bPRODOLNOE TO[CH]{1,2}EN/, 'turn-rough'],
  // On a mill what roughs clears, and what finishes goes along.
  [/ROUGH|DESBASTE|SCHRUPP|BAUCHE|SGROSS|HRUBOV|ZGRUBN/, 'pocket'],
  [/SCHLICHT|ACABADO|FINITION|FINITURA/, 'contour'],
];

const turning: ReadonlySet<OperationKind> = new Set(['turn-rough', 'turn-finish', 'part-off']);
/** `PROFILE` is turned on a lathe. */
const milling: ReadonlySet<OperationKind> = new Set(['contour', 'pocket', 'slot', 'surface', 'chamfer']);
/** What a lathe turns it chamfers by the way: only where nothing else is named. */
const millingAlone: ReadonlySet<OperationKind> = new Set(['contour', 'pocket', 'slot', 'surface']);

const byTool: Partial<Record<ToolKind, readonly [OperationKind, number]>> = {
  tap: ['tap', 3],
  reamer: ['ream', 3],
  drill: ['drill', 1.5],
  'spot-drill': ['spot', 3.5],
  'centre-drill': ['spot', 3.5],
  countersink: ['chamfer', 4],
  'face-mill': ['face', 3.5],
  'chamfer-mill': ['chamfer', 4],
  'slot-mill': ['slot', 3],
  'thread-mill': ['thread', 5],
  engraver: ['engrave', 4],
  'ball-end-mill': ['surface', 0.8],
  'boring-bar': ['bore', 2],
  grooving: ['groove', 2],
  threading: ['thread', 2],
  'cut-off': ['part-off', 2.5],
  probe: ['probe', 3],
};

/** What a note calls an operation. */
export const kindByName = (note: string, lathe: boolean): OperationKind | undefined => {
  const text = note.toUpperCase().replaceAll('_', ' ').trim();
  const named = (never: ReadonlySet<OperationKind>) =>
    names.find(([pattern, kind]) => !never.has(kind) && pattern.test(text))?.[1];
  return lathe ? (named(milling) ?? named(millingAlone)) : named(turning);
};

/** What is mostly done with a tool, and the weight of that. */
export const kindByTool = (tool: ToolKind): readonly [OperationKind, number] | undefined => byTool[tool];
