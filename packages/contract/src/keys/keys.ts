/** Keys and certificates as people see them. */
import { z } from 'zod';
import { TimeUs } from '../event.ts';
import { PlaceId, Reason } from '../plant.ts';

export const TrustFileParams = z.object({ file: z.string().min(1).max(64) });

/** How many days before its end people are told of a certificate, once each. */
export const expiryWarningDays = [30, 14, 3] as const;

/** Without its name: everybody who sees the status would see those of other sites. */
export const EndingCertificate = z.object({
  kind: z.enum(['server', 'authority', 'edgeAuthority', 'edge']),
  expiresUs: TimeUs,
});
export type EndingCertificate = z.infer<typeof EndingCertificate>;

const Fingerprint = z.string().describe('SHA-256, in pairs of hexadecimal digits with colons');

export const KeyView = z.object({
  kind: z
    .enum(['authority', 'server', 'edgeAuthority', 'acmeAccount', 'secrets'])
    .describe(
      'authority: vouches for this server; server: what browsers are shown; edgeAuthority: vouches for edge nodes; acmeAccount: our account at the certificate service; secrets: seals what the database keeps',
    ),
  name: z.string(),
  source: z.enum(['local', 'files', 'acme']).optional().describe('Where the certificate in use is from'),
  fingerprint: Fingerprint.optional(),
  issuer: z.string().optional(),
  names: z.array(z.string()).optional().describe('Host names and addresses that it is for'),
  beginsUs: TimeUs.optional(),
  expiresUs: TimeUs.optional(),
});
export type KeyView = z.infer<typeof KeyView>;

export const EdgeCertificateView = z.object({
  id: z.string(),
  name: z.string(),
  person: z.string().describe('The account of the edge node'),
  personName: z.string(),
  place: PlaceId,
  fingerprint: Fingerprint,
  createdUs: TimeUs,
  expiresUs: TimeUs,
  lastUsedUs: TimeUs.optional(),
});
export type EdgeCertificateView = z.infer<typeof EdgeCertificateView>;

export const Keys = z.object({
  mode: z.enum(['off', 'local', 'files', 'acme']),
  problem: z
    .object({ code: z.string(), title: z.string(), remedy: z.string() })
    .optional()
    .describe('Why the certificate that the configuration wants is not shown'),
  keys: z.array(KeyView),
  edges: z.array(EdgeCertificateView).describe('Certificates of edge nodes, the next to expire first'),
});
export type Keys = z.infer<typeof Keys>;

export const EdgeCertificateParams = z.object({ id: z.string().min(1).max(64) });

export const IssueCertificate = z.object({
  name: z.string().trim().min(1).max(60).describe('Which edge node it is for'),
  place: PlaceId.describe('Whose events it may deliver; everything within is included'),
  days: z.int().min(1).max(825).default(365).describe('Until it expires'),
  reason: Reason,
});
export type IssueCertificate = z.infer<typeof IssueCertificate>;

export const IssuedCertificate = EdgeCertificateView.extend({
  pem: z
    .string()
    .describe('Certificate and private key for the edge node, shown this once: the key is stored nowhere'),
});
export type IssuedCertificate = z.infer<typeof IssuedCertificate>;
