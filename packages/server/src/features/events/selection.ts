/** A filter of the API → a selection of the logbook, within what the reader may see. */
import type { EventFilter } from '@mantinel/contract';
import { type Level, levelRules } from '@mantinel/domain';
import type { Filter, Scope, Selection } from '@mantinel/logbook';
import { readQuery } from '../../read-query.ts';

/** Throws `query.…` where the search cannot be read. */
export function selection(filter: EventFilter, scope: Scope, level: Level = filter.level): Selection {
  const rule = levelRules[level];
  const { machine, kind, code, path, text, fromUs, toUs, order } = filter;
  const where = readQuery(filter.query);
  const present: Filter = {
    minSeverity: Math.max(rule.minSeverity, filter.minSeverity ?? 1),
    ...(rule.without.length > 0 ? { withoutKinds: rule.without } : {}),
    ...(machine ? { machines: machine } : {}),
    ...(kind ? { kinds: kind } : {}),
    ...(code ? { codes: code } : {}),
    ...(path ? { paths: path } : {}),
    ...(text ? { text } : {}),
    ...(where ? { where } : {}),
    ...(fromUs === undefined ? {} : { fromUs }),
    ...(toUs === undefined ? {} : { toUs }),
  };
  return { scope, filter: present, order };
}
