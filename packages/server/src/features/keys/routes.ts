/** Keys and certificates: what there is, renewing, replacing, and certificates of edge nodes. */
import {
  EdgeCertificateParams,
  IssueCertificate,
  IssuedCertificate,
  Keys,
  PersonParams,
  paths,
  ReasonQuery,
  Removed,
} from '@mantinel/contract';
import { type Route, route } from '../../http/route.ts';

const list = route({
  method: 'GET',
  path: paths.keys,
  permission: 'key.read',
  scope: 'enterprise',
  summary: 'Which keys and certificates exist, by their fingerprints and ends',
  tag: 'keys',
  reply: Keys,
  handle: ({ keys }) => keys.list(),
});

const renewServer = route({
  method: 'POST',
  path: paths.serverRenewal,
  permission: 'key.manage',
  scope: 'enterprise',
  summary: 'Get a new certificate for this server now',
  tag: 'keys',
  errors: ['tls.off', 'tls.acmeFailed', 'tls.keysUnusable'],
  idempotent: true,
  needsSession: true,
  requiresFresh: true,
  query: ReasonQuery,
  reply: Keys,
  handle: ({ keys }, { query, caller, unit }) => keys.renewServer({ caller, why: query.reason, unit }),
});

const replaceAuthority = route({
  method: 'POST',
  path: paths.authorityReplacement,
  permission: 'key.manage',
  scope: 'enterprise',
  summary: 'Replace the authority of this installation; every device must trust the new one',
  tag: 'keys',
  errors: ['tls.off', 'tls.keysUnusable'],
  idempotent: true,
  needsSession: true,
  requiresFresh: true,
  query: ReasonQuery,
  reply: Keys,
  handle: ({ keys }, { query, caller, unit }) => keys.replaceAuthority({ caller, why: query.reason, unit }),
});

const issue = route({
  method: 'POST',
  path: paths.personCertificates,
  permission: 'key.manage',
  scope: ({ params, services, caller }) => services.people.placeOf(params.id, caller),
  summary: 'Issue a certificate for an edge node; its private key is shown once',
  tag: 'keys',
  idempotent: 'sealed',
  errors: [
    'person.notFound',
    'person.notYours',
    'person.isErased',
    'certificate.notEdge',
    'token.tooWide',
    'tls.off',
    'tls.keysUnusable',
  ],
  needsSession: true,
  requiresFresh: true,
  params: PersonParams,
  body: IssueCertificate,
  reply: IssuedCertificate,
  handle: ({ keys }, { params, body, caller, unit }) =>
    keys.issue(params.id, body, { caller, why: body.reason, unit }),
});

const revoke = route({
  method: 'DELETE',
  path: paths.edgeCertificate,
  permission: 'key.manage',
  scope: 'enterprise',
  summary: 'Revoke the certificate of an edge node; it is refused from now on',
  tag: 'keys',
  errors: ['certificate.notFound'],
  idempotent: true,
  params: EdgeCertificateParams,
  query: ReasonQuery,
  reply: Removed,
  handle: async ({ keys }, { params, query, caller, unit }) => {
    await keys.revoke(params.id, { caller, why: query.reason, unit });
    return { removed: params.id };
  },
});

export const keyRoutes: readonly Route[] = [list, renewServer, replaceAuthority, issue, revoke];
