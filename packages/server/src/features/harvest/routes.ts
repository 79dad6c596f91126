/** Where programs are taken from, and harvests of it. */
import {
  AddHarvestSource,
  ChangeHarvestSource,
  HarvestParams,
  HarvestSkips,
  HarvestSkipsQuery,
  HarvestSourceParams,
  HarvestSources,
  HarvestSourceView,
  Harvests,
  HarvestsQuery,
  HarvestView,
  LongListQuery,
  paths,
  ReasonQuery,
  Removed,
  UploadedFile,
  UploadQuery,
} from '@mantinel/contract';
import type { PlaceId } from '@mantinel/domain';
import type { Caller } from '../../http/caller.ts';
import { type Route, route } from '../../http/route.ts';
import type { Services } from '../../services.ts';

interface About {
  readonly params: { readonly id: string };
  readonly services: Services;
  readonly caller: Caller;
}
const itsPlace = ({ params, services, caller }: About): Promise<PlaceId> =>
  services.harvest.placeOfSource(params.id, caller);
const harvestsPlace = ({ params, services, caller }: About): Promise<PlaceId> =>
  services.harvest.placeOf(params.id, caller);

const listSources = route({
  method: 'GET',
  path: paths.harvestSources,
  permission: 'program.read',
  scope: 'reader',
  summary: 'Folders and uploads from which programs are taken, with the latest harvest of each',
  tag: 'programs',
  query: LongListQuery,
  reply: HarvestSources,
  handle: ({ harvest }, { query, caller }) => harvest.sources(query, caller),
});

const addSource = route({
  method: 'POST',
  path: paths.harvestSources,
  permission: 'program.edit',
  scope: ({ body }) => body.place,
  summary: 'Take programs from a folder of the computer on which Mantinel runs, or from uploads',
  tag: 'programs',
  errors: ['harvest.folderRefused', 'harvest.sourceExists'],
  idempotent: true,
  versioned: true,
  body: AddHarvestSource,
  reply: HarvestSourceView,
  handle: ({ harvest }, { body: { reason, ...source }, caller, unit }) =>
    harvest.add(source, { caller, why: reason, unit }),
});

const getSource = route({
  method: 'GET',
  path: paths.harvestSource,
  permission: 'program.read',
  scope: itsPlace,
  summary: 'One source of programs, with the ETag that a change of it needs',
  tag: 'programs',
  errors: ['harvest.sourceNotFound'],
  versioned: true,
  params: HarvestSourceParams,
  reply: HarvestSourceView,
  handle: ({ harvest }, { params }) => harvest.source(params.id),
});

const changeSource = route({
  method: 'PUT',
  path: paths.harvestSource,
  permission: 'program.edit',
  scope: itsPlace,
  summary: 'Watch a source of programs or no longer, pause it, or say what its programs may be used for',
  tag: 'programs',
  errors: ['harvest.sourceNotFound'],
  idempotent: true,
  versioned: true,
  params: HarvestSourceParams,
  body: ChangeHarvestSource,
  reply: HarvestSourceView,
  handle: ({ harvest }, { params, body: { reason, licence, watched, paused }, version, caller, unit }) =>
    harvest.change(params.id, { watched, paused, licence, version }, { caller, why: reason, unit }),
});

const removeSource = route({
  method: 'DELETE',
  path: paths.harvestSource,
  permission: 'program.edit',
  scope: itsPlace,
  summary: 'Remove a source of which no program was taken up',
  tag: 'programs',
  errors: ['harvest.sourceNotFound', 'harvest.sourceHarvested'],
  idempotent: true,
  versioned: true,
  params: HarvestSourceParams,
  query: ReasonQuery,
  reply: Removed,
  handle: ({ harvest }, { params, query, version, caller, unit }) =>
    harvest.remove(params.id, version, { caller, why: query.reason, unit }),
});

const beginHarvest = route({
  method: 'POST',
  path: paths.harvestBegin,
  permission: 'program.edit',
  scope: itsPlace,
  summary: 'Harvest a source now, as a background task: what did not change is not read again',
  tag: 'programs',
  errors: ['harvest.sourceNotFound', 'harvest.sourcePaused', 'harvest.running'],
  idempotent: true,
  params: HarvestSourceParams,
  query: ReasonQuery,
  reply: HarvestView,
  handle: ({ harvest }, { params, query, caller, unit }) =>
    harvest.begin(params.id, { caller, why: query.reason, unit }),
});

const uploadFile = route({
  method: 'POST',
  path: paths.harvestUpload,
  permission: 'program.edit',
  scope: itsPlace,
  summary: 'Upload a program, a document beside it or a ZIP archive of them',
  description:
    'The body is the file itself. The same content at the same path changes nothing. It is harvested by itself a moment after the last one.',
  tag: 'programs',
  errors: [
    'harvest.sourceNotFound',
    'harvest.sourcePaused',
    'harvest.noUploads',
    'harvest.nameRefused',
    'harvest.notStored',
  ],
  idempotent: true,
  params: HarvestSourceParams,
  query: UploadQuery,
  body: 'file',
  reply: UploadedFile,
  handle: ({ harvest }, { params, query, body }) => harvest.upload(params.id, { ...query, content: body }),
});

const listHarvests = route({
  method: 'GET',
  path: paths.harvests,
  permission: 'program.read',
  scope: 'reader',
  summary: 'Harvests of the sources that the reader may see, the newest first',
  tag: 'programs',
  errors: ['harvest.sourceNotFound'],
  query: HarvestsQuery,
  reply: Harvests,
  handle: ({ harvest }, { query, caller }) => harvest.list(query, caller),
});

const getHarvest = route({
  method: 'GET',
  path: paths.harvest,
  permission: 'program.read',
  scope: harvestsPlace,
  summary: 'One harvest: how far it came, its rate and the time left',
  tag: 'programs',
  errors: ['harvest.notFound'],
  params: HarvestParams,
  reply: HarvestView,
  handle: ({ harvest }, { params }) => harvest.get(params.id),
});

const cancelHarvest = route({
  method: 'POST',
  path: paths.harvestCancel,
  permission: 'program.edit',
  scope: harvestsPlace,
  summary: 'End a harvest early: what was read is kept, and the next one goes on from there',
  tag: 'programs',
  errors: ['harvest.notFound', 'harvest.notCancellable'],
  idempotent: true,
  params: HarvestParams,
  query: ReasonQuery,
  reply: HarvestView,
  handle: ({ harvest }, { params, query, caller, unit }) =>
    harvest.cancel(params.id, { caller, why: query.reason, unit }),
});

const listSkips = route({
  method: 'GET',
  path: paths.harvestSkips,
  permission: 'program.read',
  scope: harvestsPlace,
  summary: 'What a harvest did not take up, and why',
  tag: 'programs',
  errors: ['harvest.notFound'],
  params: HarvestParams,
  query: HarvestSkipsQuery,
  reply: HarvestSkips,
  handle: ({ harvest }, { params, query }) => harvest.skips(params.id, query),
});

export const harvestRoutes: readonly Route[] = [
  listSources,
  addSource,
  getSource,
  changeSource,
  removeSource,
  beginHarvest,
  uploadFile,
  listHarvests,
  getHarvest,
  cancelHarvest,
  listSkips,
];
