/** An authenticator in software: CBOR, COSE, P-256, flags and a counter as WebAuthn wants them, and wrong where a test says so. */
import { createHash, createSign, generateKeyPairSync, type KeyObject, randomBytes } from 'node:crypto';

/** Where a browser is. */
export interface Page {
  readonly origin: string;
  /** Differs from the host of `origin` only where a test forges it. */
  readonly rpId?: string;
}

export interface Quirks {
  readonly userVerified?: boolean;
  readonly counter?: number;
  readonly userHandle?: string;
  readonly challenge?: string;
  readonly brokenSignature?: boolean;
}

interface Options {
  readonly challenge: string;
  readonly user?: { readonly id: string };
}

const base64url = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url');
const sha256 = (data: string | Uint8Array): Buffer => createHash('sha256').update(data).digest();

export function softwareAuthenticator({ counts = true } = {}) {
  const id = randomBytes(32);
  const keys = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  let counter = counts ? 1 : 0;
  let userHandle = '';

  const clientData = (type: string, { challenge }: Options, { origin }: Page, quirks: Quirks) =>
    Buffer.from(
      JSON.stringify({ type, challenge: quirks.challenge ?? challenge, origin, crossOrigin: false }),
    );

  const authenticatorData = (page: Page, quirks: Quirks, attested?: Uint8Array) => {
    const [present, verified, withKey] = [0x01, 0x04, 0x40];
    const head = Buffer.alloc(5);
    head[0] = present | (quirks.userVerified === false ? 0 : verified) | (attested ? withKey : 0);
    head.writeUInt32BE(quirks.counter ?? counter, 1);
    const rpId = page.rpId ?? new URL(page.origin).hostname;
    return Buffer.concat([sha256(rpId), head, ...(attested ? [attested] : [])]);
  };
  const credential = {
    id: base64url(id),
    rawId: base64url(id),
    type: 'public-key' as const,
    clientExtensionResults: {},
  };

  return {
    id: base64url(id),
    create: (options: Options, page: Page, quirks: Quirks = {}) => {
      userHandle = options.user!.id;
      const attested = Buffer.concat([Buffer.alloc(16), Buffer.of(0, id.length), id, coseOf(keys.publicKey)]);
      const attestation = cborMap([
        [text('fmt'), text('none')],
        [text('attStmt'), cborMap([])],
        [text('authData'), bytes(authenticatorData(page, quirks, attested))],
      ]);
      return {
        ...credential,
        response: {
          clientDataJSON: base64url(clientData('webauthn.create', options, page, quirks)),
          attestationObject: base64url(attestation),
          transports: ['internal'],
        },
      };
    },
    get: (options: Options, page: Page, quirks: Quirks = {}) => {
      if (counts) counter += 1;
      const data = clientData('webauthn.get', options, page, quirks);
      const authData = authenticatorData(page, quirks);
      const signature = createSign('sha256')
        .update(Buffer.concat([authData, sha256(data)]))
        .sign(keys.privateKey);
      if (quirks.brokenSignature) signature[signature.length - 1]! ^= 1;
      return {
        ...credential,
        response: {
          clientDataJSON: base64url(data),
          authenticatorData: base64url(authData),
          signature: base64url(signature),
          userHandle: quirks.userHandle ?? userHandle,
        },
      };
    },
  };
}

/** COSE_Key of EC2, ES256, P-256 (RFC 9053, 2.1 and 7.1.1). */
function coseOf(key: KeyObject): Buffer {
  const { x, y } = key.export({ format: 'jwk' });
  const point = (one: string) => bytes(Buffer.from(one, 'base64url'));
  return cborMap([
    [integer(1), integer(2)],
    [integer(3), integer(-7)],
    [integer(-1), integer(1)],
    [integer(-2), point(x!)],
    [integer(-3), point(y!)],
  ]);
}

/** CBOR (RFC 8949, 3): what stands above, and no more. */
function head(major: number, value: number): Buffer {
  if (value < 24) return Buffer.of((major << 5) | value);
  if (value < 256) return Buffer.of((major << 5) | 24, value);
  return Buffer.of((major << 5) | 25, value >> 8, value & 255);
}
const integer = (value: number): Buffer => (value < 0 ? head(1, -1 - value) : head(0, value));
const bytes = (value: Uint8Array): Buffer => Buffer.concat([head(2, value.length), value]);
const text = (value: string): Buffer => Buffer.concat([head(3, value.length), Buffer.from(value)]);
const cborMap = (entries: readonly (readonly [Buffer, Buffer])[]): Buffer =>
  Buffer.concat([head(5, entries.length), ...entries.flat()]);
