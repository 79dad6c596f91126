/** Programs made up by fast-check: sensible ones with a meaning that can be written in several ways, and hostile ones. */
import fc from 'fast-check';

/** A step of a mill's program, before it is written down. Lengths in mm on a grid, so that writing loses nothing. */
export type Step =
  | { readonly kind: 'rapid' | 'line'; readonly x: number; readonly y: number; readonly z: number }
  | {
      readonly kind: 'arc';
      readonly x: number;
      readonly y: number;
      readonly bulge: number;
      readonly clockwise: boolean;
    }
  | { readonly kind: 'drill'; readonly x: number; readonly y: number; readonly depth: number };

const coordinate = fc.integer({ min: -2000, max: 2000 }).map((value) => value / 20);

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    kind: fc.constantFrom('rapid' as const, 'line' as const),
    x: coordinate,
    y: coordinate,
    z: coordinate,
  }),
  fc.record({
    kind: fc.constant('arc' as const),
    x: coordinate,
    y: coordinate,
    bulge: fc.double({ min: 0.1, max: 3, noNaN: true }),
    clockwise: fc.boolean(),
  }),
  fc.record({
    kind: fc.constant('drill' as const),
    x: coordinate,
    y: coordinate,
    depth: fc.integer({ min: 1, max: 40 }),
  }),
);

export const steps = fc.array(step, { minLength: 1, maxLength: 25 });

export interface Writing {
  readonly inch?: boolean;
  readonly incremental?: boolean;
  readonly arcs?: 'radius' | 'centre';
  readonly drilling?: 'cycle' | 'moves';
  readonly numbered?: boolean;
  readonly commented?: boolean;
}

/** The same steps, written so. */
export const write = (list: readonly Step[], writing: Writing): string => {
  const {
    inch = false,
    incremental = false,
    arcs = 'centre',
    drilling = 'cycle',
    numbered = false,
    commented = false,
  } = writing;
  const blocks: string[] = [
    `${inch ? 'G20' : 'G21'} G90 G17 G40 G80`,
    'G0 X0. Y0. Z0.',
    `F${number(inch ? 500 / 25.4 : 500)}`,
  ];
  let at = { x: 0, y: 0, z: 0 };
  const length = (mm: number): string => number(inch ? mm / 25.4 : mm);
  const word = (letter: 'X' | 'Y' | 'Z', to: number): string => {
    const key = letter.toLowerCase() as 'x' | 'y' | 'z';
    const from = at[key];
    at = { ...at, [key]: to };
    return `${letter}${length(incremental ? to - from : to)}`;
  };
  if (incremental) blocks.push('G91');
  for (const one of list) {
    switch (one.kind) {
      case 'rapid':
      case 'line':
        blocks.push(
          `${one.kind === 'rapid' ? 'G0' : 'G1'} ${word('X', one.x)} ${word('Y', one.y)} ${word('Z', one.z)}`,
        );
        break;
      case 'arc': {
        const chord = Math.hypot(one.x - at.x, one.y - at.y);
        if (chord < 0.1) break;
        const radius = (chord / 2) * Math.hypot(1, one.bulge);
        const side = (one.clockwise ? 1 : -1) * (chord / 2) * one.bulge;
        const i = (one.x - at.x) / 2 + ((one.y - at.y) / chord) * side;
        const j = (one.y - at.y) / 2 - ((one.x - at.x) / chord) * side;
        const centre = arcs === 'radius' ? `R${length(radius)}` : `I${length(i)} J${length(j)}`;
        blocks.push(`${one.clockwise ? 'G2' : 'G3'} ${word('X', one.x)} ${word('Y', one.y)} ${centre}`);
        break;
      }
      case 'drill': {
        const from = at.z;
        const bottom = from - one.depth;
        if (drilling === 'cycle') {
          const level = incremental ? `R0. Z${length(-one.depth)}` : `R${length(from)} Z${length(bottom)}`;
          blocks.push(`G98 G81 ${word('X', one.x)} ${word('Y', one.y)} ${level}`, 'G80');
        } else {
          blocks.push(
            `G0 ${word('X', one.x)} ${word('Y', one.y)}`,
            `G1 ${word('Z', bottom)}`,
            `G0 ${word('Z', from)}`,
          );
        }
      }
    }
  }
  const dressed = blocks.map(
    (block, i) => `${numbered ? `N${(i + 1) * 5} ` : ''}${block}${commented ? ` (STEP ${i})` : ''}`,
  );
  return `${dressed.join(commented ? '\n(G1 X99.)\n' : '\n')}\nM30\n`;
};

const number = (value: number): string => {
  const text = value.toFixed(9).replace(/0+$/, '');
  return text === '-0.' ? '0.' : text;
};

