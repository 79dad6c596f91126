/** What a tool is, from the words of whoever described it. */

/** Words of ISO 13399 and DIN 4000 as shops use them. `boring-bar` is also the internal turning tool of a lathe. */
export type ToolKind =
  | 'end-mill'
  | 'ball-end-mill'
  | 'bull-nose-mill'
  | 'face-mill'
  | 'chamfer-mill'
  | 'slot-mill'
  | 'form-mill'
  | 'taper-mill'
  | 'thread-mill'
  | 'engraver'
  | 'drill'
  | 'spot-drill'
  | 'centre-drill'
  | 'countersink'
  | 'counterbore'
  | 'tap'
  | 'reamer'
  | 'boring-bar'
  | 'turning'
  | 'grooving'
  | 'threading'
  | 'cut-off'
  | 'knurling'
  | 'probe'
  | 'stop';

/**
 * The first that fits counts, so the narrower stand first. English, German, Spanish, French, Italian, Slovak and Czech; umlauts and accents may
 * be missing or be any byte, as posts write them.
 */
const words: readonly (readonly [RegExp, ToolKind, number])[] = [
  [/PROBE|MESSTASTER|PALPADOR|PALPEUR|RENISHAW|\bSONDA\b|EDGE ?FINDER/, 'probe', 0.9],
  [/KNURL|R.{0,3}NDEL|MOLETE/, 'knurling', 0.9],
  [/BAR ?(STOP|PULL?ER)|\bPULL?ER\b|\bSTOPPER\b/, 'stop', 0.8],
  [/THREAD ?MILL|GEWINDEFR|FRESA (DE|PARA) ROSCA/, 'thread-mill', 0.9],
  [/CUT[- ]?OFF|PART(ING)?[- ]?OFF|PARTING|ABSTECH|TRONZA|UPICHOV/, 'cut-off', 0.9],
  [/GROOV|\bGRV\b|EINSTECH|\bRANURAD|GORGE\b|ZAPICHOV/, 'grooving', 0.85],
  [
    /THREADING|\b[OI]\.?D\.? THREAD|THD(NG)?\b.*(TOOL|INSERT)|THREAD(ING)? ?(TOOL|INSERT)|GEWINDEDREH|LAYDOWN/,
    'threading',
    0.9,
  ],
  [/SPOT[- ]?(DRILL|FACE)?|SPTDRL|NC[- ]?ANBOHRER|ANBOHR|PUNTEAR|POINTER/, 'spot-drill', 0.9],
  [
    /CENT(ER|RE)[- ]?DRILL|CENTERDRILL|CTR\.? ?DR(ILL)?|\bC[- ]?DRILL|ZENTRIERBOHR|BROCA DE CENTR|FORET .{1,3} CENTRER|NAVRT/,
    'centre-drill',
    0.9,
  ],
  [/COUNTER ?SINK|\bC[- ]?SINK|KEGELSENK|AVELLANA/, 'countersink', 0.9],
  [/COUNTER ?BORE|\bC'?[- ]?BORE/, 'counterbore', 0.85],
  [
    /\b(RIGHT|LEFT)[- ]HAND TAP\b|\bTAP(?!ER)(PING)?\b|GEWINDEBOHR|\bMACHO\b|\bTARAUD|\bMASCHIO\b|Z.{1,2}VITN/,
    'tap',
    0.9,
  ],
  [/\bREAM|REIBAHLE|ESCARIADOR|AL.{1,2}SOIR|V.{1,2}STRU.{1,2}N/, 'reamer', 0.9],
  [/BORING|\bBORE BAR|(?<![A-Z])BB\b|AUSDREH|BOHRSTANGE|MANDRIN/, 'boring-bar', 0.85],
  [/BALL|BULL ?NOSE BALL|KUGELFR|PUNTA DE BOLA|PUNTA ESF|H.{1,2}MISPH|KULOV/, 'ball-end-mill', 0.9],
  [/BULL ?NOSE|BULL|TORUS|T.RICA|RADIUS ?END ?MILL|CORNER ?RAD(IUS)? ?(END)? ?MILL/, 'bull-nose-mill', 0.9],
  [/FACE ?MILL|FACEMILL|SHELL ?MILL|PLANFR|FLY ?CUT|FRESA DE (PLANE|CARA)/, 'face-mill', 0.9],
  [/CHAMFER|FAS.{0,2}NFR|CHAFLAN|FRAISE . CHANFR/, 'chamfer-mill', 0.9],
  [/ENGRAV|GRAVIER|GRAVUR|V[- ]?BIT|GRABA/, 'engraver', 0.85],
  [/SLOT ?(MILL|CUT|SAW)|T[- ]?SLOT|SLITTING|KEY ?SEAT|WOODRUFF|SCHEIBENFR/, 'slot-mill', 0.85],
  [/DOVETAIL|FORM ?MILL|CORNER ?ROUND|LOLLIPOP|UNDERCUT/, 'form-mill', 0.85],
  [/TAPER(ED)? ?(END)? ?MILL|CONE ?CUTTER/, 'taper-mill', 0.8],
  [
    /END ?MILL|ENDMILL|\bEM\b|\dFEM\b|\bFEM\b|SCHAFTFR|PUNTA PLANA|\bFLAT\b|ROUGH(ER|ING) ?(END)? ?MILL|\bCRB\b|FRAISE|FR.{1,2}ZA\b|FR.{1,2}SER\b|\bFRESA\b|ROUTER|\bMILL\b/,
    'end-mill',
    0.85,
  ],
  [/\bDR(I|L|ILL|ILLS)?\b|DRILL|BOHRER|\bBROCA|\bFORET|VRT.{1,2}K|\bPUNTA ELIC/, 'drill', 0.85],
  [
    /TURN|\bO\.?D\.?\b|[CDSTVW]N[MG][GAPT]|[CDSTV]C[MG][TW]|DREH|PLATO|TORN|\b(80|55|35)[*°]/,
    'turning',
    0.75,
  ],
];

export interface KindFound {
  readonly kind: ToolKind;
  readonly confidence: number;
  /** The words it was read from. */
  readonly word: string;
  /** Where they begin in the text. */
  readonly at: number;
}

/** `text` in capitals. */
export const toolKindIn = (text: string): KindFound | undefined => {
  for (const [pattern, kind, confidence] of words) {
    const found = pattern.exec(text);
    if (found) return { kind, confidence, word: found[0].trim(), at: found.index };
  }
  return undefined;
};

/** Tools that cut around their own axis: their diameter is what makes n of vc. */
export const rotates = (kind: ToolKind): boolean =>
  !['boring-bar', 'turning', 'grooving', 'threading', 'cut-off', 'knurling', 'probe', 'stop'].includes(kind);
