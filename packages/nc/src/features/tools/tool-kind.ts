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

/** Of a turning tool, that it works outside. */
const outside = /\bO\.?D\.?(?![A-Z])|\bOD ?TURN|AUSSENDREH|EXTERNAL|VONKAJ/;

/**
 * The first that fits counts, so the narrower stand first. English, German, Spanish, French, Italian, Slovak, Czech, Polish, Hungarian, Turkish, and Russian in Latin letters;
 * umlauts and accents may be missing or be any byte, as posts write them.
 */
const words: readonly (readonly [RegExp, ToolKind, number])[] = [
  [/PROBE|MESSTASTER|3D[- ]?TASTER|PALPADOR|PALPEUR|TASTATORE|RENISHAW|\bSONDA\b|EDGE ?FINDER/, 'probe', 0.9],
  [/KNURL|R.{0,3}NDEL|MOLETE/, 'knurling', 0.9],
  [/BAR ?(STOP|PULL?ER)|\bPULL?ER\b|\bSTOPPER\b/, 'stop', 0.8],
  [/THREAD ?MILL|GEWINDEFR|FRESA (DE|PARA) ROSCA|FRESA PER FILETT|FRAISE . FILETER/, 'thread-mill', 0.9],
  // What grooves and parts is told by what it does.
  [
    /GROOV\w*\W{1,3}(?:PART|CUT[- ]?OFF)|(?:PARTING|(?:PART|CUT)[- ]?OFF)\W{1,3}GROOV|STECH\w*\W{1,3}ABSTECH/,
    'grooving',
    0.45,
  ],
  [
    /CUT[- ]?OFF|PART(ING)?[- ]?OFF|PARTING|ABSTECH|TRONZA|TRON.{1,2}ONN|TRONCAT|UPICHOV|PRZECINAK|LESZ.{1,2}R|BEDAME|\bOTREZ/,
    'cut-off',
    0.9,
  ],
  [
    /GROOV|\bGRV\b|EINSTECH|STECHDREH|\bSTECHER|\bRANURAD|GORGE\b|\bGOLA\b|SCANALAT|ZAPICHOV|BESZ.{1,2}R|\bROWK|\bKANAV|\bPROTOC?HN/,
    'grooving',
    0.85,
  ],
  [
    /THREADING|THREAD[- ]?TURN|\b[OI]\.?D\.? THREAD|THD(NG)?\b.*(TOOL|INSERT)|THREAD(ING)? ?(TOOL|INSERT)|\b\d\d[EI][RL]\b|GEWINDE(DREH|STAHL|MEI)|Z.{1,2}VITOV\w N|ROSCADO|FILETAGE|LAYDOWN|MENETK.{1,2}S|REZBOVO[IY]/,
    'threading',
    0.9,
  ],
  // Holders and inserts of Iscar and Sandvik.
  [/\b(?:HELI[RL]|HF[HP]R|GH[DIM]R|PCHR|GIFI|GIPI|GIQR|DGTR|PENTA|[RL](?:AG|[FG])123)/, 'grooving', 0.8],
  [/\bGRIP ?\d|\bDGN\b/, 'grooving', 0.5],
  [/SPOT[- ]?(DRILL|FACE)?|SPTDRL|NC[- ]?ANBOHRER|ANBOHR|PUNTEAR|PUNTEADO|POINTER/, 'spot-drill', 0.9],
  [
    /CENT(ER|RE)[- ]?DRILL|CENTERDRILL|CTR\.? ?DR(ILL)?|\bC[- ]?DRILL|ZENTRIER(?!UNG)|BROCA (DE |PARA )?(CENTR|PUNT)|PUNTA (DA|PER) CENTR|FORET .{1,3} CENTRER|NAVRT|STREDIAC|NAWIERTAK|NAKIELEK|K.{1,2}ZPONTF|PUNTA MATKAB|\bCENTROVK/,
    'centre-drill',
    0.9,
  ],
  [
    /COUNTER ?SINK|\bC'?[- ]?SINK|KEGELSENK|\b(?:90|60|120)\W{0,4}SENK|AVELLANA|SVASAT|Z.{1,2}HL.{0,2}BN|POGLEBIACZ|S.{1,2}LLYESZT|\bZENKOV/,
    'countersink',
    0.9,
  ],
  [/COUNTER ?BORE|\bC'?[- ]?BORE|FLACHSENK|ZAPFENSENK/, 'counterbore', 0.85],
  [
    /\b(RIGHT|LEFT)[- ]HAND TAP\b|(?<![.\w])TAP(?!ER|\W{0,2}DR|\W{0,2}SIZE)(PING)?\b|GEWINDE(BOHR|FORM|FURCH)|\bMACHO\b|MACHUEL|\bTARAUD|\bMASCHIO\b|Z.{1,2}VITN|GWINTOWNIK|MENETF|KILAVUZ|\bTAROD|UREZNIK|\bMET[CH]{1,2}IK/,
    'tap',
    0.9,
  ],
  [
    /\bREAM|\bRMR\b|REIBAHLE|ESCARIADOR|AL.{1,2}SOIR|ALESATORE|V.{1,2}STRU.{1,2}N|ROZWIERTAK|D.{1,2}RZS|\bRAYBA|ALARGADOR|\bALEZOR|\bRAZV[EO]RTK/,
    'reamer',
    0.9,
  ],
  [
    /BORING|\bBORE (BAR|H(EA)?D)|FINE ?BORE|FEINBOHR|BARRA (DE )?INTER|(?<![A-Z])BB\b|AUSDREH|BOHRSTANGE|MANDRIN|BARENO|VYVRT.{1,2}V|WYTACZAK|MANDRIL|DELIK KATER|\bRAST[OA]C/,
    'boring-bar',
    0.85,
  ],
  // Bars by ISO 6261: `S25R-SCLCR 09`, `E-SCLCR 10-3`.
  [/\b[ACEHJS]\d{0,2}[A-Z]?-[CDMPST][CDKRSTVW][A-Z][BCENP][LNR](?![A-Z])/, 'boring-bar', 0.85],
  [
    /\bI\.?D\.?[- ]+(TURN|FINISH|ROUGH|PROFIL|TAPER|FAC|BOR)|(TURN|FACE)[- ]I\.?D\b|INTERNAL TURN|INNENDREH|VN.{1,2}TORN|VNIT.N/,
    'boring-bar',
    0.8,
  ],
  [
    /BALL|\bBEM\b|RADIUSFR|BOLA\b|G.{1,2}LOV|SPHERICAL ?CUTTER|KUGELFR|VOLLRADIUS|BOULE|G.{1,2}MBMAR|ESFERIC|(PUNTA|NARIZ) DE BOLA|PUNTA ESF|SFERIC|H.{1,2}MISPH|KULOV/,
    'ball-end-mill',
    0.9,
  ],
  [
    /BULL ?NOSE|BULL|\bBN\W*R|TORUS(?!_)|TOROIDAL|T.RI(CA|QUE)|RADIUS ?END ?MILL|CORNER ?RAD(IUS)? ?(END)? ?MILL/,
    'bull-nose-mill',
    0.9,
  ],
  [
    /FACE[- ]?(?:MILL|CUTTER)|\d\W*(?:IN|MM)?\W*\bFM\b|SHELL ?MILL|\bPLATO(?: DE)?\W*(?:CUCHIL|FRES|\d)|FRESA DE PLATO|FREZ\w+ HLAV|.ELN. FR.{1,2}Z|G.{1,2}OWICA|PLANFR|MESSERKOPF|FLY ?CUT|SURFACING (BIT|CUTTER)|FRESA (DE )?(PLANE|CARA|FACE)|WALZENSTIRN|HOMLOKMAR|CZO.{1,2}OW|FACING (CUTTER|TOOL|HEAD)|FRESA (A|PER) SPIANA|FRAISE . SURFACER|TORCEV\w* FR/,
    'face-mill',
    0.9,
  ],
  [/CHAMF|FAS.{0,2}NFR|\bFASER\b|ENTGRAT|CHAFLAN|SMUSS|BISEL|FAZOWN|FRAISE . CHANFR/, 'chamfer-mill', 0.9],
  [/ENGRAV|GRAVIER|GRAVUR|V[- ]?(BIT|CUTTER)\b|STICHEL|GRAWER|GRABA/, 'engraver', 0.85],
  [
    /SLOT ?(MILL|CUT|SAW)|T[- ]?SLOT|SLITTING|KEY ?SEAT|WOODRUFF|SCHEIBENFR|(?<!BOHR|LANGLOCH)NUTENFR/,
    'slot-mill',
    0.85,
  ],
  [/DOVETAIL|SCHWALBENSCHW|FORM ?MILL|CORNER ?ROUND|LOLLIPOP|UNDERCUT/, 'form-mill', 0.85],
  [/TAPER(ED)? ?(END)? ?MILL|CONE ?CUTTER/, 'taper-mill', 0.8],
  [
    /END ?MILL|ENDMILL|SLOT ?DRILL|\b[C\d]?E\.?M\b|(?<!D\.? |DEG )\bROUGHER\b|\dFEM\b|\bFEM\b|(SCHAFT|SCHRUPP|SCHLICHT|NUTEN)FR|FR.{0,2}SER\b|PUNTA PLANA|\bFLAT\b|ROUGH(ER|ING) ?(END)? ?MILL|\bCRB\b|MILLING (?:BIT|CUTTER)|CYLINDRICAL ?CUTTER|FRAISE|FR.{1,2}ZA\b|\bFRESA\b|\bFREZE?\b|\bFREES\b|GL.{1,2}DAL|UJJMAR|\bMAR.{1,2}(?=\W*\d|$)|\bFR-?(?=\d{1,2}\b)|ROUTER|(SPIRAL|STRAIGHT) BIT|COMPRESSION|\b(UP|DOWN)[- ]?CUT\b|\bMILL\b/,
    'end-mill',
    0.85,
  ],
  [
    /\bDR(I|L|ILL|ILLS)?\b|DRILL|BOHRER|\bBROCA|\bFORET|VRT.{1,2}K|WIERT.{1,2}O|\bFURO\b(?=\W*\d)|JOBBER|\bMATKAP|BURGHIU|SVRDLO|\bBOHR\b|\bPUNTA (ELIC|D ?=?\d|HSS|HM|\d)|\bSVERL/,
    'drill',
    0.85,
  ],
  [outside, 'turning', 0.75],
  [
    /TURN|[CDSTVW]N[MG][AGMPT]|[CDSTV][CX][MG][TW]|\b[CDMPST][CDKRSTVW][A-Z][BCENP][LNR][- ]?\d{4}|DREH|PLATO|(?<!CON)TORN|UBERAC|STRANOV|CUCHILLA|(SCHRUPP|SCHLICHT)(STAHL|MEI)|CILINDRAD|\b[CDMPST][CDKRSTVW][A-Z][BCENP][LNR]\b|\bBURIL|\bPAHAT|\bKATER\b|CHARIOT|PODREZ|ESZTERG|\bPRO(?:X|H|CH)ODNO|\b(80|55|35)[*°]/,
    'turning',
    0.75,
  ],
];

/** About the program, the machine or the setup, whatever words of tools occur. */
const noTool =
  /\.(?:PRF|NC|CNC|TAP|TXT|MCX|MPF|SPF|DXF|STE?P)\b|SETTINGS|\b(?:CNC|AXIS) MILL|^\W*(?:CHECK|MAKE SURE|VERIFY|INSPECT|MEASURE|REMOVE|FLIP|INDICATE|ORIENT)\b|\bTURN (?:ON|OFF|OVER|AROUND|PART|STOCK)\b/;

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
  if (noTool.test(text)) return undefined;
  for (const [pattern, kind, confidence] of words) {
    const found = pattern.exec(text);
    if (found) return { kind, confidence, word: found[0].trim(), at: found.index };
  }
  return undefined;
};

/** Whether the words of a turning tool say that it works outside; `words` in capitals. */
export const worksOutside = (words: string): boolean => outside.test(words);

/** Tools that cut around their own axis: their diameter is what makes n of vc. */
export const rotates = (kind: ToolKind): boolean =>
  !['boring-bar', 'turning', 'grooving', 'threading', 'cut-off', 'knurling', 'probe', 'stop'].includes(kind);
