/** What speaks for the languages that are recognised and declined: their marks are unmistakable. */
import type { Evidence } from './rule.ts';

export const declinedEvidence: readonly Evidence[] = [
  {
    for: ['heidenhain'],
    weight: 20,
    because: 'BEGIN PGM or TOOL CALL',
    seen: /^[ \t]*\d*\s*(BEGIN PGM|TOOL CALL|TOOL DEF|BLK FORM|CYCL DEF)\b/m,
  },
  {
    for: ['heidenhain'],
    weight: 12,
    because: 'lines of the form "5 L X+10"',
    seen: /^[ \t]*\d+\s+(L|CC|C|LBL|FN \d+:)\s+[XYZ]?[+-]?/m,
  },
  { for: ['sinumerik'], weight: 12, because: 'a header %_N_…_MPF', seen: /%_N_\w+_(MPF|SPF)/ },
  {
    for: ['sinumerik'],
    weight: 10,
    because: 'CYCLE calls, MCALL or WORKPIECE',
    seen: /^[ \t]*(N\d+\s*)?(MCALL|CYCLE\d+|WORKPIECE|HOLES[12]|POCKET\d|SLOT[12]|LONGHOLE)\s*\(/im,
  },
  {
    for: ['sinumerik'],
    weight: 8,
    because: 'TRANS, ROT, SUPA, MSG( or DEF REAL',
    seen: /^[ \t]*(N\d+\s*)?(A?TRANS|A?ROT|SUPA|DEF (REAL|INT)|EXTERN|STOPRE|TRAORI|ORIWKS|CYCLE832|FFWON|SOFT|COMPCAD|G642|G500)\b|\bSUPA\b|\bMSG\s*\(/im,
  },
  {
    for: ['sinumerik'],
    weight: 6,
    because: 'CR=, AC( ), IC( ) or R1=',
    seen: /\bCR=|[XYZ]=(AC|IC|DC)\(|^[ \t]*(N\d+\s*)?R\d+\s*=/m,
  },
  { for: ['sinumerik'], weight: 5, because: 'T="…"', seen: /\bT\d*\s*=\s*"/ },
  {
    for: ['sinumerik'],
    weight: 8,
    because: 'DIAMON, GOTOF, REPEAT, FNORM or what else is a word of Sinumerik only',
    seen: /^[ \t]*(N\d+\s*)?[^;(\n]*\b(DIAM(ON|OF|90)|GOTO[FBS]|REPEATB?|FNORM|G64[0-9]|G60[1-3]|WALIMON|ENDPROC|TRAFOOF|AMIRROR)\b/m,
  },
  {
    for: ['sinumerik'],
    weight: 12,
    because: 'marks of ShopMill or ShopTurn',
    seen: /;\*(GP|RO|HD)\*|^[ \t]*;#\d+__Dlg/m,
    inNotes: true,
  },
  {
    for: ['sinumerik'],
    weight: 6,
    because: '@ codes of Sinumerik 8xx',
    seen: /^[ \t]*(N\d+\s*)?@\d{2,3}\b/m,
  },
  {
    for: ['okuma'],
    weight: 16,
    because: 'NAT, CALL O, VC or SB= of Okuma OSP',
    seen: /^[ \t]*(NAT\d+|CALL O|NLAP\d+)|\bV[CZX]\d*=|\bSB=\d|^\$\w*\.MIN/m,
  },
  { for: ['okuma'], weight: 20, because: 'a header $….MIN%', seen: /^\s*\$[\w-]*\.(MIN|SUB|SSB)%/ },

  {
    for: ['philips'],
    weight: 20,
    because: 'parts of the program called as N1=… N2=…',
    seen: /\bN1=\d+ *N2=\d+/,
  },
  {
    for: ['philips'],
    weight: 14,
    because: 'a header %PM or %MM, and a program number N9…',
    seen: /^\s*%(PM|MM|SP)\d*\s+N9\d{3,}\b/,
  },
  { for: ['philips'], weight: 6, because: 'T with M66 or M67', seen: /\bT\d+ *M6[67]\b/ },
];
