/** Every error a route may answer with: what follows from how it is declared, and what its feature adds by name. */
import type { ErrorCode } from '@mantinel/contract';
import type { Route } from '../route.ts';

export function errorsOf(route: Route): ErrorCode[] {
  const { method, permission, scope, params, query } = route;
  const writes = method !== 'GET';
  const changes = writes && method !== 'POST';
  const own = permission === 'public' || permission === 'signedIn';
  const codes: (ErrorCode | false | undefined)[] = [
    (writes || query !== undefined || params !== undefined) && 'request.invalid',
    writes && 'request.tooLarge',
    params !== undefined && 'request.notFound',
    // A token that is shown is looked at, also where none is needed.
    'token.invalid',
    'token.expired',
    'token.rateLimited',
    permission !== 'public' && 'session.required',
    (writes || !own) && 'permission.denied',
    (permission === 'signedIn' || route.needsSession) && 'token.notHere',
    route.requiresFresh && 'session.stepUp',
    !own && typeof scope === 'function' && 'place.notFound',
    !own && typeof scope === 'function' && 'machine.notFound',
    route.idempotent && 'idempotency.reused',
    route.idempotent && 'idempotency.inProgress',
    route.idempotent === 'sealed' && 'secret.unreadable',
    route.versioned && changes && 'request.versionMissing',
    route.versioned && changes && 'changedMeanwhile',
    ...(route.errors ?? []),
    'store.unavailable',
    'internal',
  ];
  return [...new Set(codes.filter((code) => typeof code === 'string'))];
}
