/** How the panel is spoken to: the `http.tls` part of mantinel.yaml. */
import { z } from 'zod';

/** A host name or an address, as it stands in the bar of a browser. */
const hostName = z
  .string()
  .max(253)
  .regex(
    /^(?=[^.]{1,63}(\.|$))([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$/i,
    'is not a host name such as mantinel.example.com',
  );
const name = z.union([z.ipv4(), z.ipv6(), hostName]);

const Acme = z.strictObject({
  directory: z
    .url({ protocol: /^https$/ })
    .default('https://acme-v02.api.letsencrypt.org/directory')
    .describe('Address of the certificate service; using it accepts its terms'),
  email: z.email().optional().describe('Where the service writes about its certificates'),
  caFile: z
    .string()
    .optional()
    .describe('Certificates (PEM) of the company that the service itself is known by'),
  challengePort: z
    .number()
    .int()
    .min(1)
    .max(65535)
    .default(80)
    .describe('Where the service asks whether the name is ours; it always asks at port 80'),
  externalAccount: z
    .strictObject({
      keyId: z.string().min(1).describe('Name of the account that the service gave out'),
      keyFile: z.string().min(1).describe("File with that account's key, as it was given out (base64url)"),
    })
    .optional(),
});

export const HttpTls = z
  .strictObject({
    mode: z
      .enum(['off', 'local', 'files', 'acme'])
      .optional()
      .describe(
        'off: plain http; local: certificates of an authority of our own; files: your certificate; acme: from a certificate service. Left out: off on this computer only, local in the shop network',
      ),
    names: z
      .array(name)
      .max(50)
      .default([])
      .describe('Further names and addresses of this computer; for acme the names to get a certificate for'),
    certificate: z
      .string()
      .optional()
      .describe('For files: your certificate with the ones between it and its authority (PEM)'),
    key: z.string().optional().describe('For files: its private key (PEM, without a password)'),
    acme: Acme.prefault({}),
    hsts: z
      .boolean()
      .default(false)
      .describe(
        'For files and acme: browsers refuse plain http of this name, at every port, for half a year',
      ),
  })
  .superRefine(({ mode, certificate, key, names, hsts }, context) => {
    const wrong = (path: string, message: string) =>
      context.addIssue({ code: 'custom', path: [path], message });
    if (mode === 'files' && certificate === undefined) wrong('certificate', 'is needed for the mode files');
    if (mode === 'files' && key === undefined) wrong('key', 'is needed for the mode files');
    if (mode === 'acme' && !names.some((each) => hostName.safeParse(each).success && /[a-z]/i.test(each)))
      wrong('names', 'at least one host name is needed for the mode acme');
    if (hsts && mode !== 'files' && mode !== 'acme')
      wrong(
        'hsts',
        'is only for the modes files and acme: a browser that does not trust us could not come back',
      );
  });
export type HttpTls = z.infer<typeof HttpTls>;
