/** Everything that people enter, as files. */
import { DataFile, DataKindParams, ImportOutcome, ImportQuery, paths } from '@mantinel/contract';
import { type Route, route } from '../../http/route.ts';

const exportAll = route({
  method: 'GET',
  path: paths.dataExport,
  permission: 'data.export',
  scope: 'reader',
  summary: 'Everything that people entered, as far as the caller may see and export it, as one file',
  tag: 'data',
  reply: DataFile,
  handle: ({ data }, { caller }) => data.exportAll(caller),
});

const exportTable = route({
  method: 'GET',
  path: paths.dataTable,
  permission: 'data.export',
  scope: 'reader',
  summary: 'One kind of it as CSV for a spreadsheet',
  tag: 'data',
  params: DataKindParams,
  reply: { media: ['text/csv'] },
  handle: async ({ data }, { params: { kind }, caller }) => ({
    type: 'text/csv; charset=utf-8',
    content: await data.exportTable(kind, caller),
    headers: { 'content-disposition': `attachment; filename="mantinel-${kind}.csv"` },
  }),
});

const previewImport = route({
  method: 'POST',
  path: paths.dataPreview,
  permission: 'data.import',
  scope: 'reader',
  summary: 'What would come of a file, row by row, without storing anything',
  tag: 'data',
  errors: ['data.unreadable'],
  query: ImportQuery,
  body: 'text',
  reply: ImportOutcome,
  handle: ({ data }, { query: { kind, fingerprint, reason, ...list }, body, caller, unit }) =>
    data.bring({ content: body, kind, list, apply: false, fingerprint }, { caller, why: reason, unit }),
});

const importFile = route({
  method: 'POST',
  path: paths.dataImport,
  permission: 'data.import',
  scope: 'reader',
  summary: 'Bring in a file: all of it, or nothing where a row is refused',
  tag: 'data',
  requiresFresh: true,
  errors: ['data.unreadable', 'configuration.broken', 'configuration.notWritten'],
  query: ImportQuery,
  body: 'text',
  reply: ImportOutcome,
  handle: ({ data }, { query: { kind, fingerprint, reason, ...list }, body, caller, unit }) =>
    data.bring({ content: body, kind, list, apply: true, fingerprint }, { caller, why: reason, unit }),
});

export const dataRoutes: readonly Route[] = [exportAll, exportTable, previewImport, importFile];
