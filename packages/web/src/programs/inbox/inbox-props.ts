/** What both halves of the inbox are told. */
import type { inboxReasons } from '@mantinel/contract';
import type { InboxFilter } from '../../api/program-inbox.ts';

export type InboxCounts = Readonly<Record<(typeof inboxReasons)[number], number>>;

export interface InboxProps {
  readonly filter: InboxFilter;
  /** Of all that waits and fits the text. */
  readonly onCounts: (counts: InboxCounts) => void;
}
