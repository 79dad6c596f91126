/** A message of syslog as an event: its fields as attributes, its host as the machine that it stands for. */
import type { FramedMessage, SyslogMessage, UnreadableSyslog } from '@mantinel/connectors';
import { type Attributes, type NewEvent, severity } from '@mantinel/domain';

export interface SyslogArrival {
  readonly site: string;
  /** Of host names in lower case, and of addresses. */
  readonly machines: ReadonlyMap<string, string>;
  readonly sender: string;
  readonly transport: string;
  readonly receivedUs: number;
}

/** Emergency to debug, as OpenTelemetry maps them (logs data model, appendix B). */
const severities = [21, 19, 18, severity.error, severity.warn, 10, severity.info, severity.debug] as const;

export function eventOfSyslog(
  message: SyslogMessage | UnreadableSyslog,
  framed: Omit<FramedMessage, 'bytes'>,
  { site, machines, sender, transport, receivedUs }: SyslogArrival,
): NewEvent {
  const { cutFrom, brokenOff } = framed;
  const attributes: Attributes = {
    sender,
    ...(cutFrom === undefined ? {} : { cutFromBytes: cutFrom }),
    ...(brokenOff ? { brokenOff } : {}),
    ...(message.latin1 ? { encoding: 'latin-1' } : {}),
    receivedBy: `syslog/${transport}`,
  };
  const of = (host: string | undefined) => {
    const machine = machines.get(host?.toLowerCase() ?? '') ?? machines.get(sender);
    return machine === undefined ? { site } : { site, machine };
  };
  if ('problem' in message)
    return {
      ...of(undefined),
      timeUs: receivedUs,
      receivedUs,
      kind: 'log',
      severity: severity.warn,
      code: 'syslog.malformed',
      message: message.raw,
      attributes: { problem: message.problem, ...attributes },
      quality: 'bad',
    };
  const { timeUs, facility, hostname, appName, procId, msgId, structuredData, text } = message;
  return {
    ...of(hostname),
    timeUs: timeUs ?? receivedUs,
    receivedUs,
    kind: 'log',
    severity: severities[message.severity]!,
    code: 'syslog.message',
    message: text,
    attributes: {
      ...structuredData,
      facility,
      ...(hostname === undefined ? {} : { hostname }),
      ...(appName === undefined ? {} : { appName }),
      ...(procId === undefined ? {} : { procId }),
      ...(msgId === undefined ? {} : { msgId }),
      ...(timeUs === undefined ? { receiptTime: true } : {}),
      ...attributes,
    },
    quality: cutFrom === undefined && !brokenOff ? 'good' : 'bad',
  };
}
