/**
 * What a person typed, sealed under that person's key: so it stands in the logbook, in PostgreSQL, in every copy; clear text is
 * made for a reader's eyes alone. AES-256-GCM, a nonce by chance, the person's id beside it. Once the key is destroyed it is
 * noise for ever, and everything that was hashed or signed over it stays valid.
 */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import {
  type AttributeValue,
  isSealed,
  type NewEvent,
  personalAttributes,
  type Sealed,
} from '@mantinel/domain';
import { tagBytes } from '../crypt/keyring.ts';
import type { ErasedPerson, PersonKeys } from './person-keys.ts';

/** What stands where the words of an erased person stood. */
export interface Erased {
  readonly erased: string;
}

export interface PersonalFields {
  /** The text sealed; of an erased person nothing is kept but that there was something. */
  seal(personId: string, text: string): Sealed | Erased;
  /** The text again, or that it was erased. What is not sealed is returned as it is. */
  open(value: AttributeValue): AttributeValue;
  /** With everything sealed that `personalAttributes` names and the person named by `personId` typed. */
  sealEvent<E extends NewEvent>(event: E): E;
  /** With everything readable that still is. */
  openEvent<E extends NewEvent>(event: E): E;
  /** Destroys the person's key. Durable when it returns. */
  erase(personId: string, atUs: number): void;
  isErased(personId: string): boolean;
  /** Whom to erase again in a restored backup. */
  erased(): readonly ErasedPerson[];
}

const nonceBytes = 12;

export function personalFields(keys: PersonKeys): PersonalFields {
  const seal = (personId: string, text: string): Sealed | Erased => {
    const key = keys.make(personId);
    if (!key) return { erased: personId };
    const nonce = randomBytes(nonceBytes);
    const sealing = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(personId));
    const bytes = Buffer.concat([nonce, sealing.update(text, 'utf8'), sealing.final(), sealing.getAuthTag()]);
    return { sealed: bytes.toString('base64'), of: personId };
  };
  const openSealed = ({ sealed, of }: Sealed): AttributeValue => {
    const key = keys.get(of);
    if (!key) return { erased: of };
    const bytes = Buffer.from(sealed, 'base64');
    try {
      const end = bytes.length - tagBytes;
      const nonce = bytes.subarray(0, nonceBytes);
      const opening = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: tagBytes });
      opening.setAAD(Buffer.from(of)).setAuthTag(bytes.subarray(end));
      return opening.update(bytes.subarray(nonceBytes, end), undefined, 'utf8') + opening.final('utf8');
    } catch {
      // Sealed by nobody: a source that sends this shape of its own accord gets it back as it sent it.
      return { sealed, of };
    }
  };
  const open = (value: AttributeValue): AttributeValue => (isSealed(value) ? openSealed(value) : value);
  return {
    seal,
    open,
    sealEvent(event) {
      const { personId } = event.attributes;
      if (typeof personId !== 'string') return event;
      const own = personalAttributes.filter((name) => typeof event.attributes[name] === 'string');
      if (own.length === 0) return event;
      const sealed = own.map((name) => [name, seal(personId, event.attributes[name] as string)] as const);
      return { ...event, attributes: { ...event.attributes, ...Object.fromEntries(sealed) } };
    },
    openEvent(event) {
      const own = Object.entries(event.attributes).filter(([, value]) => isSealed(value));
      if (own.length === 0) return event;
      const opened = own.map(([name, value]) => [name, open(value)] as const);
      return { ...event, attributes: { ...event.attributes, ...Object.fromEntries(opened) } };
    },
    erase: (personId, atUs) => keys.erase(personId, atUs),
    isErased: (personId) => keys.isErased(personId),
    erased: () => keys.erased(),
  };
}
