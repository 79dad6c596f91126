/** How long events are kept. */
import {
  ChangeRetention,
  paths,
  RetentionPreview,
  RetentionPreviewQuery,
  RetentionView,
} from '@mantinel/contract';
import { type Route, route } from '../../http/route.ts';

const getRetention = route({
  method: 'GET',
  path: paths.retention,
  permission: 'retention.read',
  scope: ({ services }) => services.plantView.site,
  summary: 'How long events of each level are kept, and what there is of each',
  tag: 'events',
  versioned: true,
  reply: RetentionView,
  handle: ({ retention }) => retention.view(),
});

const previewRetention = route({
  method: 'GET',
  path: paths.retentionPreview,
  permission: 'retention.read',
  scope: ({ services }) => services.plantView.site,
  summary: 'What would be removed, and when, if events were kept for so long',
  tag: 'events',
  query: RetentionPreviewQuery,
  reply: RetentionPreview,
  handle: ({ retention }, { query: { site, ...days } }) => retention.preview(days, site),
});

// Without an idempotency key: by its version it is made once, and the configuration keeps the answer to its own.
const changeRetention = route({
  method: 'PUT',
  path: paths.retention,
  permission: 'retention.edit',
  scope: 'enterprise',
  summary:
    'Keep events for longer or shorter; what is past its time then is removed for good at the next run',
  tag: 'events',
  versioned: true,
  requiresFresh: true,
  body: ChangeRetention,
  reply: RetentionView,
  handle: ({ retention }, { body: { days, site, reason }, version, caller, unit }) =>
    retention.change({ days, site, version }, { caller, why: reason, unit }),
});

export const retentionRoutes: readonly Route[] = [getRetention, previewRetention, changeRetention];
