import type { Event } from '@mantinel/contract';
import { type Level, textsFor } from '@mantinel/domain';
import { shippedCatalogue } from '@mantinel/domain/catalogue';
import i18next, { type TFunction } from 'i18next';
import { beforeAll, describe, expect, test } from 'vitest';
import { eventOf } from '../../../test/event-of.ts';
import en from '../../locales/en.json' with { type: 'json' };
import { explanationFiller } from './fill-explanation.ts';
import { type RenderContext, renderEvent, stackOf } from './render-event.ts';
import { timeText } from './time-text.ts';

let context: RenderContext;
beforeAll(async () => {
  const i18n = i18next.createInstance();
  await i18n.init({
    lng: 'en',
    resources: { en: { translation: en } },
    interpolation: { escapeValue: false },
  });
  context = {
    t: i18n.t as TFunction,
    exists: (key) => i18n.exists(key),
    machineName: (id) => (id === 'm1' ? 'Mill 1' : id),
    unit: (_machine, path) => (path === 'Xload' ? 'PERCENT' : undefined),
  };
});

/** As the server answers, with what is shipped. */
const shipped = shippedCatalogue();
const fill = explanationFiller();
const explained = (given: Partial<Event>, level: Level = 'operator') =>
  renderEvent(eventOf({ seq: 1, message: '', ...given }), {
    ...context,
    level,
    explain: (event) => {
      const entry = shipped.get(event.code);
      return entry && fill(event, textsFor({ entry, origin: 'shipped' }, 'en'), context.machineName);
    },
  });

const title = (given: Partial<Event>) =>
  renderEvent(eventOf({ seq: 1, message: '', ...given }), context).title;

describe('an event reads as', () => {
  test('a reading with its unit', () => {
    expect(title({ kind: 'sample', code: 'machine.load', path: 'Xload', attributes: { value: 34.5 } })).toBe(
      'Load (Xload) 34.5 %',
    );
    expect(title({ kind: 'state', code: 'machine.toolSuffixName', attributes: { value: 'B' } })).toBe(
      'Tool suffix name B',
    );
  });

  test('missing data, never as a value', () => {
    expect(
      title({ kind: 'sample', code: 'machine.load', path: 'X', attributes: { value: 'UNAVAILABLE' } }),
    ).toBe('Load (X): no data');
  });

  test('a condition raised and cleared', () => {
    const raised = {
      kind: 'condition',
      code: 'fanuc.SV0401',
      path: 'Xsystem',
      message: 'Servo off',
    } as const;
    expect(title({ ...raised, attributes: { level: 'fault', nativeCode: '401' } })).toBe('401 Servo off');
    expect(title({ ...raised, attributes: { level: 'normal', nativeCode: '401' } })).toBe(
      '401 Servo off cleared',
    );
    expect(
      title({ ...raised, message: '401 Servo off', attributes: { level: 'fault', nativeCode: '401' } }),
    ).toBe('401 Servo off');
    expect(title({ ...raised, message: '', attributes: { level: 'normal', nativeCode: 'SV0411' } })).toBe(
      'SV0411 cleared (Xsystem)',
    );
    expect(title({ ...raised, message: '', attributes: { level: 'normal' } })).toBe('Xsystem: all clear');
  });

  test('a gap with its span and reason', () => {
    const attributes = {
      fromUs: 1_700_000_000_000_000,
      toUs: 1_700_000_060_000_000,
      reason: 'bufferOverrun',
    };
    expect(title({ kind: 'gap', code: 'machine.gap', attributes })).toBe(
      `No data from ${timeText(attributes.fromUs)} to ${timeText(attributes.toUs)}: the agent's buffer overran`,
    );
  });

  test('a gap of a source with its span, and what it means', () => {
    const attributes = { fromUs: 1_700_000_000_000_000, toUs: 1_700_000_060_000_000, reason: 'disconnected' };
    const rendered = explained({ kind: 'gap', code: 'source.gap', attributes });
    expect(rendered.title).toContain(': the machine was not connected');
    expect(rendered.explanation?.texts.consequence).toContain('did not hear');
  });

  test('what a person did, in words for its code', () => {
    const done = { kind: 'audit', message: 'A person added a place.' } as const;
    expect(title({ ...done, code: 'place.added', attributes: { place: 'site:north' } })).toBe(
      'Place added (site:north)',
    );
    expect(title({ ...done, code: 'place.unheardOf' })).toBe('A person added a place.');
    expect(title({ ...done, code: 'place' })).toBe('A person added a place.');
  });

  test("Mantinel's own events in plain words, with what to do", () => {
    const lost = explained({ code: 'source.lost', kind: 'message', message: 'ECONNREFUSED' });
    expect(lost.title).toBe('Connection to Mill 1 lost');
    expect(lost.told).toBeUndefined();
    expect(lost.explanation?.texts.action).toContain('reconnects by itself');
    expect(title({ code: 'source.lost', message: 'ECONNREFUSED' })).toBe('ECONNREFUSED');
  });

  test("a control's number: in plain words for operators, in the control's own for everybody else", () => {
    const raised = {
      kind: 'condition',
      code: 'fanuc.SV0401',
      message: 'V READY OFF',
      attributes: { level: 'fault', nativeCode: 'SV0401' },
    } as const;
    expect(explained(raised, 'operator')).toMatchObject({
      title: 'A servo drive is not ready',
      told: 'SV0401 V READY OFF',
    });
    expect(explained(raised, 'technical')).toMatchObject({
      title: 'SV0401 V READY OFF',
      explanation: { confidence: 'medium' },
    });
    const cleared = { ...raised, attributes: { level: 'normal', nativeCode: 'SV0401' } } as const;
    expect(explained(cleared, 'operator').title).toBe('SV0401 V READY OFF cleared');
    const unknown = { ...raised, code: 'fanuc.EX1042' } as const;
    expect(explained(unknown, 'operator')).toEqual({ title: 'SV0401 V READY OFF' });
    const generic = { ...raised, code: 'condition.system' } as const;
    expect(explained(generic, 'operator')).toMatchObject({
      title: 'SV0401 V READY OFF',
      explanation: { generic: true },
    });
  });

  test('never as a text of the locale that its code does not name', () => {
    expect(title({ code: 'app.name' })).toBe('app.name');
    expect(title({ code: 'source.__proto__' })).toBe('source.__proto__');
    expect(title({ code: 'strange.code', attributes: { a: 1 } })).toBe('strange.code {"a":1}');
  });
});

test('finds stack traces where they are put', () => {
  const stack = 'Error: x\n    at y';
  expect(stackOf(eventOf({ seq: 1, attributes: { 'exception.stacktrace': stack } }))).toBe(stack);
  expect(stackOf(eventOf({ seq: 1, attributes: { err: { stack } } }))).toBe(stack);
  expect(stackOf(eventOf({ seq: 1, attributes: { stack: 'one line' } }))).toBeUndefined();
});
