/** Severity numbers of the OpenTelemetry log data model (logs/data-model, "Field: SeverityNumber"). */

/** 1–24; four steps each of TRACE, DEBUG, INFO, WARN, ERROR, FATAL. */
export type Severity = number;

/** The lowest number of each OpenTelemetry severity range. */
export const severity = { trace: 1, debug: 5, info: 9, warn: 13, error: 17, fatal: 21 } as const;

export type SeverityRange = keyof typeof severity;

/** Ranges from least to most severe, for legends and counts. */
export const severityRanges = [
  'trace',
  'debug',
  'info',
  'warn',
  'error',
  'fatal',
] as const satisfies SeverityRange[];

/** The range a severity number falls into: 13–16 is `warn`. */
export function severityRange(number: Severity): SeverityRange {
  const range = severityRanges[Math.floor((number - 1) / 4)];
  if (!Number.isInteger(number) || range === undefined)
    throw new RangeError(`severity ${number} is not a whole number from 1 to 24`);
  return range;
}

/** Short text of the data model: 13 is "WARN", 14 is "WARN2". */
export function severityText(number: Severity): string {
  const step = (number - 1) % 4;
  return severityRange(number).toUpperCase() + (step === 0 ? '' : String(step + 1));
}
