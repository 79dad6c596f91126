/** An event as the API carries it: the logbook's, with its permalink. */
import type { Event as ApiEvent } from '@mantinel/contract';
import { type Event, formatEventId } from '@mantinel/domain';

export const apiEvent = (event: Event): ApiEvent => ({ id: formatEventId(event), ...event }) as ApiEvent;
