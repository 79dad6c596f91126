/** Keys, certificates, and those of edge nodes. */
import { type IssuedCertificate, type Keys, paths } from '@mantinel/contract';
import type { PlaceId } from '@mantinel/domain';
import { addressOf, because, type Removed, why } from './act.ts';
import { getJson, send } from './request.ts';

export const getKeys = (signal?: AbortSignal) => getJson<Keys>(paths.keys, signal);
export const renewServerCertificate = (reason: string) => send<Keys>(paths.serverRenewal + because(reason));
export const replaceAuthority = (reason: string) => send<Keys>(paths.authorityReplacement + because(reason));
export const issueCertificate = (
  person: string,
  wanted: { name: string; place: PlaceId; days: number },
  reason: string,
) =>
  send<IssuedCertificate>(addressOf(paths.personCertificates, person), {
    body: { ...wanted, ...why(reason) },
  });
export const revokeCertificate = (id: string, reason: string) =>
  send<Removed>(addressOf(paths.edgeCertificate, id) + because(reason), { method: 'DELETE' });
