/** Other speeds and feeds in a program, or in some of its blocks, and not another byte. */
import { detectDialect } from '../dialect/detect.ts';
import type { DialectFinding } from '../dialect/dialect.ts';
import { blocksOf, type FileBlock } from '../features/blocks.ts';
import type { SourceRange } from '../features/operations/source-ranges.ts';
import { defaultProfile, type MachineProfile } from '../profile/machine-profile.ts';
import { textOfBytes } from '../source/byte-source.ts';
import type { NcProgram } from '../source/program.ts';
import { advance, type BlockSense, modalOf } from './modal.ts';
import type { At, Notice, NoticeCode, Refusal, RefusalCode } from './refusal.ts';
import { numberLike, numberOfWord, type Splice } from './splice.ts';

/** Metric, whatever the program writes in. `factor`: of what stands there, in any mode. */
export interface SpeedFeedChange {
  readonly speed?: { readonly factor: number } | { readonly rpm: number } | { readonly vcMPerMin: number };
  readonly feed?: { readonly factor: number } | { readonly mmPerMin: number } | { readonly mmPerRev: number };
}

export interface ChangeOptions {
  /** `Operation.ranges`; those of other files are passed over. The whole program without. */
  readonly ranges?: readonly SourceRange[];
  readonly dialect?: DialectFinding;
  readonly profile?: Partial<MachineProfile>;
}

export interface SpeedFeedEdit {
  /** For `applySplices`. Words of S and F only. */
  readonly splices: readonly Splice[];
  /** Words that stay as they are. */
  readonly refused: readonly Refusal[];
  readonly notices: readonly Notice[];
}

interface Word {
  /** Place in `splices`; -1: not changed. */
  splice: number;
  readonly inside: boolean;
  readonly at: Omit<At<never>, 'code' | 'message'>;
}

const letterS = 83;
const letterF = 70;

/**
 * The limit of G50 S and G92 S stays. Words are read in the order of the file: where subprograms or jumps carry modes elsewhere, compare with
 * `onlySpeedAndFeedDiffer`.
 */
