import type { Event } from '@mantinel/contract';
import i18next, { type TFunction } from 'i18next';
import { beforeAll, describe, expect, test } from 'vitest';
import { eventOf } from '../../../test/event-of.ts';
import en from '../../locales/en.json' with { type: 'json' };
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
    const rendered = renderEvent(eventOf({ seq: 1, kind: 'gap', code: 'source.gap', attributes }), context);
    expect(rendered.title).toContain(': the machine was not connected');
    expect(rendered.meaning).toContain('did not hear');
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
    const lost = renderEvent(eventOf({ seq: 1, code: 'source.lost', kind: 'state' }), context);
    expect(lost.title).toBe('Connection to Mill 1 lost');
    expect(lost.meaning).toContain('not current');
    expect(lost.action).toContain('reconnects by itself');
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
