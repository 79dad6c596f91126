import { AppError } from '@mantinel/contract';
import pg from 'pg';
import { expect, test } from 'vitest';
import { asProblem, explainFailure, isConnectionLoss } from './explain-failure.ts';

const system = (code: string, more: object = {}) =>
  Object.assign(new Error(`${code}: failed`), { code, syscall: 'open', ...more });
const server = (code: string) =>
  Object.assign(new pg.DatabaseError('words of the server', 0, 'error'), { code });
const reason = (error: unknown) => explainFailure(error, 'db:5432/shop').data.reason;

test.each([
  [system('ECONNREFUSED'), 'no PostgreSQL answers at db:5432/shop; start it, or correct DATABASE_URL'],
  [system('ENOTFOUND'), 'the address db:5432/shop is not known'],
  [system('EHOSTUNREACH'), 'db:5432/shop cannot be reached'],
  [
    system('EACCES', { path: '/data/postgres' }),
    'Mantinel may not write to /data/postgres; give the account',
  ],
  [system('ENOSPC'), 'the disk that holds db:5432/shop is full'],
  [server('28P01'), 'refuses the user or the password'],
  [server('3D000'), 'there is no such database'],
  [server('42501'), 'grant it CREATE'],
  [server('53100'), 'the disk of PostgreSQL at db:5432/shop is full'],
  [server('53300'), 'no connection left'],
  [server('57P01'), 'is shutting down'],
  [server('57P03'), 'is starting or recovering'],
  [server('XX000'), 'says: words of the server'],
  [new Error('odd'), 'does not answer: odd'],
  ['odd', 'does not answer: odd'],
])('%s is explained', (error, words) => expect(reason(error)).toContain(words));

test('a catalogued error stays what it is', () => {
  const error = new AppError('store.tooOld', { data: { version: '14.1' } });
  expect(explainFailure(error, 'x')).toBe(error);
  expect(asProblem(error)).toBe(error);
});

test('only what the server caused is blamed on it', () => {
  expect(asProblem(server('57P03')).code).toBe('store.unavailable');
  expect(asProblem(new TypeError('own mistake'))).toMatchObject({ code: 'internal' });
});

test.each([
  [system('ECONNRESET'), true],
  [new AggregateError([system('ECONNREFUSED')]), true],
  [new Error('Connection terminated unexpectedly'), true],
  [server('57P01'), true],
  [server('08006'), true],
  [server('23505'), false],
  [new TypeError('own mistake'), false],
  ['text', false],
])('%s: connection lost is %s', (error, lost) => expect(isConnectionLoss(error)).toBe(lost));
