/** For everybody, before they trust us: the page that guides them, and the files that it offers. */
import { paths, TrustFileParams } from '@mantinel/contract';
import { type Route, route } from '../../http/route.ts';

const page = route({
  method: 'GET',
  path: paths.trust,
  permission: 'public',
  scope: 'none',
  summary: 'The page on which a device is led to trust the authority of this installation',
  tag: 'keys',
  errors: ['request.notFound'],
  reply: { media: ['text/html'] },
  handle: ({ trust }, { credentials }) => trust.page(credentials.host),
});

const file = route({
  method: 'GET',
  path: paths.trustFile,
  permission: 'public',
  scope: 'none',
  summary: 'The authority as a file: authority.crt, authority.pem, mantinel.mobileconfig',
  tag: 'keys',
  errors: ['request.notFound'],
  params: TrustFileParams,
  reply: { media: ['application/octet-stream'] },
  handle: ({ trust }, { params }) => trust.file(params.file),
});

export const trustRoutes: readonly Route[] = [page, file];
