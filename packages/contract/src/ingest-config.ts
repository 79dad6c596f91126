/** What is listened to besides machines, and where events are sent on to: part of the one configuration schema. */
import { levels } from '@mantinel/domain';
import { z } from 'zod';

const timeZone = z
  .string()
  .default('UTC')
  .refine((name) => {
    try {
      new Intl.DateTimeFormat('en', { timeZone: name });
      return true;
    } catch {
      return false; // Intl throws RangeError for an unknown zone; that is the answer asked for
    }
  }, 'is not a time zone such as Europe/Bratislava');

const machineId = z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/, 'use the id of a machine');

export const SyslogListener = z.strictObject({
  transport: z.enum(['udp', 'tcp', 'tls']).describe('tls shows the certificate of http.tls'),
  host: z.string().default('127.0.0.1').describe('127.0.0.1: this computer only; 0.0.0.0: the shop network'),
  port: z
    .number()
    .int()
    .min(0)
    .max(65535)
    .describe('Usually 514 for udp and tcp, 6514 for tls; 0 takes a free one'),
  networks: z
    .array(z.union([z.cidrv4(), z.cidrv6()]))
    .default([])
    .describe('Who is listened to, such as 192.168.10.0/24; everybody who reaches the port when left out'),
  machines: z
    .record(z.string().min(1).max(255), machineId)
    .default({})
    .describe('Which machine a host name or an address speaks for; others are kept without a machine'),
  timeZone: timeZone.describe('Of senders whose times name none (RFC 3164)'),
  perSecond: z
    .number()
    .int()
    .min(1)
    .default(2000)
    .describe(
      'Messages of one sender over udp; what is beyond is counted and told. Over tcp and tls it waits instead',
    ),
});
export type SyslogListener = z.infer<typeof SyslogListener>;

export const OtlpOut = z.strictObject({
  url: z
    .url({ protocol: /^https?$/ })
    .describe('Address of a collector, without /v1/logs; private networks must be allowed under outgoing'),
  headers: z
    .record(z.string().regex(/^[A-Za-z0-9-]+$/), z.string().max(4000))
    .default({})
    .describe('Sent along, such as Authorization')
    .meta({ secret: true }),
  level: z.enum(levels).default('technical').describe('Which events go out; never what people did'),
  compression: z
    .enum(['gzip', 'none'])
    .default('gzip')
    .describe('Every collector takes gzip; none is for what stands between and does not'),
});
export type OtlpOut = z.infer<typeof OtlpOut>;

export const TailedFile = z.strictObject({
  path: z
    .string()
    .min(1)
    .describe(
      'Log file that is read as it grows; `*` in its name stands for a date: day-*.log. Relative to this file',
    ),
  machine: machineId.optional().describe('Which machine it speaks of; none when left out'),
  timeZone: timeZone.describe('Of times at the beginning of a line that name none'),
});
export type TailedFile = z.infer<typeof TailedFile>;

export const IngestConfig = z.strictObject({
  syslog: z
    .array(SyslogListener)
    .max(20)
    .default([])
    .describe('Ports on which syslog is listened to; none by default'),
  files: z
    .array(TailedFile)
    .max(100)
    .default([])
    .describe('Log files that are read as they grow; none by default'),
});
