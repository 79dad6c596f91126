import { describe, expect, test } from 'vitest';
import { alarmPriorities } from '../alarms/alarm-state.ts';
import { canonicalCode } from './canonical-code.ts';
import { catalogueLanguages, confidences, textParts } from './entry.ts';
import { messageArguments, messageFiller } from './icu-message.ts';
import { shippedCatalogue, shippedFiles } from './shipped-catalogue.ts';

/** Controls whose entries tell what to do at a dangerous machine: each rests on two sources. */
const controls = Object.keys(shippedFiles).filter((family) => !['mantinel', 'mtconnect'].includes(family));

describe.each(Object.entries(shippedFiles))('%s', (family, { sources, entries }) => {
  const all = Object.entries(entries);

  test('every language says the same parts, naming the same things', () => {
    for (const [code, entry] of all) {
      const parts = textParts.filter((part) => entry.en[part] !== undefined);
      expect(parts, code).toContain('title');
      for (const language of catalogueLanguages) {
        expect(Object.keys(entry[language]).sort(), `${code} ${language}`).toEqual([...parts].sort());
        for (const part of parts) {
          expect(entry[language][part]?.trim(), `${code} ${language} ${part}`).not.toBe('');
          expect(namesOf(entry[language][part]!), `${code} ${language} ${part}`).toEqual(
            namesOf(entry.en[part]!),
          );
        }
      }
    }
  });

  test('every entry names sources that are there, and none is never named', () => {
    const cited = new Set<string>();
    for (const [code, entry] of all) {
      expect(confidences, code).toContain(entry.confidence);
      if (entry.priority !== undefined) expect(alarmPriorities, code).toContain(entry.priority);
      expect(new Set(entry.sources).size, code).toBe(entry.sources.length);
      expect(entry.sources.length, code).toBeGreaterThanOrEqual(controls.includes(family) ? 2 : 1);
      for (const source of entry.sources) {
        expect(sources, code).toHaveProperty([source]);
        cited.add(source);
      }
    }
    expect(Object.keys(sources).filter((source) => !cited.has(source))).toEqual([]);
  });

  test('codes are written in the one way in which they are looked for', () => {
    for (const [code] of all) expect(canonicalCode(code)).toBe(code);
    if (controls.includes(family)) for (const [code] of all) expect(code).toMatch(/^[a-z]+\.[A-Za-z0-9_-]+$/);
  });
});

test('the sources of a control’s entry are two places, not one twice', () => {
  for (const family of controls) {
    const { sources, entries } = shippedFiles[family]!;
    for (const [code, entry] of Object.entries(entries)) {
      const hosts = entry.sources.map((name) => new URL(sources[name]!.address!).host);
      expect(new Set(hosts).size, code).toBeGreaterThanOrEqual(2);
    }
  }
});

test('every message can be filled in, also where the event lacks what it names', () => {
  for (const [code, { texts }] of shippedCatalogue())
    for (const language of catalogueLanguages)
      for (const message of Object.values(texts[language]!))
        expect(messageFiller(language)(message, {}), code).not.toContain('{');
});

test('no code is explained by two files', () => {
  const codes = Object.values(shippedFiles).flatMap(({ entries }) => Object.keys(entries));
  expect(new Set(codes).size).toBe(codes.length);
  expect(shippedCatalogue().size).toBe(codes.length);
});

const namesOf = (message: string) => [...new Set(messageArguments(message).map(({ name }) => name))].sort();
