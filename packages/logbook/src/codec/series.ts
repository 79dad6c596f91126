/** What many events of a batch share, so that a scan decides by index instead of by text. */
import type { AttributeValue, Kind, Quality, Severity } from '@mantinel/domain';

export const attributeTypes = ['number', 'string', 'boolean', 'null', 'json'] as const;
export type AttributeType = (typeof attributeTypes)[number];

/** Place in `attributeTypes`. */
export function attributeTypeOf(value: AttributeValue): number {
  switch (typeof value) {
    case 'number':
      return 0;
    case 'string':
      return 1;
    case 'boolean':
      return 2;
    default:
      return value === null ? 3 : 4;
  }
}

/** Everything that is the same in many events: one entry stands for it all. */
export interface Series {
  readonly site: string;
  readonly machine?: string;
  readonly path?: string;
  readonly kind: Kind;
  readonly severity: Severity;
  readonly code: string;
  readonly quality: Quality;
  readonly shape: readonly { readonly key: string; readonly type: AttributeType }[];
}
