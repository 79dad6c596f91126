/**
 * Where a mill that notes nothing goes over from boring holes by helices to other work, or back: one tool does several jobs, and its ways
 * between two retracts (a visit) tell them apart.
 */
import type { DialectFinding } from '../../dialect/dialect.ts';
import type { NcProgram } from '../../source/program.ts';
import { blocksOf, type FileBlock } from '../blocks.ts';
import type { OperationNote } from './operation-note.ts';

/** Half turns that go down; fewer are an entry. */
const leastHelices = 4;
/** Straight ways into a hole and out of it. */
const mostLines = 2;
const mostJobs = 4096;

const [letterG, letterX, letterY, letterZ] = [71, 88, 89, 90];

/** In the order of the file; `text` is empty. */
export function roundJobs(program: NcProgram, dialect: DialectFinding): readonly OperationNote[] {
  const jobs: OperationNote[] = [];
  let motion = 0;
  /** The visit at hand, and where the blocks behind the retract before it begin. */
  let helices = 0;
  let lines = 0;
  let cuts = 0;
  let behind = { start: 0, line: 1 };
  let before: boolean | undefined;
  for (const block of blocksOf(program.source, dialect)) {
    const words = read(block, motion);
    ({ motion } = words);
    if (!words.moves) continue;
    if (motion === 0) {
      if (cuts > 0 && words.up) {
        const round = helices >= leastHelices && lines <= mostLines;
        if (before !== undefined && round !== before && jobs.length < mostJobs)
          jobs.push({ text: '', more: '', ...behind });
        before = round;
        [helices, lines, cuts] = [0, 0, 0];
        behind = { start: block.end, line: block.line + 1 };
      }
      continue;
    }
    cuts += 1;
    if (motion === 1 && words.across) lines += 1;
    if (motion > 1 && words.up) helices += 1;
  }
  return jobs;
}

/** Its motion (0 – 3, kept from before where it names none) and whether it moves, across, and along Z. */
function read({ tokens, from, to }: FileBlock, before: number) {
  let motion = before;
  let up = false;
  let across = false;
  for (let i = from; i < to; i++) {
    const letter = tokens.kind[i]!;
    const value = tokens.value[i]!;
    if (letter === letterG && value >= 0 && value <= 3) motion = value;
    else if (letter === letterZ) up = true;
    else if (letter === letterX || letter === letterY) across = true;
  }
  return { motion, up, across, moves: up || across };
}
