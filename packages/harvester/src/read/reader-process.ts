/**
 * A process that reads programs, and documents beside them: takes a job at a time, answers with everything there is to keep. What a file breaks,
 * it breaks here and not where machines are recorded.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { zstdCompressSync } from 'node:zlib';
import { type NcProgram, programOf } from '@mantinel/nc';
import type { FoundDocument } from '../evidence/found-document.ts';
import { headBytes, kindOfFile, type ProgramKind } from '../find/kind-of-file.ts';
import { unreadable } from '../find/walk.ts';
import { inOneByte, type ReadProgram, readProgram } from './read-program.ts';
import { subprograms } from './subprograms.ts';

export interface ReadingJob {
  readonly id: number;
  readonly path: string;
  /** Read here where the bytes do not come with the job. */
  readonly absolute?: string;
  readonly bytes?: Uint8Array;
}

export interface ReadText {
  readonly sha256: Uint8Array;
  readonly size: number;
  readonly compressed: Uint8Array;
}

export type ReadingAnswer = { readonly id: number } & (
  | { readonly kind: ProgramKind; readonly text: ReadText; readonly program: ReadProgram }
  | { readonly kind: 'archive' | 'other'; readonly sha256: Uint8Array; readonly because: string }
  | { readonly kind: 'document'; readonly sha256: Uint8Array; readonly document: DocumentAnswer }
  | NotTaken
);

export type DocumentAnswer = FoundDocument | NotTaken;

interface NotTaken {
  readonly skipped: { readonly reason: string; readonly detail: string };
}

/** Whoever asked has ended, or needs no more. */
const end = () => process.exit(0);
process.on('disconnect', end);
process.on('message', async (job: ReadingJob) => {
  process.send?.(await answer(job), (error: Error | null) => error && end());
});

const known = subprograms();

async function answer({ id, path, absolute, bytes: given }: ReadingJob): Promise<ReadingAnswer> {
  let bytes: Uint8Array;
  try {
    bytes = given ?? readFileSync(absolute!);
  } catch (error) {
    return { id, skipped: unreadable(error) };
  }
  const sha256 = createHash('sha256').update(bytes).digest();
  const { kind, because } = kindOfFile(path, bytes.subarray(0, headBytes));
  if (kind === 'archive' || kind === 'other') return { id, kind, sha256, because };
  if (kind === 'document') {
    // Only folders with documents pay for what reads them.
    const { readFoundDocument } = await import('../evidence/found-document.ts');
    return { id, kind, sha256, document: await readFoundDocument(path, bytes) };
  }
  const library = absolute === undefined ? undefined : known.beside(absolute, openSubprogram);
  const program = readProgram(path, bytes, library);
  return { id, kind, text: { sha256, size: bytes.length, compressed: zstdCompressSync(bytes) }, program };
}

/** Larger ones are main programs. */
const mostSubprogramBytes = 4 * 2 ** 20;

function openSubprogram(file: string): NcProgram | undefined {
  try {
    const bytes = readFileSync(file);
    return bytes.length <= mostSubprogramBytes ? programOf(file, inOneByte(bytes)) : undefined;
  } catch {
    // Whoever calls it is told by a diagnostic that it is missing; the file itself is told of where it is found.
    return undefined;
  }
}
