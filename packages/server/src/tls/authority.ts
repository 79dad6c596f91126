/** Authorities of our own, and what they vouch for: P-256 keys, made where they are used. */
import { createPrivateKey, X509Certificate } from 'node:crypto';
import { isIP } from 'node:net';
import { nameConstraints, nameConstraintsOid } from './name-constraints.ts';

/** Parts of a name. As text: a bare string that begins with # would be read as hexadecimal (RFC 4514, 2.4). */
const named = (...parts: readonly (readonly ['CN' | 'OU' | 'O', string])[]) =>
  parts.map(([part, utf8String]) => ({ [part]: [{ utf8String }] }));

/** A certificate with its private key, both PEM. */
export interface KeyPair {
  readonly certificate: string;
  readonly key: string;
}

export interface Issuing {
  readonly nowUs: () => number;
  readonly randomBytes: (count: number) => Uint8Array;
}

const dayMs = 24 * 3_600_000;
/** Clocks in a shop differ: what is made now holds for whoever is a day behind. */
const earlierMs = dayMs;
const authorityDays = 3650;

const curve = { name: 'ECDSA', namedCurve: 'P-256' } as const;
const signingAlgorithm = { name: 'ECDSA', hash: 'SHA-256' } as const;

/** Loaded when something is issued, which is seldom: it costs a sixth of a second. */
async function library() {
  // Its container of parts asks for it.
  await import('reflect-metadata');
  return import('@peculiar/x509');
}

const serial = ({ randomBytes }: Issuing): string => {
  const bytes = Buffer.from(randomBytes(16));
  // Positive, and of one length (RFC 5280, 4.1.2.2).
  bytes[0] = (bytes[0]! & 0x7f) | 0x40;
  return bytes.toString('hex');
};

/** One that vouches for servers names at most `names` and local ones; one that vouches for edge nodes names no server at all. */
export async function makeAuthority(
  { name, names }: { name: string; names: readonly string[] | undefined },
  issuing: Issuing,
): Promise<KeyPair> {
  const x509 = await library();
  const keys = await crypto.subtle.generateKey(curve, true, ['sign', 'verify']);
  const now = issuing.nowUs() / 1000;
  const made = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: serial(issuing),
    name: new x509.Name(named(['CN', name], ['O', 'Mantinel'])),
    notBefore: new Date(now - earlierMs),
    notAfter: new Date(now + authorityDays * dayMs),
    keys,
    signingAlgorithm,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
      ...(names === undefined
        ? [new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.clientAuth], true)]
        : [new x509.Extension(nameConstraintsOid, true, nameConstraints(names))]),
    ],
  });
  return { certificate: made.toString('pem'), key: await pemOf(keys.privateKey) };
}

export type Wanted =
  | { readonly use: 'server'; readonly names: readonly string[]; readonly days: number }
  | { readonly use: 'client'; readonly name: string; readonly id: string; readonly days: number };

export async function issue(wanted: Wanted, authority: KeyPair, issuing: Issuing): Promise<KeyPair> {
  const x509 = await library();
  const keys = await crypto.subtle.generateKey(curve, true, ['sign', 'verify']);
  const issuer = new x509.X509Certificate(authority.certificate);
  const signingKey = await crypto.subtle.importKey(
    'pkcs8',
    new Uint8Array(createPrivateKey(authority.key).export({ type: 'pkcs8', format: 'der' })),
    curve,
    false,
    ['sign'],
  );
  const now = issuing.nowUs() / 1000;
  const isServer = wanted.use === 'server';
  const subject = new x509.Name(
    isServer
      ? named(['CN', wanted.names[0]!], ['O', 'Mantinel'])
      : named(['CN', wanted.id], ['OU', wanted.name], ['O', 'Mantinel']),
  );
  const names = isServer
    ? wanted.names.map((value) => ({ type: isIP(value) === 0 ? ('dns' as const) : ('ip' as const), value }))
    : [];
  const made = await x509.X509CertificateGenerator.create({
    serialNumber: serial(issuing),
    subject,
    issuer: issuer.subject,
    notBefore: new Date(now - earlierMs),
    notAfter: new Date(Math.min(now + wanted.days * dayMs, issuer.notAfter.getTime())),
    publicKey: keys.publicKey,
    signingKey,
    signingAlgorithm,
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension([
        isServer ? x509.ExtendedKeyUsage.serverAuth : x509.ExtendedKeyUsage.clientAuth,
      ]),
      await x509.AuthorityKeyIdentifierExtension.create(issuer.publicKey),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
      ...(isServer ? [new x509.SubjectAlternativeNameExtension(names)] : []),
    ],
  });
  return { certificate: made.toString('pem'), key: await pemOf(keys.privateKey) };
}

async function pemOf(key: CryptoKey): Promise<string> {
  const bytes = Buffer.from(await crypto.subtle.exportKey('pkcs8', key));
  return createPrivateKey({ key: bytes, format: 'der', type: 'pkcs8' })
    .export({ type: 'pkcs8', format: 'pem' })
    .toString();
}

/** What can be said of a certificate; of several in one text, the first. */
export interface CertificateFacts {
  readonly subject: string;
  readonly issuer: string;
  /** SHA-256, in pairs of hexadecimal digits with colons, as browsers show it. */
  readonly fingerprint: string;
  /** Host names and addresses that it is for. */
  readonly names: readonly string[];
  readonly beginsUs: number;
  readonly expiresUs: number;
}

export function factsOf(pem: string): CertificateFacts {
  const certificate = new X509Certificate(pem);
  return {
    subject: commonName(certificate.subject),
    issuer: commonName(certificate.issuer),
    fingerprint: certificate.fingerprint256,
    names: (certificate.subjectAltName ?? '')
      .split(', ')
      .filter(Boolean)
      .map((entry) => entry.slice(entry.indexOf(':') + 1))
      .map(shortAddress),
    beginsUs: certificate.validFromDate.getTime() * 1000,
    expiresUs: certificate.validToDate.getTime() * 1000,
  };
}

/** IPv6 as people write it (RFC 5952); whatever else as it is. */
const shortAddress = (name: string): string =>
  name.includes(':') ? new URL(`http://[${name}]`).hostname.slice(1, -1) : name;

const commonName = (name: string | undefined): string =>
  /^CN=(.*)$/m.exec(name ?? '')?.[1] ?? name?.replaceAll('\n', ', ') ?? '';
