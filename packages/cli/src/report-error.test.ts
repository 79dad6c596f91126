import { AppError } from '@mantinel/contract';
import { expect, test } from 'vitest';
import { ApiProblem } from './api-client.ts';
import type { Terminal } from './context.ts';
import { reportError } from './report-error.ts';

function reported(error: unknown, verbose = false): string[] {
  const lines: string[] = [];
  const terminal: Terminal = {
    out: () => expect.unreachable('errors belong on standard error'),
    err: (line) => lines.push(line),
    style: (_, text) => text,
  };
  reportError(error, { terminal, verbose });
  return lines.filter(Boolean);
}

const portInUse = new AppError('port.inUse', {
  data: { port: 8620, host: '127.0.0.1' },
  cause: new Error('listen EADDRINUSE', { cause: new Error('the kernel said no') }),
});

test('what happened, what to do, and where there is more', () => {
  expect(reported(portInUse)).toEqual([
    '✗ Port 8620 on 127.0.0.1 is in use by another program.',
    '  Stop it, or set http.port in mantinel.yaml.',
    '  More with --verbose.',
  ]);
});

test('verbose shows the whole chain and where it began', () => {
  const lines = reported(portInUse, true);
  expect(lines).toContain('  caused by: listen EADDRINUSE');
  expect(lines).toContain('  caused by: the kernel said no');
  expect(lines.at(-1)).toMatch(/^ {6}at /);
});

test('an error without a cause says all it has', () => {
  expect(reported(new AppError('session.required'))).toEqual([
    '✗ You are not signed in.',
    '  Sign in and try again.',
  ]);
});

test('a server speaks for itself', () => {
  const problem = {
    type: '',
    status: 404,
    code: 'machine.notFound',
    title: 'There is no machine x.',
    remedy: 'Choose one.',
    requestId: '1',
  };
  expect(reported(new ApiProblem(problem))).toEqual(['✗ There is no machine x.', '  Choose one.']);
});

test.each([new TypeError('x is not a function'), 'a thrown string', undefined])(
  '%s is an error it does not know',
  (error) => {
    expect(reported(error)[0]).toMatch(/^✗ Mantinel met an error that it does not know: /);
  },
);
