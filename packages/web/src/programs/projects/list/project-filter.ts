/** What projects are chosen by, as it stands in the address. */
import { operationFeatures } from '@mantinel/contract';

export const choices = ['material', 'tool', 'operation', 'kind'] as const;
export type Choice = (typeof choices)[number];

const names = new Set<string>(['text', 'partNumber', 'customer', 'order', ...choices, ...operationFeatures]);

/** Of an address: what the API knows, and nothing empty. */
export const filterOf = (search: string): Record<string, string> =>
  Object.fromEntries(
    [...new URLSearchParams(search)].filter(([name, value]) => names.has(name) && value !== ''),
  );

export function addressOf(path: string, filter: Readonly<Record<string, string>>): string {
  const search = new URLSearchParams(Object.entries(filter).filter(([, value]) => value !== '')).toString();
  return search === '' ? path : `${path}?${search}`;
}

/** `80`, `80-120`, `80:`, `:120` as people type it; undefined for what is no range. */
export function rangeOf(typed: string): string | undefined {
  const text = typed.trim().replaceAll(',', '.').replaceAll(/\s+/g, '');
  if (text === '') return '';
  const match = /^(\d+(?:\.\d+)?)?(?:([:–-])(\d+(?:\.\d+)?)?)?$/.exec(text);
  if (!match) return undefined;
  const [, from, between, to] = match;
  if (between === undefined) return `${from}:${from}`;
  return from === undefined && to === undefined ? undefined : `${from ?? ''}:${to ?? ''}`;
}
