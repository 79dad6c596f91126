/** A rationalisation record as the fields of its dialog hold it: minutes and seconds for people, microseconds for the API. */
import type { RationalisationView } from '@mantinel/contract';
import type { Decisions } from '../../api/rationalisations.ts';
import type { Values } from '../frame/values.ts';

const secondUs = 1_000_000;
const minuteUs = 60 * secondUs;
const texts = ['cause', 'consequence', 'correctiveAction', 'confirmation'] as const;

const spanOf = (us: number | undefined, unitUs: number): string =>
  us === undefined ? '' : String(us / unitUs);
const usOf = (text: string, unitUs: number): number => Math.round(numberOf(text)! * unitUs);

/** As people write it: `2,5` and `2.5`. Undefined for what is no number. */
export function numberOf(text: string): number | undefined {
  const written = text.trim().replace(',', '.');
  return /^-?\d{1,12}(\.\d{1,6})?$/.test(written) ? Number(written) : undefined;
}

/** One reading a line: `machine.controllerMode: MANUAL, MANUAL_DATA_INPUT`. Undefined where a line is not like that. */
export function readingsOf(text: string): { code: string; values: string[] }[] | undefined {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const readings = lines.map((line) => {
    const [, code, values] = /^\s*([A-Za-z0-9_.-]+)\s*:\s*(\S.*)$/.exec(line) ?? [];
    const named = (values ?? '')
      .split(',')
      .map((value) => value.trim())
      .filter((value) => value !== '');
    return code === undefined || named.length === 0 ? undefined : { code, values: named };
  });
  return readings.length === 0 || readings.includes(undefined)
    ? undefined
    : readings.filter((reading) => reading !== undefined);
}

export function valuesOf({
  priority,
  timeToRespondUs,
  onDelayUs,
  offDelayUs,
  latching,
  limit,
  suppression,
  ...rest
}: Partial<RationalisationView>): Values {
  const while_ = suppression?.whileReading ?? [];
  return {
    path: rest.path ?? '',
    priority: priority ?? '',
    class: rest.class ?? '',
    respond: spanOf(timeToRespondUs, minuteUs),
    onDelay: spanOf(onDelayUs, secondUs),
    offDelay: spanOf(offDelayUs, secondUs),
    latching: latching ? 'yes' : '',
    direction: limit?.direction ?? '',
    setpoint: limit === undefined ? '' : String(limit.setpoint),
    deadband: limit === undefined ? '' : String(limit.deadband),
    suppression: suppression?.always ? 'always' : while_.length > 0 ? 'while' : '',
    readings: while_.map(({ code, values }) => `${code}: ${values.join(', ')}`).join('\n'),
    ...Object.fromEntries(texts.map((text) => [text, rest[text] ?? ''])),
  };
}

/** What an empty field holds is left out: then what the catalogue says holds. */
export function decisionsOf(values: Values): Decisions {
  const of = (name: string) => (values[name] ?? '').trim();
  const given = <Value>(name: string, value: (text: string) => Value): Record<string, Value> =>
    of(name) === '' ? {} : { [name]: value(of(name)) };
  const { respond, onDelay, offDelay } = {
    ...given('respond', (text) => usOf(text, minuteUs)),
    ...given('onDelay', (text) => usOf(text, secondUs)),
    ...given('offDelay', (text) => usOf(text, secondUs)),
  };
  return {
    ...given('priority', (text) => text),
    ...given('class', (text) => text),
    ...(respond === undefined ? {} : { timeToRespondUs: respond }),
    ...(onDelay === undefined ? {} : { onDelayUs: onDelay }),
    ...(offDelay === undefined ? {} : { offDelayUs: offDelay }),
    ...(of('latching') === '' ? {} : { latching: true }),
    ...(of('direction') === '' || of('path') === ''
      ? {}
      : {
          limit: {
            direction: of('direction') as 'high' | 'low',
            setpoint: numberOf(of('setpoint')) ?? 0,
            deadband: numberOf(of('deadband')) ?? 0,
          },
        }),
    ...(of('suppression') === 'always' ? { suppression: { always: true } } : {}),
    ...(of('suppression') === 'while'
      ? { suppression: { whileReading: readingsOf(values.readings ?? '') ?? [] } }
      : {}),
    ...Object.assign({}, ...texts.map((text) => given(text, (words) => words))),
  };
}
