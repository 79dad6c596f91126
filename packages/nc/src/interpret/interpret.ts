/** The interpreter: a program in, a lazy stream of moves out. */
import { collector } from '../diagnostics/collector.ts';
import { detectDialect } from '../dialect/detect.ts';
import type { DialectFinding } from '../dialect/dialect.ts';
import type { MoveChunk } from '../moves/move-chunk.ts';
import { MoveKind } from '../moves/move-kind.ts';
import { defaultProfile, type MachineProfile } from '../profile/machine-profile.ts';
import type { NcProgram } from '../source/program.ts';
import { reportMissing } from './calls/call-block.ts';
import { leaveProgram } from './calls/calls.ts';
import { type Control, control } from './control.ts';
import { execute } from './execute.ts';
import type { Interpretation, InterpretOptions, Limits } from './interpretation.ts';
import { event } from './motion/emit.ts';
import { programFile } from './program/program-file.ts';
import { readBlock } from './read-block.ts';
import { report } from './report.ts';

const withoutValues = 50_000;

/** Of the limit of steps: what cycles may make of them. */
const rowsPerStep = 10;

const defaultLimits: Limits = { steps: 1_000_000, calls: 64, diagnosticsPerCode: 100 };

export const interpret = (program: NcProgram, options: InterpretOptions = {}): Interpretation => {
  const dialect = detectDialect(program.source, options.dialect);
  const limits = { ...defaultLimits, ...options.limits };
  const profile = profileFor(dialect, options.profile);
  const found = collector(limits.diagnosticsPerCode);
  const scan = { semicolon: dialect.semicolon, carriageReturn: dialect.carriageReturn } as const;
  const file = programFile(program, scan);
  const unitsKnown = options.profile?.units !== undefined;
  const state = control({ profile, library: options.library, limits, found, file, unitsKnown });
  state.read = () => readBlock(state);
  state.carryOut = execute;
  if (dialect.readable && dialect.decimals !== 'unknown' && !options.profile?.decimals && !isPlain(dialect)) {
    const reading = profile.decimals === 'calculator' ? 'millimetres or inches' : 'least increments';
    found.report(
      'dialect.decimals-assumed',
      { file: program.name, line: 1, column: 1, start: 0, end: 0 },
      { reading },
    );
  }
  return {
    dialect,
    profile,
    chunks: dialect.readable ? run(state) : declined(state, dialect),
    diagnostics: found.list,
    counts: found.counts,
  };
};

/** LinuxCNC and plain ISO programs have no least increments. */
const isPlain = ({ dialect }: DialectFinding): boolean => dialect === 'linuxcnc' || dialect === 'iso';

const profileFor = (dialect: DialectFinding, given: Partial<MachineProfile> | undefined): MachineProfile => {
  const assumed = defaultProfile(dialect.dialect);
  const decimals = dialect.decimals === 'least-increment' ? 'least-increment' : assumed.decimals;
  return { ...assumed, decimals, toolCall: dialect.toolCall, ...given };
};

const names: Readonly<Record<string, string>> = {
  sinumerik: 'Sinumerik',
  heidenhain: 'Heidenhain',
  okuma: 'Okuma OSP',
  philips: 'Philips/MAHO',
};

const declined = (state: Control, dialect: DialectFinding): IterableIterator<MoveChunk> => {
  state.file.advance();
  report(state, 'dialect.declined', { dialect: names[dialect.dialect] ?? dialect.dialect });
  return [][Symbol.iterator]();
};

function* run(state: Control): Generator<MoveChunk> {
  const { writer, limits } = state;
  writer.startAt(state.position);
  state.compensator.onTrouble = (code, row, radius) => {
    if (code === 'compensation.gouge')
      state.found.report(
        code,
        { file: state.file.name, line: row.line, column: 1, start: row.source, end: row.source },
        { radius },
      );
    else report(state, code);
  };
  // Every block of the file may be carried out once, and as many again as the limit allows.
  const budget = limits.steps + state.file.source.size;
  const mostRows = rowsPerStep * limits.steps + state.file.source.size;
  let rows = 0;
  while (!state.ended) {
    // A macro without its arguments turns in loops that its caller would have bounded.
    if (++state.steps > budget || (state.valuesMissing && state.steps > withoutValues)) {
      report(state, 'macro.budget', { limit: budget });
      break;
    }
    const reading = readBlock(state);
    if (reading === 'block') execute(state);
    if (reading === 'end' || state.fellThrough) {
      state.fellThrough = false;
      leaveProgram(state);
    }
    if (!writer.full) continue;
    rows += writer.count;
    yield writer.hand();
    // A cycle repeated in a loop makes thousands of rows of each block.
    if (rows > mostRows) {
      report(state, 'cycle.too-many-moves', { limit: mostRows });
      break;
    }
  }
  reportMissing(state);
  state.corners.flush();
  state.compensator.flush();
  event(state, MoveKind.programEnd, 0);
  yield writer.hand();
}
