import type { AnnotationView } from '@mantinel/contract';
import { expect, test } from 'vitest';
import { notesByRow } from './use-notes.ts';

const note = (given: Partial<AnnotationView>) =>
  ({ id: given.text, timeUs: 0, receivedUs: 0, ...given }) as AnnotationView;
const row = (id: string, timeUs: number, receivedUs = timeUs) => ({ id, timeUs, receivedUs });

test('a row carries the notes of its event, and of the time since the row before', () => {
  const notes = [
    note({ text: 'on b', event: 'b', timeUs: 20, receivedUs: 20 }),
    note({ text: 'between', timeUs: 15, receivedUs: 15 }),
    note({ text: 'at b', timeUs: 20, receivedUs: 20 }),
    note({ text: 'at a', timeUs: 10, receivedUs: 10 }),
  ];
  const of = notesByRow(notes, 'time');
  const texts = (...args: Parameters<typeof of>) => of(...args).map(({ text }) => text);
  expect(texts(row('b', 20), row('a', 10))).toEqual(['on b', 'between', 'at b']);
  expect(texts(row('c', 30), row('b', 20))).toEqual([]);
  expect(texts(row('b', 20), undefined)).toEqual(['on b']);
});

test('the time is that of the order shown', () => {
  const of = notesByRow([note({ text: 'late', timeUs: 15, receivedUs: 15 })], 'received');
  expect(of(row('b', 20, 12), row('a', 10, 11))).toEqual([]);
  expect(of(row('b', 5, 20), row('a', 4, 11))).toHaveLength(1);
});
