/** That somebody read the logbook, as an event of the audit trail. */
import { type Attributes, enterpriseRoot, type NewEvent, placeId } from '@mantinel/domain';
import { auditEvent } from '../../audit-event.ts';
import type { Asked } from './asked.ts';

const told = {
  'log.read': 'A person or program read the logbook.',
  'log.exportBegun': 'A person or program began to take a file out of the logbook.',
  'log.exportEnded': 'A file out of the logbook came to its end.',
  'log.tailBegun': 'A person or program began to follow the logbook live.',
  'log.tailEnded': 'A person or program no longer follows the logbook live.',
} as const;
export type AccessCode = keyof typeof told;

export function accessEvent(
  code: AccessCode,
  asked: Asked,
  { read, site, nowUs }: { readonly read: Attributes; readonly site: string; readonly nowUs: number },
): NewEvent {
  const { personId, ...reader } = asked.reader;
  // A reader of one site is the business of whoever reads the audit trail there; of more, of this node's.
  const [only, ...more] = asked.sites === 'all' ? [] : asked.sites;
  const event = auditEvent({
    code,
    message: told[code],
    personId: typeof personId === 'string' ? personId : undefined,
    site: only !== undefined && more.length === 0 ? only : site,
    place: only !== undefined && more.length === 0 ? placeId('site', only) : enterpriseRoot,
    after: { ...asked.filter, sites: asked.sites, audit: asked.audit, ...read },
    nowUs,
  });
  return {
    ...event,
    attributes: {
      ...event.attributes,
      ...reader,
      ...(asked.search === undefined ? {} : { search: asked.search }),
    },
  };
}
