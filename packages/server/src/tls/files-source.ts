/** A certificate that the shop brings along, checked before it is used: each mistake by its file and its remedy. */
import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { AppError } from '@mantinel/contract';
import type { KeyPair } from './authority.ts';

export interface CertificateFiles {
  readonly certificate: string;
  readonly key: string;
}

/** Throws `tls.fileUnreadable`. */
export async function readFiles(files: CertificateFiles): Promise<KeyPair> {
  const [certificate, key] = await Promise.all([readText(files.certificate), readText(files.key)]);
  return { certificate, key };
}

/** Throws `tls.notCertificate`, `tls.notKey`, `tls.keyEncrypted`, `tls.keyDoesNotMatch`. */
export function checkPair({ certificate, key }: KeyPair, files: CertificateFiles): void {
  const parsed = parseCertificate(certificate, files.certificate);
  if (!parsed.checkPrivateKey(parseKey(key, files.key)))
    throw new AppError('tls.keyDoesNotMatch', { data: { file: files.certificate, key: files.key } });
}

/** It is used all the same: an own certificate that has ended is still the one that people know. */
export function timeProblem(
  { certificate }: Pick<KeyPair, 'certificate'>,
  file: string,
  nowUs: number,
): AppError | undefined {
  const { validFromDate: from, validToDate: to } = new X509Certificate(certificate);
  const now = nowUs / 1000;
  const on = (date: Date) => ({ data: { file, on: date.toISOString().slice(0, 10) } });
  if (now > to.getTime()) return new AppError('tls.certificateExpired', on(to));
  if (now < from.getTime()) return new AppError('tls.certificateNotYet', on(from));
  return undefined;
}

function parseCertificate(text: string, file: string): X509Certificate {
  try {
    return new X509Certificate(text);
  } catch (cause) {
    throw new AppError('tls.notCertificate', { data: { file }, cause });
  }
}

const locked = /-----BEGIN ENCRYPTED PRIVATE KEY-----|Proc-Type: 4,ENCRYPTED/;

function parseKey(text: string, file: string): KeyObject {
  if (locked.test(text)) throw new AppError('tls.keyEncrypted', { data: { file } });
  try {
    return createPrivateKey(text);
  } catch (cause) {
    throw new AppError('tls.notKey', { data: { file }, cause });
  }
}

async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    const reason = (cause as NodeJS.ErrnoException).code ?? String(cause);
    throw new AppError('tls.fileUnreadable', { data: { file, reason }, cause });
  }
}
