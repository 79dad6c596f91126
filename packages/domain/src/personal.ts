/** Which attributes of events are a person's own words, and the form in which these are stored. */
import type { AttributeValue } from './event.ts';

/**
 * Typed by the person whom `personId` names: reasons of changes and acts, comments on alarms, annotations, notes, searches of the
 * log; and the address from which they read it, which leads to the person alone. They are sealed under that person's key before
 * they are written anywhere, and are not indexed. Names of people are in no event.
 */
export const personalAttributes = ['why', 'comment', 'note', 'annotation', 'search', 'address'] as const;

/** As it is stored: base64 of nonce, cipher text and tag, under the key of a person. */
export type Sealed = { readonly sealed: string; readonly of: string };

export const isSealed = (value: AttributeValue | undefined): value is Sealed =>
  typeof value === 'object' &&
  value !== null &&
  'sealed' in value &&
  typeof value.sealed === 'string' &&
  'of' in value &&
  typeof value.of === 'string';
