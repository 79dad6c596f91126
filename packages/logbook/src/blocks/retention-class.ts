/** Which events are kept and removed together. */
import { isVisibleAt, type NewEvent } from '@mantinel/domain';
import type { RetentionClass } from './block-format.ts';

/** The class of the mildest level that shows an event. */
export function retentionClass(event: Pick<NewEvent, 'severity' | 'kind'>): RetentionClass {
  if (isVisibleAt('operator', event)) return 'operator';
  return isVisibleAt('technical', event) ? 'technical' : 'developer';
}