const fragments = [
  ...[
    'G0',
    'G1',
    'G2',
    'G3',
    'G4',
    'G10L2P1',
    'G28',
    'G30P3',
    'G32',
    'G33',
    'G41D1',
    'G42D2',
    'G40',
    'G43H1',
    'G51X0P2.',
    'G50',
    'G51.1X0',
  ],
  ...[
    'G52X1',
    'G53',
    'G54',
    'G54.1P3',
    'G65P1A1',
    'G66P1',
    'G67',
    'G68X0Y0R30',
    'G69',
    'G70P1Q2',
    'G71U1R1',
    'G71P1Q2U1W1D2',
    'G72P1Q2',
  ],
  ...[
    'G73P1Q2',
    'G74R1',
    'G75X1Z1P100Q100',
    'G76P010060Q10R1',
    'G76X1Z-9P900Q100F1',
    'G73Q.0001',
    'G81Z-1R1',
    'G83Q1Z-5R1',
    'G84',
    'G90',
    'G91',
  ],
  ...[
    'G92X0',
    'G92S100',
    'G93',
    'G94',
    'G95',
    'G96S100',
    'G97',
    'G98',
    'G99',
    'G16',
    'G15',
    'G17',
    'G18',
    'G19',
    'G20',
    'G21',
    'G7',
    'G38.2',
  ],
  ...[
    'G68.2X1Y2Z3I10J20K30',
    'G68.2P1',
    'G53.1',
    'G43.4H1',
    'G12.1',
    'G13.1',
    'G112',
    'G113',
    'G7.1C10',
    'G7.1A5',
    'G7.1B-3.',
    'G7.1C0',
    'G107',
    'G12I5Z-1L3',
    'G13I5K20Q.5D1',
    'G13Q1e-9K9I1',
    'G34Z-9F1K.1',
    'G34Z-9F1K-.1',
    'G76P1Z-9I-1J.1K.5',
    'G76P1Z9I1J.1K.5R2Q29H2E1L3',
    'G5I1J1P-1Q-1X5Y5',
    'G5.1I1J1X5',
    'G5.2',
    'G150',
    'G72.1P2',
    'G234H1',
    'G70I5J3L9',
    'G71I-5K7L99',
    'M23',
    'M24',
  ],
  ...[
    'M98P1',
    'M98P1L99',
    'M98P990001',
    'M99',
    'M99P1',
    'M97P1',
    'M30',
    'M6',
    'M3',
    'M29',
    'T0101',
    'T1',
    'S99999999',
    'F0',
    'F1',
    'L9999',
    'K0',
  ],
  ...[
    'X1',
    'X-1.5',
    'Y2',
    'Z-3',
    'A1',
    'B2',
    'C3',
    'U1',
    'V1',
    'W-1',
    'H1',
    'D1',
    'I1',
    'J1',
    'K1',
    'R1',
    'R-2',
    'P1',
    'Q1',
    'E1',
    'X1e9',
    'X.',
  ],
  ...[
    'X99999999999999999999',
    'Z#1',
    'X[#1+2]',
    'X-#100',
    'X#0',
    'X[1/0]',
    'X[1',
    '#1=2',
    '#100=#100+1',
    '#[#1]=3',
    '#3000=1',
    '#3006=1(A)',
  ],
  ...[
    'IF[#1EQ1]GOTO1',
    'IF[#100LT50]GOTO1',
    'IF[1]THEN',
    'ELSE',
    'ELSEIF[1]THEN',
    'ENDIF',
    'WHILE[#100LT9]DO1',
    'WHILE[1]DO2',
    'END1',
    'END2',
    'GOTO2',
  ],
  ...[
    'O1',
    'O2',
    ':3',
    'N1',
    'N2',
    'o1 sub',
    'o1 endsub',
    'o1 call [1]',
    'o2 while [1]',
    'o2 endwhile',
    'o3 if [#1]',
    'o3 else',
    'o3 endif',
  ],
  ...[
    'o4 repeat [5]',
    'o4 endrepeat',
    'o5 do',
    'o5 while [0]',
    'o1 return [2]',
    'o<x> call',
    '#<a>=1',
    'X#<a>',
    'X EXISTS[#<a>]',
    'ATAN[1]/[2]',
  ],
  ...[
    '(',
    ')',
    '(A(B)',
    ';',
    '%',
    '/',
    '/2',
    '\r',
    '\n',
    '\n',
    '\n',
    ' ',
    ',R1',
    ',C1',
    '[',
    ']',
    '#',
    '*',
    '"',
    '$',
    '\u00ff',
    '\u0000',
    'SIN[',
    'DPRNT[',
  ],
];

/** Anything that a program might be made of, in any order. */
export const hostile = fc
  .array(
    fc.oneof(
      { weight: 12, arbitrary: fc.constantFrom(...fragments) },
      { weight: 4, arbitrary: fc.constant('\n') },
      fc.string({ maxLength: 6 }),
    ),
    { maxLength: 60 },
  )
  .map((parts) => parts.join(''));

/** The nesting of brackets and calls that a reader may not follow with its own stack. */
export const deep = (depth: number): string =>
  `G0X${'['.repeat(depth)}1${']'.repeat(depth)}\n#1=${'-'.repeat(depth)}1\n#2=${'#'.repeat(depth)}1\n(${'('.repeat(depth)}\n`;
