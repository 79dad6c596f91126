/** Results of an inspection in QIF 2.1 and 3.0 (ANSI QIF, ISO 23952): characteristics by way of item, nominal and definition. */

import type { Budget } from '../documents/budget.ts';
import { walkXml } from '../documents/office/walk-xml.ts';
import type { MeasuredCharacteristic } from '../evidence.ts';
import { type Inspection, statusByLimits } from './inspection.ts';

/** An element with an id, and the texts within it by the names of their elements; the first of a name. */
interface Part {
  readonly id: string;
  readonly name: string;
  readonly texts: Map<string, string>;
}

interface Results {
  readonly actuals: Part[];
  readonly components: string[];
  startedAt: string | undefined;
}

/** 2.1 says Actual where 3.0 says Measurement. */
const kinds = /^(\w+?)Characteristic(Definition|Nominal|Item|Actual|Measurement)$/;
const wanted = new Set(
  'Name Description MaxValue MinValue DefinedAsLimit ToleranceValue TargetValue CharacteristicDefinitionId CharacteristicNominalId CharacteristicItemId CharacteristicStatusEnum Value Designator'.split(
    ' ',
  ),
);

/** Throws `DocumentRefused` for what is no well-formed XML. */
export function readQif(bytes: Uint8Array, budget: Budget): Inspection {
  const parts = new Map<string, Part>();
  const serials = new Map<string, string>();
  const results: Results[] = [];
  const path: string[] = [];
  let part: Part | undefined;
  let partDepth = 0;
  let component = '';
  let partName: string | undefined;
  let productName: string | undefined;
  let linearUnit: string | undefined;
  let text = '';

  const within = (name: string) => path.includes(name);
  const close = (name: string) => {
    path.pop();
    const value = text.trim();
    text = '';
    if (part) {
      // `Value` and `Name` also stand within attributes, which say nothing of the part itself.
      const own = path.length === partDepth || !['Value', 'Name', 'Description'].includes(name);
      if (value && own && wanted.has(name) && !part.texts.has(name)) part.texts.set(name, value);
      if (path.length < partDepth) {
        const isMeasured = /(?:Actual|Measurement)$/.test(part.name);
        if (!isMeasured) parts.set(part.id, part);
        else if (budget.take(part.texts.size * 8)) results.at(-1)?.actuals.push(part);
        part = undefined;
      }
      return;
    }
    if (name === 'SerialNumber' && component && value) serials.set(component, value);
    const parent = path.at(-1);
    if (name === 'Id' && within('MeasurementResults') && path.at(-1) === 'ActualComponentIds')
      results.at(-1)?.components.push(value);
    if (
      /^(?:InspectionStart|InspectionStartTime|InspectionEnd|InspectionDateTime)$/.test(name) &&
      results.length > 0
    )
      results.at(-1)!.startedAt ??= value;
    if (name === 'Name' && parent === 'Header' && value) {
      if (path.at(-2) === 'Part') partName ??= value;
      else if (path.at(-2) === 'Product') productName ??= value;
    }
    if (name === 'UnitName' && parent === 'LinearUnit' && within('PrimaryUnits')) linearUnit ??= value;
  };
  walkXml(
    bytes,
    {
      open(name, { id }) {
        path.push(name);
        text = '';
        if (part) return;
        if (name === 'MeasurementResults')
          results.push({ actuals: [], components: [], startedAt: undefined });
        if (name === 'ActualComponent') component = id ?? '';
        // Statistics repeat what was measured.
        if (
          kinds.test(name) &&
          id &&
          !within('StatisticalStudiesResults') &&
          !within('StatisticalStudyResultsSet')
        ) {
          part = { id, name, texts: new Map() };
          partDepth = path.length;
        }
      },
      text(some) {
        if (text.length < 1000) text += some;
      },
      close,
    },
    budget,
  );

  const items: string[] = [];
  const characteristics: MeasuredCharacteristic[] = [];
  for (const [i, { actuals, components, startedAt }] of results.entries()) {
    const item = components.map((id) => serials.get(id)).find(Boolean) ?? String(i + 1);
    items.push(item);
    for (const actual of actuals)
      characteristics.push(measured(actual, { item, startedAt, parts, linearUnit }));
  }
  return { part: partName ?? productName, items, characteristics };
}

interface Context {
  readonly item: string;
  readonly startedAt: string | undefined;
  readonly parts: ReadonlyMap<string, Part>;
  readonly linearUnit: string | undefined;
}

function measured(actual: Part, { item, startedAt, parts, linearUnit }: Context): MeasuredCharacteristic {
  const called = parts.get(actual.texts.get('CharacteristicItemId') ?? '');
  const nominalPart = parts.get(called?.texts.get('CharacteristicNominalId') ?? '');
  const definition = parts.get(nominalPart?.texts.get('CharacteristicDefinitionId') ?? '');
  const number = (part: Part | undefined, name: string): number | undefined => {
    const value = part?.texts.get(name);
    return value && Number.isFinite(Number(value)) ? Number(value) : undefined;
  };
  const nominal = number(nominalPart, 'TargetValue') ?? number(definition, 'TargetValue');
  const kind = kinds.exec(actual.name)![1]!;
  const limits = limitsOf(definition, nominal, number);
  const value = number(actual, 'Value');
  const said = actual.texts.get('CharacteristicStatusEnum');
  const atMs = startedAt ? Date.parse(startedAt) : Number.NaN;
  return {
    item,
    characteristic:
      called?.texts.get('Name') ??
      called?.texts.get('Designator') ??
      definition?.texts.get('Name') ??
      `${kind} ${called?.id ?? actual.id}`,
    nominal,
    ...limits,
    actual: value,
    unit: /^Angle/.test(kind) ? 'deg' : (linearUnit ?? ''),
    status:
      said === 'PASS'
        ? 'pass'
        : said === 'FAIL'
          ? 'fail'
          : said
            ? 'unknown'
            : statusByLimits({ ...limits, actual: value }),
    ...(Number.isFinite(atMs) ? { atUs: atMs * 1000 } : {}),
  };
}

type NumberOf = (part: Part | undefined, name: string) => number | undefined;

/** Limits as such, or distances from the nominal; of form and position from 0 to the width of their zone. */
function limitsOf(
  definition: Part | undefined,
  nominal: number | undefined,
  number: NumberOf,
): { lower: number | undefined; upper: number | undefined } {
  const zone = number(definition, 'ToleranceValue');
  if (zone !== undefined) return { lower: 0, upper: zone };
  const lower = number(definition, 'MinValue');
  const upper = number(definition, 'MaxValue');
  if (/^(?:true|1)$/.test(definition?.texts.get('DefinedAsLimit') ?? 'true')) return { lower, upper };
  // Tenths of a micrometre are what adding leaves of two decimal numbers.
  const from = (distance: number | undefined) =>
    nominal === undefined || distance === undefined
      ? undefined
      : Math.round((nominal + distance) * 1e7) / 1e7;
  return { lower: from(lower), upper: from(upper) };
}
