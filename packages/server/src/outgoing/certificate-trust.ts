/** Whose certificates are believed on the way out, and what is wrong with one that is not. */
import { readFile } from 'node:fs/promises';
import { getCACertificates } from 'node:tls';

/** With the public authorities, those of the computer where Node is told so, and a company's own. */
export async function trustedBy(caFile: string | undefined): Promise<string[] | undefined> {
  if (caFile === undefined) return undefined;
  try {
    return [...getCACertificates('default'), await readFile(caFile, 'utf8')];
  } catch (cause) {
    const reason = (cause as NodeJS.ErrnoException).code ?? String(cause);
    throw new Error(`outgoing.caFile ${caFile} cannot be read (${reason})`, { cause });
  }
}

const nobodyKnown = 'is vouched for by nobody that is trusted here';
/** By OpenSSL's names of what it refuses (X509_STORE_CTX_get_error). */
const flaws: Readonly<Record<string, string>> = {
  DEPTH_ZERO_SELF_SIGNED_CERT: nobodyKnown,
  SELF_SIGNED_CERT_IN_CHAIN: nobodyKnown,
  UNABLE_TO_GET_ISSUER_CERT: nobodyKnown,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: nobodyKnown,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: nobodyKnown,
  CERT_SIGNATURE_FAILURE: 'is forged or damaged',
  INVALID_CA: nobodyKnown,
  INVALID_PURPOSE: 'is not one of a server',
  CERT_HAS_EXPIRED: 'has expired',
  CERT_NOT_YET_VALID: 'is not valid yet',
  ERR_TLS_CERT_ALTNAME_INVALID: 'is for another name',
};

/** Undefined where something else went wrong. */
export const certificateFlaw = (error: unknown): string | undefined =>
  flaws[(error as NodeJS.ErrnoException).code ?? ''];
