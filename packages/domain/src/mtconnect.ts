/** MTConnect's vocabulary (ANSI/MTC1.4 Parts 2 and 3, versions 1.1 to 2.x) as the product's own stable words. */
import { type Severity, severity } from './severity.ts';

/** Code of a reading whose data item type nobody names; its path tells which item it is. */
export const unnamedReadingCode = 'machine.reading';

/** `PATH_FEEDRATE` → `pathFeedrate`, `x:TOOL_SUFFIX` → `x.toolSuffix`. */
export function camelType(type: string): string {
  return type
    .split(':')
    .map((part) =>
      part
        .toLowerCase()
        .replace(/[^a-z0-9]+([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())
        .replace(/[^A-Za-z0-9]/g, ''),
    )
    .filter((part) => part !== '')
    .join('.');
}

/** The stable event code of a data item type: `EXECUTION` → `machine.execution`, `x:MOTION` → `machine.x.motion`. */
export function readingCode(type: string | undefined): string {
  const word = type === undefined ? '' : camelType(type);
  return word === '' ? unnamedReadingCode : `machine.${word}`;
}

/**
 * The type that an element of an MTConnectStreams document stands for: `PathFeedrate` → `PATH_FEEDRATE`,
 * `VariableDataSet` → `VARIABLE`, `x:Motion` → `x:MOTION`.
 */
export function typeOfElement(element: string): string {
  const colon = element.indexOf(':');
  const name = element.slice(colon + 1).replace(/(?<=.)(DataSet|Table|TimeSeries|Discrete)$/, '');
  const type = name
    .replace(/^MTConnect/, 'Mtconnect')
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1_$2')
    .toUpperCase();
  return element.slice(0, colon + 1) + type;
}

/** Events whose value is a number although their category is not SAMPLE. */
const numericEvents = new Set([
  'AXIS_FEEDRATE_OVERRIDE',
  'BLOCK_COUNT',
  'HARDNESS',
  'LINE_NUMBER',
  'LOAD_COUNT',
  'PART_COUNT',
  'PATH_FEEDRATE_OVERRIDE',
  'ROTARY_VELOCITY_OVERRIDE',
  'TRANSFER_COUNT',
  'UNLOAD_COUNT',
]);

/** Whether an EVENT of this type carries a number. SAMPLEs always do, alone or as a vector. */
export const isNumericEvent = (type: string): boolean => numericEvents.has(type);

/** Events with a controlled vocabulary in capitals that the product's logic keys on; adapters write them in any case. */
const controlledEvents = new Set([
  'machine.availability',
  'machine.controllerMode',
  'machine.emergencyStop',
  'machine.execution',
]);

export const isControlledEvent = (code: string): boolean => controlledEvents.has(code);

/** MTConnect's word for a value that the source cannot give; written in any case by real adapters. */
export const unavailable = 'UNAVAILABLE';

export const isUnavailable = (text: string): boolean =>
  text.length === unavailable.length && (text === unavailable || text.toUpperCase() === unavailable);

const unitSymbols: Readonly<Record<string, string>> = {
  AMPERE: 'A',
  CELSIUS: '°C',
  COUNT: '',
  DECIBEL: 'dB',
  DEGREE: '°',
  'DEGREE/SECOND': '°/s',
  'DEGREE/SECOND^2': '°/s²',
  FAHRENHEIT: '°F',
  FOOT: 'ft',
  'FOOT/MINUTE': 'ft/min',
  GRAM: 'g',
  HERTZ: 'Hz',
  HOUR: 'h',
  INCH: 'in',
  'INCH/MINUTE': 'in/min',
  'INCH/SECOND': 'in/s',
  JOULE: 'J',
  KILOGRAM: 'kg',
  KILOWATT: 'kW',
  KILOWATT_HOUR: 'kWh',
  LITER: 'l',
  'LITER/MINUTE': 'l/min',
  'LITER/SECOND': 'l/s',
  MICRO_RADIAN: 'µrad',
  MILLIMETER: 'mm',
  MILLIMETER_3D: 'mm',
  'MILLIMETER/MINUTE': 'mm/min',
  'MILLIMETER/REVOLUTION': 'mm/rev',
  'MILLIMETER/SECOND': 'mm/s',
  'MILLIMETER/SECOND^2': 'mm/s²',
  MINUTE: 'min',
  NEWTON: 'N',
  NEWTON_METER: 'N·m',
  OHM: 'Ω',
  PASCAL: 'Pa',
  PERCENT: '%',
  PH: 'pH',
  POUND: 'lb',
  POUND_INCH_2: 'psi',
  'POUND/INCH^2': 'psi',
  REVOLUTION: 'rev',
  'REVOLUTION/MINUTE': 'rpm',
  'REVOLUTION/SECOND': 'rev/s',
  SECOND: 's',
  VOLT: 'V',
  VOLT_AMPERE: 'VA',
  VOLT_AMPERE_REACTIVE: 'var',
  WATT: 'W',
  WATT_SECOND: 'W·s',
};

/** A unit as screens write it: `PERCENT` → `%`; one not known stays as it is, so that it is never wrong. */
export const displayUnit = (units: string): string => unitSymbols[units] ?? units;

export type ConditionLevel = 'normal' | 'warning' | 'fault' | 'unavailable';

const conditionSeverities: Readonly<Record<ConditionLevel, Severity>> = {
  normal: severity.info,
  warning: severity.warn,
  fault: severity.error,
  unavailable: severity.info,
};

export const conditionSeverity = (level: ConditionLevel): Severity => conditionSeverities[level];

/** Samples are for developers, states for technicians; only a triggered emergency stop calls an operator. */
export function readingSeverity(kind: 'sample' | 'state', code: string, value: number | string): Severity {
  if (kind === 'sample') return severity.debug;
  return code === 'machine.emergencyStop' && value === 'TRIGGERED' ? severity.warn : severity.info;
}

export interface ConditionNaming {
  /** Controller family in lower case: `fanuc`. */
  readonly controller: string | undefined;
  readonly nativeCode: string | undefined;
  /** MTConnect type of the condition's data item. */
  readonly type: string | undefined;
}

/** `fanuc.SV0401` where family and native code are known, else `condition.<type>`. Other characters than `A–Z a–z 0–9 _ -` become `_`. */
export function conditionCode({ controller, nativeCode, type }: ConditionNaming): string {
  if (controller && nativeCode) return `${controller}.${nativeCode.replace(/[^A-Za-z0-9_-]/g, '_')}`;
  return `condition.${(type && camelType(type)) || 'unknown'}`;
}
