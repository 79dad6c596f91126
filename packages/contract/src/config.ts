/** The one schema of mantinel.yaml: validation, defaults, documentation, and the form by which it is changed. */
import { z } from 'zod';
import { AlarmsConfig } from './alarms/alarm-config.ts';
import { EventsConfig } from './events-config.ts';
import { IngestConfig, OtlpOut } from './ingest-config.ts';
import { HttpTls } from './keys/http-tls.ts';
import { SignInConfig } from './sign-in/sign-in-config.ts';

export { type OtlpOut, SyslogListener, TailedFile } from './ingest-config.ts';
export { type Oidc, providerRoles, type RoleFromClaim, type SignInLimits } from './sign-in/sign-in-config.ts';

const Network = z.union([z.cidrv4(), z.cidrv6()]);

/** Beside the description, in `.meta()`: what the form and its service need to know of a setting. */
export interface SettingMeta {
  /** False for what applies as soon as it is saved; true when left out. */
  readonly requiresRestart?: boolean;
  /** Never shown. A password within an address is hidden without this. */
  readonly secret?: boolean;
  /** Events and folders carry it already: it is changed in the file alone, by whoever knows what follows. */
  readonly fixed?: boolean;
  /** `MiB`, `d`. */
  readonly unit?: string;
}
const fixed = { fixed: true } satisfies SettingMeta;
const live = { requiresRestart: false } satisfies SettingMeta;

const id = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,62}$/, 'use lower-case letters, digits and hyphens')
  .describe('Short name that never changes');

const timeZone = z
  .string()
  .refine((name) => {
    try {
      new Intl.DateTimeFormat('en', { timeZone: name });
      return true;
    } catch {
      return false; // Intl throws RangeError for an unknown zone; that is the answer asked for
    }
  }, 'is not a time zone such as Europe/Bratislava')
  .describe('IANA time zone of the machine; times without an offset are read in it');

export const machineBase = {
  id,
  name: z.string().min(1).max(80).optional().describe('What people call the machine; the id when left out'),
  controller: z
    .string()
    .regex(/^[a-z][a-z0-9]*$/)
    .optional()
    .describe(
      'Controller family in lower case (fanuc, mazak, okuma); prefix of alarm codes such as fanuc.SV0401',
    ),
  timeZone: timeZone.default('UTC'),
  clockOffsetMs: z
    .number()
    .int()
    .default(0)
    .describe("Added to the machine's own times: positive when its clock is slow"),
  paused: z
    .boolean()
    .default(false)
    .describe('Not recorded until it is resumed; an adapter keeps nothing of what it says meanwhile'),
  deviceModel: z
    .string()
    .optional()
    .describe('Path of an MTConnect Devices.xml that names components and units'),
  device: z
    .string()
    .optional()
    .describe('Name or uuid of the device within that model or agent, when it holds several'),
};

export const ShdrMachine = z.strictObject({
  connector: z.literal('shdr').describe('Which protocol the machine speaks'),
  ...machineBase,
  host: z.string().min(1).describe('Address of the SHDR adapter'),
  port: z.number().int().min(1).max(65535).default(7878).describe('TCP port of the adapter'),
  heartbeatMs: z
    .number()
    .int()
    .min(1000)
    .default(10_000)
    .describe('PING interval until the adapter names its own'),
});

export const MtconnectMachine = z.strictObject({
  connector: z.literal('mtconnect').describe('Which protocol the machine speaks'),
  ...machineBase,
  url: z.url({ protocol: /^https?$/ }).describe('Base address of the MTConnect agent'),
  mode: z
    .enum(['stream', 'poll'])
    .default('stream')
    .describe('Multipart stream, or polling where a proxy breaks streams'),
  intervalMs: z
    .number()
    .int()
    .min(10)
    .default(250)
    .describe('Least time between two parts of the stream, or between two polls'),
});

export const ReplayMachine = z.strictObject({
  connector: z.literal('replay').describe('Which protocol the machine speaks'),
  ...machineBase,
  file: z.string().describe('SHDR recording, one observation a line'),
  speed: z
    .union([z.number().positive(), z.literal('max')])
    .default(1)
    .describe('1 is real time; max is as fast as the disk allows'),
  timestamps: z.enum(['recorded', 'shifted']).default('shifted').describe('shifted: as if it happened now'),
  loop: z.boolean().default(false).describe('Begin again at its end'),
});

export const Machine = z.discriminatedUnion('connector', [ShdrMachine, MtconnectMachine, ReplayMachine]);
export type Machine = z.infer<typeof Machine>;
export type ShdrMachine = z.infer<typeof ShdrMachine>;
export type MtconnectMachine = z.infer<typeof MtconnectMachine>;
export type ReplayMachine = z.infer<typeof ReplayMachine>;

const days = z
  .number()
  .int()
  .positive()
  .meta({ ...live, unit: 'd' });

