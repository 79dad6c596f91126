/** The languages that programs are written in, as far as they must be read differently. */

export type DialectName =
  | 'fanuc-mill'
  /** G-code system A: G90 is a turning cycle, U and W are incremental, G98/G99 are the feed modes. */
  | 'fanuc-lathe-a'
  /** G-code system B: G90/G91 and G94/G95 as on a mill, G77/G78/G79 are the turning cycles. */
  | 'fanuc-lathe-b'
  | 'haas-mill'
  | 'haas-lathe'
  | 'linuxcnc'
  | 'iso'
  /** Recognised and declined. */
  | 'sinumerik'
  | 'heidenhain'
  | 'okuma'
  | 'philips';

/** Those that moves are made of. */
export const readableDialects = [
  'fanuc-mill',
  'fanuc-lathe-a',
  'fanuc-lathe-b',
  'haas-mill',
  'haas-lathe',
  'linuxcnc',
  'iso',
] as const satisfies readonly DialectName[];

export const latheDialects: readonly DialectName[] = ['fanuc-lathe-a', 'fanuc-lathe-b', 'haas-lathe'];
/** Lathes of G-code system A. */
export const systemADialects: readonly DialectName[] = ['fanuc-lathe-a', 'haas-lathe'];

export interface DialectReason {
  readonly dialect: DialectName;
  /** Added to the dialect's score; negative speaks against it. */
  readonly weight: number;
  /** What was seen, as a sentence fragment: `G71 with P and Q`. */
  readonly because: string;
  /** Where it was seen first. */
  readonly line: number;
}

export interface DialectFinding {
  readonly dialect: DialectName;
  /** 0–1: the best score's share of itself and the second best. */
  readonly confidence: number;
  /** False for Sinumerik, Heidenhain, Okuma OSP and Philips/MAHO, whose words mean other things: no move is made of them. */
  readonly readable: boolean;
  /** Variables, IF, WHILE, GOTO or G65 occur. */
  readonly macroB: boolean;
  readonly scores: Readonly<Record<DialectName, number>>;
  readonly reasons: readonly DialectReason[];
  /** What it is written for, where the language is spoken by both: LinuxCNC turns as well. */
  readonly machine: 'mill' | 'lathe';
  /** `T`: T alone changes the tool, as on a lathe, and on a mill whose program has T and no M6 (posts for hobby machines). */
  readonly toolCall: 'M6' | 'T';
  /** How numbers without a point are meant, as far as the program shows it. */
  readonly decimals: 'calculator' | 'least-increment' | 'unknown';
  /** `;` ends a block (a dump of a Fanuc) or begins a comment (everybody else). */
  readonly semicolon: 'comment' | 'end-of-block';
  /** Ends a line in files that know no line feed. */
  readonly carriageReturn: 'blank' | 'end-of-block';
}
