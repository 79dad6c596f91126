/** Errors of certificates and keys. */
import type { ErrorEntry } from './error-entry.ts';

export const tlsErrors = {
  'tls.fileUnreadable': {
    status: 500,
    operator: 'The file {file} cannot be read: {reason}.',
    remedy:
      'Check the path under http.tls in mantinel.yaml, and that the account that runs Mantinel may read it.',
  },
  'tls.notCertificate': {
    status: 500,
    operator: 'The file {file} holds no certificate.',
    remedy: 'Give the certificate as PEM text: it begins with -----BEGIN CERTIFICATE-----.',
  },
  'tls.notKey': {
    status: 500,
    operator: 'The file {file} holds no private key.',
    remedy: 'Give the key as PEM text: it begins with -----BEGIN PRIVATE KEY-----.',
  },
  'tls.keyEncrypted': {
    status: 500,
    operator: 'The private key in {file} is locked with a password.',
    remedy:
      'Store it without one, for example by openssl pkey -in locked.key -out server.key, and let only the account that runs Mantinel read the file.',
  },
  'tls.keyDoesNotMatch': {
    status: 500,
    operator: 'The private key in {key} does not belong to the certificate in {file}.',
    remedy: 'Give the key that the certificate was asked for with; after a renewal replace both files.',
  },
  'tls.certificateExpired': {
    status: 500,
    operator: 'The certificate in {file} ended on {on}.',
    remedy: 'Replace the file by a renewed one; it is taken up within a minute, without a restart.',
  },
  'tls.certificateNotYet': {
    status: 500,
    operator: 'The certificate in {file} holds only from {on}.',
    remedy: "Check the computer's clock, or wait until then.",
  },
  'tls.acmeFailed': {
    status: 502,
    operator: 'The certificate service {host} gave no certificate: {reason}.',
    remedy:
      'Check that the service is reached and reaches this computer at port 80 under each of http.tls.names. It is tried again by itself.',
  },
  'tls.keysUnusable': {
    status: 500,
    operator: 'The keys of this installation cannot be used: {reason}.',
    remedy:
      'Put the file back from a copy, or remove it and start again: a new one is made, and people must trust the new authority.',
  },
  'tls.off': {
    status: 409,
    operator: 'Mantinel makes no certificates of its own here: http.tls.mode is {mode}.',
    remedy: 'Set http.tls.mode to local in mantinel.yaml, and start again.',
  },
  'tls.required': {
    status: 403,
    operator: 'From another computer this address is only answered encrypted.',
    remedy:
      'Use https:// instead of http://. What was sent may have been read: replace a token that was in it.',
  },
  'certificate.expired': {
    status: 401,
    operator: 'The certificate of this edge node has expired.',
    remedy: 'Issue a new one on the page "Keys and certificates" and install it at the node.',
  },
  'certificate.foreign': {
    status: 401,
    operator: 'This certificate was not issued by this installation: {reason}.',
    remedy: 'Use the certificate that the page "Keys and certificates" issued for the node.',
  },
  'certificate.unknown': {
    status: 401,
    operator: 'This certificate was revoked, or belongs to no account that may be used.',
    remedy: 'Issue a new one on the page "Keys and certificates", or let the account be enabled.',
  },
  'certificate.notFound': {
    status: 404,
    operator: 'There is no such certificate.',
    remedy: 'Choose one from the list of keys and certificates.',
  },
  'certificate.notEdge': {
    status: 422,
    operator: 'Certificates are for edge nodes, and this account is not one.',
    remedy: 'Choose an account that holds the role machine and no other.',
  },
} as const satisfies Record<string, ErrorEntry>;
