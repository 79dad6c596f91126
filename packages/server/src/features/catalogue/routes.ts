/** What events mean, and the shop's own words for them. */
import { Explanations, ExplanationsQuery, paths } from '@mantinel/contract';
import { type Route, route } from '../../http/route.ts';

const explain = route({
  method: 'GET',
  path: paths.explanations,
  permission: 'event.read',
  scope: 'reader',
  summary: 'What event codes mean at machines, in one language',
  description:
    'Texts are ICU messages, filled in with the event: `machine` (its name), `item`, `number`, `qualifier`, and what stands in its attributes.',
  tag: 'events',
  query: ExplanationsQuery,
  reply: Explanations,
  handle: ({ explanations }, { query, caller }) => explanations.ofCodes(query, caller),
});

export const catalogueRoutes: readonly Route[] = [explain];
