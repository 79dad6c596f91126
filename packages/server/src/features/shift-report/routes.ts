/** Shift reports, on the screen and to print. */
import { Readable } from 'node:stream';
import { paths, ShiftReportFileQuery, ShiftReportQuery, ShiftReportView } from '@mantinel/contract';
import { type Route, route } from '../../http/route.ts';

const getReport = route({
  method: 'GET',
  path: paths.shiftReport,
  permission: 'event.read',
  scope: ({ query }) => query.place,
  summary: 'What went well and what went wrong in a shift at a place, each statement with its events',
  tag: 'reports',
  reads: { view: 'shiftReport', as: 'look' },
  errors: ['shift.notFound'],
  query: ShiftReportQuery,
  reply: ShiftReportView,
  handle: ({ shiftReports }, { query, signal }) => shiftReports.report(query, signal),
});

const getFile = route({
  method: 'GET',
  path: paths.shiftReportFile,
  permission: 'event.read',
  scope: ({ query }) => query.place,
  summary: 'The same to print: HTML that needs nothing else, or PDF',
  tag: 'reports',
  reads: { view: 'shiftReport', as: 'file' },
  errors: ['shift.notFound'],
  query: ShiftReportFileQuery,
  reply: { media: ['text/html', 'application/pdf'] },
  handle: async ({ shiftReports }, { query, signal, panelUrl }) => {
    const { type, name, content } = await shiftReports.file(query, { signal, panelUrl });
    return {
      type,
      headers: { 'content-disposition': `attachment; filename="${name}"`, 'cache-control': 'no-store' },
      content: Readable.from(content),
    };
  },
});

export const shiftReportRoutes: readonly Route[] = [getReport, getFile];
