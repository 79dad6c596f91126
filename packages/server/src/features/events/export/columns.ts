/** What each column of a table of events holds. */
import type { ExportColumn } from '@mantinel/contract';
import {
  type AttributeValue,
  type Event,
  formatEventId,
  severityText,
  type ZonedTime,
} from '@mantinel/domain';

export interface Written {
  readonly zone: ZonedTime;
  readonly machineName: (id: string) => string;
}

export type Cell = string | number | undefined;

export function cellOf(column: ExportColumn, event: Event, { zone, machineName }: Written): Cell {
  switch (column) {
    case 'id':
      return formatEventId(event);
    case 'time':
      return zone.iso(event.timeUs);
    case 'received':
      return zone.iso(event.receivedUs);
    case 'machineName':
      return event.machine === undefined ? undefined : machineName(event.machine);
    case 'severity':
      return severityText(event.severity);
    case 'value':
      return plainValue(event.attributes.value);
    case 'attributes':
      return JSON.stringify(event.attributes);
    case 'traceId':
      return event.trace?.traceId;
    default:
      return event[column];
  }
}

/** For people: what the source said, or what it read. */
export function sentenceOf({ message, attributes, path, kind }: Event): string {
  if (message !== '') return message;
  const value = plainValue(attributes.value);
  if (value !== undefined) return path === undefined ? String(value) : `${path} = ${value}`;
  return kind === 'audit' || Object.keys(attributes).length > 0 ? JSON.stringify(attributes) : '';
}

const plainValue = (value: AttributeValue | undefined): Cell =>
  value === undefined || typeof value === 'string' || typeof value === 'number'
    ? value
    : JSON.stringify(value);
