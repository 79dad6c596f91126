/** What speaks for which dialect. Weights are hand-set on programs whose control is known; each rule says what it saw. */
import { declinedEvidence } from './declined-evidence.ts';
import { type DialectName, latheDialects, systemADialects } from './dialect.ts';
import type { Evidence } from './rule.ts';
import type { Sample } from './sample.ts';

const mills: readonly DialectName[] = ['fanuc-mill', 'haas-mill', 'linuxcnc', 'iso'];
const fanucs: readonly DialectName[] = ['fanuc-mill', 'haas-mill', ...latheDialects];
const haas: readonly DialectName[] = ['haas-mill', 'haas-lathe'];

const g =
  (...codes: number[]) =>
  (sample: Sample): boolean =>
    codes.some((code) => sample.g.has(Math.round(code * 10)));
const m =
  (...codes: number[]) =>
  (sample: Sample): boolean =>
    codes.some((code) => sample.m.has(code));
const words = (sample: Sample, letter: string): number => sample.words.get(letter) ?? 0;

export const evidence: readonly Evidence[] = [
  ...declinedEvidence,

  {
    for: fanucs,
    weight: 3,
    because: 'a program called by <NAME>, or named so',
    seen: /^[ \t]*<[^>\n]{1,32}>[ \t]*$|\b(?:M0?98|M198|G65|G66)[ \t]*<[^>\n]{1,32}>/im,
  },

  // LinuxCNC.
  {
    for: ['linuxcnc'],
    weight: 8,
    because: 'O-words (sub, call, if, while)',
    seen: /^[ \t]*o[ \t]*(<[^>\n]*>|\d+|\[)[ \t]*(sub|endsub|call|if|else|endif|while|endwhile|repeat|return)\b/im,
  },
  { for: ['linuxcnc'], weight: 6, because: 'named parameters #<…>', seen: /#<\w+>/ },
  { for: ['linuxcnc'], weight: 3, because: 'G64 P, a path tolerance', seen: /\bG64 ?P/i },
  {
    for: ['linuxcnc'],
    weight: 3,
    because: 'G33.1, G38.x, G43.1, G59.x, G61.1, G92.x or G41.1',
    seen: g(
      33.1,
      38.2,
      38.3,
      38.4,
      38.5,
      43.1,
      59.1,
      59.2,
      59.3,
      61.1,
      92.1,
      92.2,
      92.3,
      41.1,
      42.1,
      5.2,
      28.1,
      30.1,
    ),
  },
  { for: ['linuxcnc'], weight: 3, because: 'G90.1 or G91.1, how I and J are meant', seen: g(90.1, 91.1) },
  {
    for: ['linuxcnc'],
    weight: 14,
    because: 'G7 or G8, how X is meant, or G96 with D or G76 with I, J and K, as it turns',
    seen: /(?<![A-Z])G0?[78](?![\d.]| ?P)|(?<![A-Z])G96 ?[^\n(]*D ?\d|(?<![A-Z])G76 ?P[^\n(]*I[^\n(]*J[^\n(]*K/i,
  },
  {
    for: ['linuxcnc'],
    weight: 4,
    because: 'LinuxCNC or EMC is named',
    seen: /linuxcnc|\bemc2?\b/i,
    inNotes: true,
  },
  {
    for: ['linuxcnc'],
    weight: 2,
    because: '(debug, or (msg, notes that are carried out',
    seen: /\((debug|print|msg|probeopen|log)\s*,/i,
    inNotes: true,
  },
  {
    for: ['linuxcnc', 'iso'],
    weight: 1,
    because: 'notes behind ";"',
    seen: /;[^\n]*[A-Za-z]{3}/,
    inNotes: true,
  },

  // Fanuc and what speaks its language.
  { for: fanucs, weight: 2, because: 'an O number at the start', seen: /^\s*(%[^\n]*\s*)?[O:]\d{1,8}\b/ },
  { for: fanucs, weight: 1, because: '"%" at the start', seen: /^\s*%/ },
  {
    for: fanucs,
    weight: 3,
    because: 'Macro B: variables with IF, WHILE or GOTO',
    seen: /\b(IF ?\[|WHILE ?\[|GOTO ?\d)/,
  },
  { for: fanucs, weight: 3, because: 'M99 ends it, as subprograms of these end', seen: m(99) },
  { for: fanucs, weight: 2, because: 'G65 or M98', seen: (sample) => g(65, 66)(sample) || m(98)(sample) },
  {
    for: ['fanuc-mill', ...latheDialects],
    weight: 1,
    because: 'FANUC is named',
    seen: /fanuc/i,
    inNotes: true,
  },
  {
    for: ['fanuc-mill', 'fanuc-lathe-a', 'fanuc-lathe-b'],
    weight: 0.6,
    because: 'nothing that only a Haas has',
    seen: (sample) => !haasOnly(sample),
  },

  // Haas.
  { for: haas, weight: 4, because: 'HAAS is named', seen: /\bhaas\b/i, inNotes: true },
  { for: haas, weight: 3, because: 'G154, G187, G103, M97 or G150', seen: (sample) => haasOnly(sample) },
  {
    for: ['haas-mill'],
    weight: 3,
    because: 'G12 or G13 with I, a circular pocket',
    seen: /\bG1[23] ?[^\n(]*\bI ?-?[\d.]/,
  },
  {
    for: haas,
    weight: 1.5,
    because: "G53 to the machine's Z zero before a tool change",
    seen: /G0?0? ?G53 ?Z0|G53 ?G0?0? ?Z0/,
  },
  {
    for: haas,
    weight: 0.7,
    because: 'M31 or M33, the chip conveyor',
    seen: (sample) => m(31, 33)(sample) && !noConveyor.test(sample.text),
  },
  {
    for: ['haas-lathe'],
    weight: 2,
    because: 'one-line G71 or G72 with D',
    seen: /G7[12] ?[^\n]*P\d+ ?Q\d+[^\n]*D\.?\d/,
  },

  // Milling.
  { for: mills, weight: 3, because: 'T with M6', seen: /T ?\d+ ?M0?6\b|M0?6 ?T ?\d+/i },
  { for: mills, weight: 2, because: 'motion along Y', seen: (sample) => words(sample, 'Y') > 2 },
  {
    for: ['fanuc-mill', 'haas-mill', 'linuxcnc'],
    weight: 2.5,
    because: 'tool length compensation G43 H',
    seen: g(43),
  },
  { for: mills, weight: 1, because: 'the XY plane (G17)', seen: g(17) },
  { for: mills, weight: 1, because: 'G90 or G91', seen: g(90, 91) },
  { for: ['fanuc-mill', 'haas-mill'], weight: 0.5, because: 'G91 G28 Z', seen: /G91[^\n]*G28|G28[^\n]*G91/ },
  {
    for: ['fanuc-mill', 'haas-mill'],
    weight: 1,
    because: 'drilling cycles with G98 or G99',
    seen: (sample) => g(98, 99)(sample) && g(81, 82, 83, 73, 84)(sample) && words(sample, 'Y') > 0,
  },

  // Turning.
  {
    for: latheDialects,
    weight: 4,
    because: 'G96 or G97 without motion along Y',
    seen: (sample) => g(96, 97)(sample) && words(sample, 'Y') < 3,
  },
  {
    for: latheDialects,
    weight: 4,
    because: 'G70 – G76 with P and Q or U and R',
    seen: /G7[0-6] ?[^\n]*(P ?\d+[^\n]*Q ?\d+|U ?-?[\d.]+ ?R)/,
  },
  {
    for: latheDialects,
    weight: 3,
    because: 'tools with an offset, as T0101',
    seen: (sample) => sample.turretTools > 0 && !m(6)(sample),
  },
  {
    for: latheDialects,
    weight: 2,
    because: 'no motion along Y',
    seen: (sample) => words(sample, 'X') > 3 && words(sample, 'Z') > 3 && words(sample, 'Y') === 0,
  },
  { for: latheDialects, weight: 2, because: 'G28 U or W', seen: /G28 ?[^\n]*[UW]/ },
  {
    for: latheDialects,
    weight: -6,
    because: 'much motion along Y',
    seen: (sample) => words(sample, 'Y') > 10 && words(sample, 'Y') * 4 > words(sample, 'X'),
  },
  {
    for: systemADialects,
    weight: 2,
    because: 'U and W as increments',
    seen: (sample) => words(sample, 'U') + words(sample, 'W') > 1,
  },
  {
    for: systemADialects,
    weight: 2,
    because: 'G50 S, the speed limit of system A',
    seen: /G50 ?(X[^\n]*)?S ?\d/,
  },
  {
    for: systemADialects,
    weight: 2,
    because: 'G98 or G99 as feed mode, without drilling cycles',
    seen: (sample) => g(98, 99)(sample) && !g(81, 82, 83, 84, 73)(sample),
  },
  { for: ['fanuc-lathe-b'], weight: 3, because: 'G92 S, the speed limit of system B', seen: /G92 ?S ?\d/ },
  {
    for: ['fanuc-lathe-b'],
    weight: 2,
    because: 'G95 with G90, as system B has them',
    seen: (sample) => g(95)(sample) && g(90, 91)(sample) && !g(98, 99)(sample),
  },
  {
    for: ['fanuc-lathe-b'],
    weight: 2,
    because: 'G77 or G79, the turning cycles of system B',
    seen: g(77, 78, 79),
  },

  // Nothing in particular.
  {
    for: ['iso'],
    weight: 3,
    because: 'a control of hobby machines is named',
    seen: /\bgrbl\b|\bmach ?[34]\b|\buccnc\b|estlcam|carbide ?(motion|create)|shapeoko|x-?carve|openbuilds|banggood/i,
    inNotes: true,
  },
  {
    for: ['iso'],
    weight: 2.2,
    because: 'no O number at the start',
    seen: (sample) => !/^\s*(%[^\n]*\s*)?[O:]\d/.test(sample.code),
  },
  {
    for: ['iso'],
    weight: 1,
    because: 'tools without length compensation',
    seen: (sample) => m(6)(sample) && !g(43)(sample) && sample.turretTools === 0,
  },
  {
    for: ['iso'],
    weight: 1,
    because: 'no tool change',
    seen: (sample) => !m(6)(sample) && sample.turretTools === 0,
  },
  { for: ['fanuc-mill'], weight: 0.2, because: 'the commonest language', seen: () => true },
];

/** A note behind the code that says what else it is for. */
const noConveyor = /M0?3[13] ?\((?![^)]*(CHIP|CONVEY|AUGER))/i;

const haasOnly = (sample: Sample): boolean => g(154, 187, 103, 150)(sample) || m(97)(sample);
