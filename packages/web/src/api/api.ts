/** The server's addresses as functions. */
import {
  type Completions,
  type Event,
  type EventCounts,
  type EventPage,
  type ExportFormat,
  type Facets,
  type Histogram,
  type MachineItems,
  type MachineView,
  type Patterns,
  paths,
  type Session,
  type SignedOut,
  type Status,
} from '@mantinel/contract';
import { filterParams, type View } from '../log/view/view.ts';
import { getJson, request, send } from './request.ts';

/** Where a page of rows begins, and which way it is read. */
export interface PageQuery {
  readonly direction: 'older' | 'newer';
  readonly limit: number;
  readonly cursor?: string;
  readonly atRank?: number;
  readonly atEvent?: string;
  readonly atTimeUs?: number;
}

function pagePath(view: View, page: PageQuery): string {
  const params = filterParams(view);
  for (const [name, value] of Object.entries(page)) if (value !== undefined) params.set(name, String(value));
  return `${paths.events}?${params}`;
}

export const getSession = (signal?: AbortSignal) => getJson<Session>(paths.session, signal);
export const getStatus = (signal?: AbortSignal) => getJson<Status>(paths.status, signal);
export const getMachines = (signal?: AbortSignal) =>
  getJson<{ machines: MachineView[] }>(paths.machines, signal).then(({ machines }) => machines);
export const getItems = (machine: string, signal?: AbortSignal) =>
  getJson<ReturnType<typeof MachineItems.parse>>(
    paths.machineItems.replace(':id', encodeURIComponent(machine)),
    signal,
  );
export const getPage = (view: View, page: PageQuery, signal?: AbortSignal) =>
  getJson<EventPage>(pagePath(view, page), signal);
export const getEvent = (id: string, signal?: AbortSignal) =>
  getJson<Event>(paths.event.replace(':id', encodeURIComponent(id)), signal);
export const getCounts = (view: View, signal?: AbortSignal) =>
  getJson<EventCounts>(`${paths.eventCounts}?${filterParams(view)}`, signal);

export type FacetName = 'machine' | 'code' | 'kind' | 'severity' | 'path';
export const getFacets = (view: View, by: FacetName, signal?: AbortSignal) =>
  getJson<Facets>(`${paths.eventFacets}?${filterParams(view)}&by=${by}`, signal);
export const getHistogram = (view: View, buckets: number, signal?: AbortSignal) =>
  getJson<Histogram>(`${paths.eventHistogram}?${filterParams(view)}&buckets=${buckets}`, signal);
export const getPatterns = (view: View, signal?: AbortSignal) =>
  getJson<Patterns>(`${paths.eventPatterns}?${filterParams(view)}&limit=200`, signal);
/** What may follow in a search that is typed; the view is what it would be added to. */
export const getCompletions = (view: View, typed: { text: string; cursor: number }, signal?: AbortSignal) => {
  const params = filterParams(view);
  params.set('query', typed.text);
  params.set('at', String(typed.cursor));
  return getJson<Completions>(`${paths.eventCompletions}?${params}`, signal);
};
export const exportPath = (view: View, format: ExportFormat, language: string) =>
  `${paths.eventExport}?${filterParams(view)}&format=${format}&language=${language}`;

export const signIn = (body: { name: string; password: string; code?: string }) =>
  send<Session>(paths.session, { body });
export const signOut = () => send<SignedOut>(paths.session, { method: 'DELETE' });
export const setUpOwner = (body: { token: string; name: string; password: string }) =>
  send<Session>(paths.owner, { body });
export const choosePassword = (body: { token: string; password: string; code?: string }) =>
  send<Session>(paths.password, { body });
export const connectMachine = (body: Record<string, unknown>) => send<MachineView>(paths.machines, { body });

/** Uploads a recording and begins to replay it. */
export async function replayRecording(file: File, query: Record<string, string>): Promise<MachineView> {
  const response = await request(
    `${paths.recordings}?${new URLSearchParams({ ...query, file: file.name })}`,
    {
      method: 'POST',
      headers: { 'content-type': 'text/plain' },
      body: file,
    },
  );
  return (await response.json()) as MachineView;
}
