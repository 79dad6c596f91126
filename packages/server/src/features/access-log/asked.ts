/** What a reader asked of the logbook, and as whom: what does not change while they page on. */
import type { Attributes } from '@mantinel/domain';
import type { Scope } from '@mantinel/logbook';
import type { Caller } from '../../http/caller.ts';
import type { LogView } from '../../http/reads.ts';

export interface Access {
  readonly caller: Pick<Caller, 'person' | 'token' | 'terminal'>;
  /** Of the computer that asked. */
  readonly address: string;
  readonly view: LogView;
  /** What the reader could see of the logbook. */
  readonly scope: Scope;
  /** Parameters of the address and of its query, as they were parsed. */
  readonly query: Readonly<Record<string, unknown>>;
}

export interface Asked {
  readonly reader: Attributes;
  /** Typed by the reader, and therefore sealed under their key. */
  readonly search?: string;
  /** Everything else that narrows what was read. */
  readonly filter: Attributes;
  /** Sites that the reader could see. */
  readonly sites: 'all' | readonly string[];
  /** Whether what people did was among it. */
  readonly audit: boolean;
}

/** Where in the log, and how much at a time: the same question, further on. */
const howFar = new Set([
  'cursor',
  'direction',
  'limit',
  'atTimeUs',
  'atRank',
  'atEvent',
  'fromUs',
  'toUs',
  'buckets',
  'by',
  'at',
  'id',
]);
const typed = new Set(['query', 'text']);

export function askedBy({ caller, address, view, scope, query }: Access): Asked {
  const parts = [scope, ...(scope.or ?? [])];
  const sites = parts.some((part) => part.sites === 'all')
    ? 'all'
    : [...new Set(parts.flatMap((part) => part.sites))].toSorted();
  // A search that is being typed is no question yet.
  const search = view === 'completions' ? '' : searchOf(query);
  const given = Object.entries(query).filter(
    ([name, value]) => value !== undefined && !typed.has(name) && !howFar.has(name),
  );
  return {
    reader: {
      ...(caller.person ? { personId: caller.person.id } : {}),
      ...(caller.token ? { tokenId: caller.token.id } : {}),
      ...(caller.terminal ? { terminalId: caller.terminal.id } : {}),
      address,
    },
    ...(search === '' ? {} : { search }),
    filter: Object.fromEntries(given) as Attributes,
    sites,
    audit: parts.some(
      (part) =>
        part.withoutKinds?.includes('audit') !== true && (part.withoutMachine || part.machines.length > 0),
    ),
  };
}

const searchOf = ({ query, text }: Access['query']): string =>
  [query, text].filter((part) => typeof part === 'string' && part !== '').join(' ');

/** Range of time that was asked for; absent edges are open. */
export function rangeOf({ query }: Access): { readonly fromUs?: number; readonly toUs?: number } {
  const { fromUs, toUs } = query;
  return {
    ...(typeof fromUs === 'number' ? { fromUs } : {}),
    ...(typeof toUs === 'number' ? { toUs } : {}),
  };
}
