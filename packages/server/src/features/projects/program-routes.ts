/** Programs: revisions, text, picture and differences. */
import {
  DiffParams,
  ProgramDetail,
  ProgramDiff,
  ProgramParams,
  paths,
  RevisionDetail,
  RevisionParams,
} from '@mantinel/contract';
import type { PlaceId } from '@mantinel/domain';
import type { Caller } from '../../http/caller.ts';
import { type Route, route } from '../../http/route.ts';
import type { Services } from '../../services.ts';

interface One {
  readonly params: { id: string };
  readonly services: Services;
  readonly caller: Caller;
}
const itsPlace = ({ params, services, caller }: One): Promise<PlaceId> =>
  services.programs.placeOf(params.id, caller);

const getProgram = route({
  method: 'GET',
  path: paths.program,
  permission: 'program.read',
  scope: itsPlace,
  summary: 'A program with its revisions and the files in which they were found',
  tag: 'programs',
  errors: ['program.notFound'],
  params: ProgramParams,
  reply: ProgramDetail,
  handle: ({ programs }, { params, caller }) => programs.get(params.id, caller),
});

const getRevision = route({
  method: 'GET',
  path: paths.programRevision,
  permission: 'program.read',
  scope: itsPlace,
  summary: 'A revision with its tools and operations',
  tag: 'programs',
  errors: ['program.notFound', 'program.revisionNotFound'],
  params: RevisionParams,
  reply: RevisionDetail,
  handle: ({ programs }, { params, caller }) => programs.revision(params.id, params.revision, caller),
});

const getText = route({
  method: 'GET',
  path: paths.programText,
  permission: 'program.read',
  scope: itsPlace,
  summary: 'A revision byte for byte, as a file',
  tag: 'programs',
  errors: ['program.notFound', 'program.revisionNotFound'],
  params: RevisionParams,
  reply: { media: ['application/octet-stream'], example: '%\nO1234\nT1 M6\n' },
  handle: async ({ programs }, { params, caller }) => {
    const { name, bytes, sha256 } = await programs.text(params.id, params.revision, caller);
    return {
      type: 'application/octet-stream',
      headers: {
        'content-disposition': attachment(name),
        // What is under this address never changes; who may read it does.
        'cache-control': 'private, no-cache',
        etag: `"${sha256}"`,
      },
      content: bytes,
    };
  },
});

const getThumbnail = route({
  method: 'GET',
  path: paths.programThumbnail,
  permission: 'program.read',
  scope: itsPlace,
  summary: 'The toolpath of a revision as a small picture',
  tag: 'programs',
  errors: ['program.notFound', 'program.revisionNotFound', 'program.noThumbnail'],
  params: RevisionParams,
  reply: { media: ['image/svg+xml'], example: '<svg xmlns="http://www.w3.org/2000/svg"/>' },
  handle: async ({ programs }, { params, caller }) => ({
    type: 'image/svg+xml',
    headers: {
      'cache-control': 'private, max-age=300',
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
    },
    content: await programs.thumbnail(params.id, params.revision, caller),
  }),
});

const getDiff = route({
  method: 'GET',
  path: paths.programDiff,
  permission: 'program.read',
  scope: itsPlace,
  summary: 'What differs between two revisions: what a machinist would say, and the lines',
  tag: 'programs',
  errors: ['program.notFound', 'program.revisionNotFound', 'program.tooLongToCompare'],
  params: DiffParams,
  reply: ProgramDiff,
  handle: ({ programs }, { params, caller, signal }) =>
    programs.diff(params.id, [params.revision, params.other], { caller, signal }),
});

export const programRoutes: readonly Route[] = [getProgram, getRevision, getText, getThumbnail, getDiff];

/** RFC 6266: a plain name for old clients, the whole one in UTF-8. */
function attachment(name: string): string {
  const plain = name.replaceAll(/[^\x20-\x7e]|["\\]/g, '_');
  const encoded = encodeURIComponent(name.toWellFormed()).replaceAll(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}
