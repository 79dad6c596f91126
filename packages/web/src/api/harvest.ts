/** Where programs are taken from, and harvests of it. */
import {
  type HarvestSkips,
  type HarvestSources,
  type HarvestSourceView,
  type Harvests,
  type HarvestView,
  paths,
  type UploadedFile,
} from '@mantinel/contract';
import type { PlaceId } from '@mantinel/domain';
import { addressOf, type By, because, type Removed, why } from './act.ts';
import { getJson, getWhole, request, send } from './request.ts';

const given = (values: Record<string, string | undefined>) =>
  new URLSearchParams(
    Object.entries(values).filter((entry): entry is [string, string] => (entry[1] ?? '') !== ''),
  );

export const getSources = (signal?: AbortSignal): Promise<HarvestSourceView[]> =>
  getWhole<HarvestSources>(paths.harvestSources, {}, signal).then((pages) =>
    pages.flatMap(({ sources }) => sources),
  );
export const getSource = (id: string, signal?: AbortSignal) =>
  getJson<HarvestSourceView>(addressOf(paths.harvestSource, id), signal);
export interface NewSource {
  readonly place: PlaceId;
  readonly kind: 'folder' | 'upload';
  readonly location: string;
  readonly watched: boolean;
  readonly licence?: string | undefined;
}
export const addSource = (source: NewSource, reason: string) =>
  send<HarvestSourceView>(paths.harvestSources, { body: { ...source, ...why(reason) } });
export const changeSource = (
  id: string,
  change: Pick<HarvestSourceView, 'watched' | 'paused' | 'licence'>,
  { version, reason }: By,
) =>
  send<HarvestSourceView>(addressOf(paths.harvestSource, id), {
    method: 'PUT',
    version,
    body: { ...change, ...why(reason) },
  });
export const removeSource = (id: string, { version, reason }: By) =>
  send<Removed>(addressOf(paths.harvestSource, id) + because(reason), { method: 'DELETE', version });

export const beginHarvest = (source: string) => send<HarvestView>(addressOf(paths.harvestBegin, source));
export const cancelHarvest = (id: string) => send<HarvestView>(addressOf(paths.harvestCancel, id));
export const getHarvests = (after: string | undefined, signal?: AbortSignal) =>
  getJson<Harvests>(`${paths.harvests}?${given({ after, limit: '20' })}`, signal);
export const getHarvest = (id: string, signal?: AbortSignal) =>
  getJson<HarvestView>(addressOf(paths.harvest, id), signal);
export const getSkips = (
  id: string,
  { reason, after }: { reason: string; after: string | undefined },
  signal?: AbortSignal,
) => getJson<HarvestSkips>(`${addressOf(paths.harvestSkips, id)}?${given({ reason, after })}`, signal);

/** A file as it streams from the disk. The same content at the same path changes nothing. */
export async function uploadFile(
  source: string,
  { path, file }: { path: string; file: File },
  signal: AbortSignal,
): Promise<UploadedFile> {
  const query = new URLSearchParams({ path, bytes: String(file.size) });
  const response = await request(`${addressOf(paths.harvestUpload, source)}?${query}`, {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream' },
    body: file,
    signal,
  });
  return (await response.json()) as UploadedFile;
}
