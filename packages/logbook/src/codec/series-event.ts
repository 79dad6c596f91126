/** An event made again from what its series says and the values of its own row. */
import type { Attributes, AttributeValue, NewEvent, TraceContext } from '@mantinel/domain';
import type { Series } from './series.ts';

/** The row's values in the order of its series' shape; booleans are the numbers 0 and 1, JSON is text. */
export interface RowValues {
  readonly nextNumber: () => number;
  readonly nextText: () => string;
}

export function attributesOf(shape: Series['shape'], { nextNumber, nextText }: RowValues): Attributes {
  const attributes: Record<string, AttributeValue> = {};
  for (const { key, type } of shape) {
    let value: AttributeValue = null;
    if (type === 'number') value = nextNumber();
    else if (type === 'boolean') value = nextNumber() === 1;
    else if (type === 'string') value = nextText();
    else if (type === 'json') value = JSON.parse(nextText()) as AttributeValue;
    // Assigning to __proto__ would set the prototype instead of a property.
    if (key === '__proto__')
      Object.defineProperty(attributes, key, { value, enumerable: true, writable: true, configurable: true });
    else attributes[key] = value;
  }
  return attributes;
}

export interface OwnFields {
  readonly timeUs: number;
  readonly receivedUs: number;
  readonly message: string;
  readonly attributes: Attributes;
  readonly trace: TraceContext | undefined;
}

export function eventOf(
  series: Series,
  { timeUs, receivedUs, message, attributes, trace }: OwnFields,
): NewEvent {
  return {
    timeUs,
    receivedUs,
    site: series.site,
    ...(series.machine !== undefined && { machine: series.machine }),
    ...(series.path !== undefined && { path: series.path }),
    kind: series.kind,
    severity: series.severity,
    code: series.code,
    message,
    attributes,
    quality: series.quality,
    ...(trace && { trace }),
  };
}
