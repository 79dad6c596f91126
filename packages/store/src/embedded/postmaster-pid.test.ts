import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parsePostmasterPid } from './postmaster-pid.ts';

const note = '14418\n/data/postgres/18\n1795458014\n54999\n\n127.0.0.1\n 16039950         9\nready   \n';

test('reads the note of a running server', () => {
  expect(parsePostmasterPid(note)).toEqual({ pid: 14418, port: 54999, status: 'ready' });
  expect(parsePostmasterPid(note.replaceAll('\n', '\r\n'))).toEqual({
    pid: 14418,
    port: 54999,
    status: 'ready',
  });
});

test('the status may not be written yet', () => {
  expect(parsePostmasterPid(note.split('\n').slice(0, 5).join('\n'))?.status).toBe('');
});

test.each([
  '',
  '\0\0\0\0',
  'garbage',
  '14418',
  '14418\n/data\n1\n',
  '-1\n/d\n1\n5\n',
  '1\n/d\n1\n99999\n',
  '1e3\n/d\n1\n5\n',
])('%j is no note', (text) => expect(parsePostmasterPid(text)).toBeUndefined());

test('never throws, and never makes up a process', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const parsed = parsePostmasterPid(text);
      expect(parsed === undefined || (parsed.pid >= 1 && parsed.port >= 1)).toBe(true);
    }),
  );
});