export const Config = z.strictObject({
  site: id.default('plant').describe('Where this node stands; every event carries it').meta(fixed),
  node: id.default('node').describe("This node's name in event identities").meta(fixed),
  data: z
    .string()
    .default('./data')
    .describe('Folder for the logbook and the embedded database; relative to this file')
    .meta(fixed),
  http: z
    .strictObject({
      host: z
        .string()
        .default('127.0.0.1')
        .describe('127.0.0.1: this computer only; 0.0.0.0: the shop network'),
      port: z
        .number()
        .int()
        .min(0)
        .max(65535)
        .default(8620)
        .describe('TCP port of the panel; 0 takes a free one'),
      metricsNetworks: z
        .array(Network)
        .default(['127.0.0.0/8', '::1/128'])
        .describe(
          'Networks that read /metrics without signing in; from anywhere else it takes a token with health.read',
        ),
      tls: HttpTls.prefault({}),
      trustedProxies: z
        .array(z.union([z.ipv4(), z.ipv6(), Network]))
        .default([])
        .describe(
          'Addresses or networks of reverse proxies whose X-Forwarded-For, -Proto and -Host are believed; none by default',
        ),
    })
    .prefault({}),
  signIn: SignInConfig.prefault({}),
  store: z
    .strictObject({
      url: z
        .string()
        .regex(/^postgres(ql)?:\/\//, 'is not a postgres:// address')
        .optional()
        .describe('External PostgreSQL 15 or newer; the embedded server when left out. DATABASE_URL wins'),
    })
    .prefault({}),
  outgoing: z
    .strictObject({
      privateNetworks: z
        .array(Network)
        .default([])
        .describe(
          'Private networks that webhooks and the OpenID provider may be in, such as 192.168.10.0/24; what is public by https they may be anyway',
        )
        .meta(live),
      caFile: z
        .string()
        .min(1)
        .optional()
        .describe(
          'PEM file with the authorities of the company, by which its own services are vouched for; trusted besides the public ones',
        )
        .meta(live),
    })
    .prefault({}),
  mail: z
    .strictObject({
      host: z.string().min(1).max(253).describe('Name or address of the SMTP server'),
      port: z
        .number()
        .int()
        .min(1)
        .max(65535)
        .default(587)
        .describe('TCP port; usually 587, or 465 with tls'),
      security: z
        .enum(['starttls', 'tls', 'none'])
        .default('starttls')
        .describe(
          'starttls: encrypted after a first word; tls: from the first byte; none: only within outgoing.privateNetworks',
        ),
      user: z.string().min(1).optional().describe('Where the server asks who sends'),
      passwordFile: z
        .string()
        .min(1)
        .optional()
        .describe('File with the password alone; MANTINEL_SMTP_PASSWORD wins'),
      from: z.email().describe('Address that messages come from'),
    })
    .optional()
    .describe('The server that notifications go out by; without it none goes by e-mail')
    .meta(live),
  ingest: IngestConfig.prefault({}),
  otlpOut: OtlpOut.optional().describe(
    'Events are also sent to this collector of OpenTelemetry; to none when left out',
  ),
  events: EventsConfig.prefault({}),
  logbook: z
    .strictObject({
      segmentMiB: z
        .number()
        .int()
        .min(1)
        .max(256)
        .default(8)
        .describe('Size of a segment of the append log before it is rewritten into blocks')
        .meta({ unit: 'MiB' }),
      reserveMiB: z
        .number()
        .int()
        .min(1)
        .default(4)
        .describe('Kept free so that a full disk can still be recorded as such')
        .meta({ unit: 'MiB' }),
      encryption: z
        .strictObject({
          on: z
            .boolean()
            .default(false)
            .describe(
              'Encrypt what is recorded from now on (AES-256-GCM); what is encrypted already is read either way',
            ),
          keyFile: z
            .string()
            .min(1)
            .optional()
            .describe(
              'File with the key, 32 bytes as base64, former ones on the lines below; keys/logbook.key of the data folder, made at the first start, when left out. MANTINEL_LOGBOOK_KEY wins',
            ),
        })
        .prefault({}),
      retentionDays: z
        .strictObject({
          developer: days.default(30),
          technical: days.default(400),
          operator: days.default(3650),
        })
        .prefault({})
        .describe('How long events of each level are kept, counted from their receipt'),
      siteRetentionDays: z
        .record(
          id,
          z.strictObject({
            developer: days.optional(),
            technical: days.optional(),
            operator: days.optional(),
          }),
        )
        .default({})
        .describe('The same for single sites, by their ids; what a site does not name is as above')
        .meta(live),
    })
    .prefault({}),
  alarms: AlarmsConfig.prefault({}).describe(
    'The figures by which alarms are judged: those of ANSI/ISA-18.2-2016 unless set otherwise',
  ),
  backup: z
    .strictObject({
      folder: z
        .string()
        .default('./backups')
        .describe('Where backups go, better on another disk; relative to this file'),
      at: z
        .string()
        .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'use 24 hours, such as 02:30')
        .optional()
        .describe('Time of a backup each day by the clock of this computer; none by itself when left out')
        .meta(live),
      keep: z
        .number()
        .int()
        .min(1)
        .default(14)
        .describe('So many stay; older ones are removed after a new one')
        .meta(live),
    })
    .prefault({}),
  machines: z
    .array(Machine)
    .default([])
    .superRefine((machines, context) => {
      const seen = new Set<string>();
      machines.forEach((machine, index) => {
        if (seen.has(machine.id)) {
          context.addIssue({
            code: 'custom',
            path: [index, 'id'],
            message: `the id ${machine.id} is used twice`,
          });
        }
        seen.add(machine.id);
      });
    }),
});
export type Config = z.infer<typeof Config>;
