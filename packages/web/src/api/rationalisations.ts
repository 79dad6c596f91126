/** What engineers decided of alarms (ISA-18.2, rationalisation). */
import { paths, type Rationalisations, type RationalisationView } from '@mantinel/contract';
import { addressOf, type By, because, type Removed, why } from './act.ts';
import { getJson, getWhole, send } from './request.ts';

export type Decisions = Omit<RationalisationView, 'id' | 'place' | 'code' | 'path' | 'version'>;
export type DecidedOf = Pick<RationalisationView, 'place' | 'code' | 'path'>;

/** All of them: what nobody has decided is what is missing among them. */
export async function getRationalisations(signal?: AbortSignal): Promise<RationalisationView[]> {
  const pages = await getWhole<Rationalisations>(paths.rationalisations, { limit: '200' }, signal);
  return pages.flatMap(({ rationalisations }) => rationalisations);
}
export const getRationalisation = (id: string) =>
  getJson<RationalisationView>(addressOf(paths.rationalisation, id));
export const addRationalisation = (of: DecidedOf, decisions: Decisions, reason: string) =>
  send<RationalisationView>(paths.rationalisations, { body: { ...of, ...decisions, ...why(reason) } });
export const changeRationalisation = (id: string, decisions: Decisions, { version, reason }: By) =>
  send<RationalisationView>(addressOf(paths.rationalisation, id), {
    method: 'PUT',
    version,
    body: { ...decisions, ...why(reason) },
  });
export const removeRationalisation = (id: string, { version, reason }: By) =>
  send<Removed>(addressOf(paths.rationalisation, id) + because(reason), { method: 'DELETE', version });
