/** What waits for a person's word about the shop's programs. */
import {
  type Confirmed,
  type ConfirmMaterials,
  type ConfirmTools,
  type InboxQuery,
  type MaterialInbox,
  type ProgramRules,
  paths,
  type ToolInbox,
} from '@mantinel/contract';
import { addressOf, type By, because, type Removed } from './act.ts';
import { getJson, send } from './request.ts';

export interface InboxFilter {
  readonly reason: NonNullable<InboxQuery['reason']> | '';
  readonly text: string;
}

function addressWith(path: string, { reason, text }: InboxFilter, after: string | undefined): string {
  const query = new URLSearchParams({ limit: '50' });
  if (reason !== '') query.set('reason', reason);
  if (text !== '') query.set('text', text);
  if (after !== undefined) query.set('after', after);
  return `${path}?${query}`;
}

export const getMaterialInbox = (filter: InboxFilter, after: string | undefined, signal?: AbortSignal) =>
  getJson<MaterialInbox>(addressWith(paths.materialInbox, filter, after), signal);
export const getToolInbox = (filter: InboxFilter, after: string | undefined, signal?: AbortSignal) =>
  getJson<ToolInbox>(addressWith(paths.toolInbox, filter, after), signal);
export const confirmMaterials = (answer: ConfirmMaterials) =>
  send<Confirmed>(paths.materialInbox, { body: answer });
export const confirmTools = (answer: ConfirmTools) => send<Confirmed>(paths.toolInbox, { body: answer });

export function getRules(text: string, after: string | undefined, signal?: AbortSignal) {
  const query = new URLSearchParams({ limit: '50', ...(text === '' ? {} : { text }) });
  if (after !== undefined) query.set('after', after);
  return getJson<ProgramRules>(`${paths.programRules}?${query}`, signal);
}

export const removeRule = (id: string, { version, reason }: By) =>
  send<Removed>(addressOf(paths.programRule, id) + because(reason), { method: 'DELETE', version });
