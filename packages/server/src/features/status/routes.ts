/** How the program itself is, for people, supervisors and monitoring. */
import { describeError, type ErrorCode, errors, paths, Status } from '@mantinel/contract';
import { type Route, route } from '../../http/route.ts';

const getStatus = route({
  method: 'GET',
  path: paths.status,
  permission: 'status.read',
  scope: 'none',
  summary: 'What is recorded, what waits, and why',
  tag: 'status',
  reply: Status,
  handle: ({ status }) => status.status(),
});

const healthz = route({
  method: 'GET',
  path: '/healthz',
  permission: 'public',
  scope: 'none',
  summary: 'The process lives',
  tag: 'status',
  reply: { media: ['text/plain'] },
  handle: () => ({ type: 'text/plain', content: 'ok\n' }),
});

const readyz = route({
  method: 'GET',
  path: '/readyz',
  permission: 'public',
  scope: 'none',
  summary: 'Machine events become durable; 503 while they do not',
  tag: 'status',
  reply: { media: ['text/plain'] },
  handle: ({ status }) =>
    status.ready()
      ? { type: 'text/plain', content: 'ok\n' }
      : { type: 'text/plain', content: 'the logbook is not writing\n', status: 503 },
});

const getMetrics = route({
  method: 'GET',
  path: '/metrics',
  permission: 'health.read',
  scope: 'none',
  openTo: 'monitoring',
  summary: 'Figures in the text form of Prometheus',
  tag: 'status',
  reply: { media: ['text/plain'] },
  handle: async ({ metrics }) => ({ type: metrics.contentType, content: await metrics.text() }),
});

const errorCatalogue = route({
  method: 'GET',
  path: '/docs/errors',
  permission: 'public',
  scope: 'none',
  summary: 'Every error, what it means and what to do: where the type of a problem points',
  tag: 'status',
  reply: { media: ['text/html'] },
  handle: () => ({ type: 'text/html; charset=utf-8', content: cataloguePage() }),
});

function cataloguePage(): string {
  const asText = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  const entries = (Object.keys(errors) as ErrorCode[]).map((code) => {
    const { operator, remedy } = describeError(code);
    return `<h2 id="${code}">${code} <small>${errors[code].status}</small></h2><p>${asText(operator)}</p><p>${asText(remedy)}</p>`;
  });
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Errors of Mantinel</title><h1>Errors of Mantinel</h1>${entries.join('')}</html>`;
}

export const statusRoutes: readonly Route[] = [getStatus, healthz, readyz, getMetrics, errorCatalogue];
