/** Programs: their revisions, where they were found, their text, and what differs between two of them. */
import { AppError, type ProgramDetail, type ProgramDiff, type RevisionDetail } from '@mantinel/contract';
import type { PlaceId } from '@mantinel/domain';
import { compareInThread } from '@mantinel/harvester';
import type { Store } from '@mantinel/store';
import type { Caller } from '../../http/caller.ts';
import { existingRevision, readablePlaces, readableProgram } from './readable.ts';
import { operationView, programView, revisionView } from './views.ts';

export interface ProgramsService {
  /** Throws `program.notFound`, also for one that the caller may not see. */
  placeOf(id: string, caller: Caller): Promise<PlaceId>;
  /** Throws `program.notFound`. */
  get(id: string, caller: Caller): Promise<ProgramDetail>;
  /** Throws `program.notFound`, `program.revisionNotFound`. */
  revision(id: string, number: number, caller: Caller): Promise<RevisionDetail>;
  /** Throws as `revision` does. */
  text(id: string, number: number, caller: Caller): Promise<ProgramText>;
  /** SVG. Throws as `revision` does, and `program.noThumbnail`. */
  thumbnail(id: string, number: number, caller: Caller): Promise<string>;
  /** Throws as `revision` does, and `program.tooLongToCompare`. */
  diff(id: string, numbers: readonly [number, number], asked: Asked): Promise<ProgramDiff>;
}

interface Asked {
  readonly caller: Caller;
  readonly signal: AbortSignal;
}

export interface ProgramText {
  readonly name: string;
  readonly bytes: Buffer;
  readonly sha256: string;
}

const mostRevisions = 200;
const filesOfEach = 20;

export function programsService(store: Pick<Store, 'projects' | 'programReading'>): ProgramsService {
  const { programReading } = store;
  async function text(id: string, number: number, caller: Caller): Promise<ProgramText> {
    const { name } = await readableProgram(store, id, caller);
    const { sha256 } = await existingRevision(store, id, number);
    const bytes = await programReading.text(sha256);
    if (!bytes) throw new AppError('program.revisionNotFound', { data: { revision: number } });
    return { name, bytes, sha256 };
  }

  return {
    placeOf: async (id, caller) => (await readableProgram(store, id, caller)).place,
    get: async (id, caller) => {
      const program = await readableProgram(store, id, caller);
      const revisions = await programReading.revisions(id, mostRevisions);
      const files = await programReading.files(
        revisions.map((revision) => revision.id),
        { places: readablePlaces(caller), each: filesOfEach },
      );
      const byRevision = Map.groupBy(files, ({ revision }) => revision);
      const { place: _place, ...row } = program;
      return {
        ...programView(row),
        project: program.project,
        revisionList: revisions.map((revision) => ({
          ...revisionView(revision),
          files: (byRevision.get(revision.id) ?? []).map(({ revision: _revision, ...file }) => file),
        })),
      };
    },
    revision: async (id, number, caller) => {
      await readableProgram(store, id, caller);
      const revision = await existingRevision(store, id, number);
      return {
        ...revisionView(revision),
        tools: await programReading.tools(revision.id),
        operations: (await programReading.operations(revision.id)).map(operationView),
      };
    },
    text,
    thumbnail: async (id, number, caller) => {
      await readableProgram(store, id, caller);
      await existingRevision(store, id, number);
      const svg = await programReading.thumbnail(id, number);
      if (svg === undefined) throw new AppError('program.noThumbnail');
      return svg;
    },
    diff: async (id, [one, other], { caller, signal }) => {
      const before = await text(id, one, caller);
      const after = await text(id, other, caller);
      const compared = await compareInThread({
        name: before.name,
        before: before.bytes,
        after: after.bytes,
        signal,
      });
      return {
        differences: compared.differences.map((difference) => ({ ...difference })),
        lines: compared.changes.map((change) => ({
          ...change,
          before: [...change.before],
          after: [...change.after],
        })),
        changedLines: compared.changedLines,
      };
    },
  };
}
