/** OTLP logs in their JSON form (opentelemetry-proto 1.x, logs/v1/logs.proto): what every OpenTelemetry collector takes. */

/** One of them is set; a value that none fits is none. */
export type OtlpValue =
  | { readonly stringValue: string }
  | { readonly boolValue: boolean }
  /** 64 bits, hence a text. */
  | { readonly intValue: string }
  /** Also `NaN`, `Infinity`, `-Infinity`. */
  | { readonly doubleValue: number | string }
  | { readonly arrayValue: { readonly values: readonly OtlpValue[] } }
  | { readonly kvlistValue: { readonly values: readonly OtlpAttribute[] } }
  | Record<string, never>;

export interface OtlpAttribute {
  readonly key: string;
  readonly value: OtlpValue;
}

export interface OtlpLogRecord {
  /** Nanoseconds since 1970 UTC, as text. */
  readonly timeUnixNano: string;
  readonly observedTimeUnixNano: string;
  readonly severityNumber: number;
  readonly severityText: string;
  readonly body?: OtlpValue;
  readonly attributes: readonly OtlpAttribute[];
  /** Hexadecimal in JSON, unlike other bytes. */
  readonly traceId?: string;
  readonly spanId?: string;
  readonly eventName: string;
}

export interface OtlpResourceLogs {
  readonly resource: { readonly attributes: readonly OtlpAttribute[] };
  readonly scopeLogs: readonly {
    readonly scope: { readonly name: string };
    readonly logRecords: readonly OtlpLogRecord[];
  }[];
}

/** An ExportLogsServiceRequest, and the content of a file of logs. */
export interface OtlpLogs {
  readonly resourceLogs: readonly OtlpResourceLogs[];
}

/** What an event says beyond a log record, and what resources say of sites and machines. */
export const otlpNames = {
  site: 'mantinel.site',
  machine: 'mantinel.machine',
  path: 'mantinel.path',
  kind: 'mantinel.kind',
  quality: 'mantinel.quality',
  /** The permalink's id, `node.epoch.seq`. */
  id: 'mantinel.id',
  /** The exact time, where OTLP's unsigned nanoseconds cannot say it. */
  timeUs: 'mantinel.time_us',
} as const;
