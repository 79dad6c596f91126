/** Severities as people write them. */
import { type Severity, type SeverityRange, severity, severityRanges } from '../severity.ts';

/** MTConnect's words for conditions, and what other logs call the same. */
const alsoCalled: Readonly<Record<string, SeverityRange>> = {
  warning: 'warn',
  fault: 'error',
  err: 'error',
  critical: 'fatal',
};

/** `warn`, `Warning`, `13` → 13, the lowest number of what is named; undefined for anything else. */
export function severityNumber(text: string): Severity | undefined {
  if (/^\d{1,2}$/.test(text)) {
    const number = Number(text);
    return number >= 1 && number <= 24 ? number : undefined;
  }
  const name = text.toLowerCase();
  const range = alsoCalled[name] ?? severityRanges.find((each) => each === name);
  return range && severity[range];
}

/** As people write a bound: `>=` and `<` name where a range begins, `>` and `<=` where it ends; 14 is just a number. */
export function severityName(number: Severity, bound: 'begin' | 'end'): string {
  const least = bound === 'begin' ? number : number - 3;
  return severityRanges.find((range) => severity[range] === least) ?? String(number);
}