export function changeSpeedFeed(
  program: NcProgram,
  change: SpeedFeedChange,
  options: ChangeOptions = {},
): SpeedFeedEdit {
  const dialect = options.dialect ?? detectDialect(program.source);
  const profile: MachineProfile = {
    ...defaultProfile(dialect.dialect),
    ...(dialect.decimals === 'least-increment' && { decimals: 'least-increment' as const }),
    ...options.profile,
  };
  const ranges = options.ranges?.filter(({ file }) => file === program.name);
  const within = (start: number) =>
    ranges === undefined || ranges.some(({ first, last }) => start >= first && start <= last);
  const modal = modalOf(profile);
  const splices: (Splice | undefined)[] = [];
  const refused: Refusal[] = [];
  const notices: Notice[] = [];
  const force = new Map<number, Word | undefined>();
  const told = new Set<string>();

  const refuse = (code: RefusalCode, word: Omit<At<never>, 'code' | 'message'>, message: string) =>
    refused.push({ code, ...word, message });
  const notice = (code: NoticeCode, letter: number, block: FileBlock) => {
    const name = String.fromCharCode(letter);
    if (told.has(code + name)) return;
    told.add(code + name);
    const word = force.get(letter);
    const message =
      code === 'set-before'
        ? `${name} is not programmed in these blocks before it is used${word ? `; it comes from line ${word.at.line}` : ''}, and stays.`
        : `${name} of line ${word!.at.line} was changed and still holds here, behind these blocks.`;
    notices.push({ code, line: block.line, column: 1, start: block.start, end: block.end, message });
  };

  const takeWord = (block: FileBlock, i: number, sense: BlockSense) => {
    const { tokens } = block;
    const address = tokens.kind[i] === 9;
    const letter = address ? tokens.value[i]! : tokens.kind[i]!;
    const start = tokens.offset + tokens.start[i]!;
    const at = {
      line: block.line,
      column: start - block.lineStart + 1,
      start,
      end: tokens.offset + tokens.end[i]!,
    };
    if (letter === letterS && sense.limit) return;
    const inside = within(block.start);
    const word: Word = { splice: -1, inside, at };
    if (sense.argument) {
      if (inside && (letter === letterS ? change.speed : change.feed))
        refuse('argument', at, 'This word belongs to the command of its block and is no speed or feed.');
      return;
    }
    force.set(letter, word);
    const wanted = letter === letterS ? change.speed : change.feed;
    if (!inside || !wanted) return;
    if (address) {
      refuse('parametric', at, 'The number is computed from variables: change it where they are set.');
      return;
    }
    if (sense.locked && (letter === letterF || (sense.taps && modal.feedMode === 'per-minute'))) {
      refuse('locked-to-pitch', at, lockedMessage);
      return;
    }
    const value = tokens.value[i]!;
    const next = letter === letterS ? speedFor(value) : feedFor(value, tokens.decimals[i]!);
    if (typeof next === 'string') {
      refuse(letter === letterS ? 'speed-mode' : 'feed-mode', at, next);
      return;
    }
    const span = numberOfWord(tokens, i);
    const written = textOfBytes(tokens.bytes, span.start - tokens.offset, span.end - tokens.offset);
    const text = likeWritten(next, written, { decimals: tokens.decimals[i]!, whole: letter === letterS });
    if (text === written) return;
    word.splice = splices.push({ ...span, text }) - 1;
  };

  const speedFor = (value: number): number | string => {
    const speed = change.speed!;
    if ('factor' in speed) return value * speed.factor;
    if ('rpm' in speed)
      return modal.surface ? 'G96 is in force: S is a cutting speed here, not turns per minute.' : speed.rpm;
    if (!modal.surface) return 'G97 is in force: S is in turns per minute here, no cutting speed.';
    return modal.inch ? speed.vcMPerMin / 0.3048 : speed.vcMPerMin;
  };

  const feedFor = (value: number, decimals: number): number | string => {
    const feed = change.feed!;
    if ('factor' in feed) return value * feed.factor;
    const wanted = 'mmPerMin' in feed ? 'per-minute' : 'per-revolution';
    if (modal.feedMode !== wanted) return `F is ${modes[modal.feedMode]} here.`;
    const millimetres = 'mmPerMin' in feed ? feed.mmPerMin : feed.mmPerRev;
    const written = modal.inch ? millimetres / 25.4 : millimetres;
    const increments = decimals < 0 && profile.decimals === 'least-increment' && wanted === 'per-revolution';
    return increments ? Math.round(written / (modal.inch ? 0.0001 : 0.001)) : written;
  };

  /** What is in force when a thread or tap begins without a word of its own is its pitch. */
  const lock = (letter: number) => {
    const word = force.get(letter);
    if (!word || word.splice < 0) return;
    splices[word.splice] = undefined;
    word.splice = -1;
    refuse('locked-to-pitch', word.at, lockedMessage);
  };

  for (const block of blocksOf(program.source, dialect)) {
    const sense = advance(modal, block, profile);
    const { tokens, from, to } = block;
    for (let i = from; i < to; i++) {
      const kind = tokens.kind[i]!;
      if (kind === letterS || kind === letterF) takeWord(block, i, sense);
      else if (kind === 9 && (tokens.value[i] === letterS || tokens.value[i] === letterF))
        takeWord(block, i, sense);
    }
    if (sense.locked) {
      lock(letterF);
      if (sense.taps && modal.feedMode === 'per-minute') lock(letterS);
    }
    if (!sense.cuts || ranges === undefined) continue;
    const inside = within(block.start);
    for (const letter of [letterS, letterF]) {
      if (!(letter === letterS ? change.speed : change.feed)) continue;
      const word = force.get(letter);
      if (inside && !word?.inside) notice('set-before', letter, block);
      if (!inside && word && word.splice >= 0) notice('used-after', letter, block);
    }
  }
  return { splices: splices.filter((splice) => splice !== undefined), refused, notices };
}

const lockedMessage = 'It makes the pitch of a thread or tap, together with the other one: both stay.';

const modes = {
  'per-minute': 'in mm or inches per minute',
  'per-revolution': 'in mm or inches per turn',
  'inverse-time': 'the inverse of a time',
};

/** With point, digits, leading zeros and a bare point as the word had them. S without a point stays whole, and F does where that is near enough. */
function likeWritten(
  value: number,
  written: string,
  { decimals, whole }: { decimals: number; whole: boolean },
): string {
  const rounded = Math.round(value);
  const near = decimals < 0 && (whole || (rounded !== 0 && Math.abs(rounded - value) < 0.005 * rounded));
  const text = numberLike(near ? rounded : value, decimals, 4);
  const [before = '', behind] = text.split('.');
  const [wasBefore = ''] = written.split('.');
  // `F.005` has no zero before its point; `S0500` has one too many.
  const zeros =
    wasBefore === '' && before === '0'
      ? ''
      : wasBefore.startsWith('0') && wasBefore.length > 1
        ? before.padStart(wasBefore.length, '0')
        : before;
  return behind === undefined ? zeros : `${zeros}.${behind}`;
}
