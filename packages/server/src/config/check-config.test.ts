import fc from 'fast-check';
import { expect, test } from 'vitest';
import { stringify } from 'yaml';
import { checkConfig } from './check-config.ts';

const problems = (text: string) => {
  const checked = checkConfig(text);
  return checked.ok ? [] : checked.problems;
};

test('an empty file is a configuration of defaults', () => {
  const checked = checkConfig('# nothing yet\n');
  expect(checked.ok && checked.config.http).toMatchObject({
    host: '127.0.0.1',
    port: 8620,
    tls: { names: [] },
  });
});

test('an unknown setting names its own line and the setting that was meant', () => {
  expect(problems('site: hall\nhttp:\n  prot: 80\n')).toEqual([
    {
      line: 3,
      column: 3,
      setting: 'http.prot',
      problem: 'http.prot is not a setting',
      remedy: 'Did you mean port? Otherwise remove the line.',
    },
  ]);
});

test('the settings known within a machine are those of its connector', () => {
  const [problem] = problems(
    'machines:\n  - connector: shdr\n    id: mill\n    hots: 10.0.0.1\n    host: a\n',
  );
  expect(problem).toMatchObject({ line: 4, remedy: expect.stringContaining('Did you mean host?') });
});

test('a setting unlike any other is answered with the list', () => {
  expect(problems('zzzzzzzzzz: 1\n')[0]?.remedy).toMatch(/^Remove the line, or use one of: site, node, data/);
});

test('a wrong value names its line', () => {
  expect(problems('http:\n  host: 0.0.0.0\n  port: 99999\n')[0]).toMatchObject({
    line: 3,
    column: 9,
    problem: expect.stringContaining('http.port'),
    remedy: 'Write at most 65535.',
  });
});

test('a missing value names the entry that should hold it', () => {
  expect(problems('site: a\nmachines:\n  - connector: shdr\n    id: mill\n')[0]).toMatchObject({
    line: 3,
    problem: 'machines.0.host is missing',
  });
});

test('an unknown connector names those there are', () => {
  expect(problems('machines:\n  - connector: telnet\n    id: mill\n')[0]?.remedy).toMatch(/shdr, mtconnect/);
});

test('two machines of one id name the second', () => {
  const machine = (id: string) => `  - connector: shdr\n    id: ${id}\n    host: a\n`;
  expect(problems(`machines:\n${machine('mill')}${machine('mill')}`)[0]).toMatchObject({
    line: 6,
    problem: expect.stringContaining('used twice'),
  });
});

test('broken YAML names its line', () => {
  expect(problems('site: a\nhttp: {host: b\n')[0]).toMatchObject({ line: 3 });
  expect(problems('site: a\nsite: b\n')[0]).toMatchObject({ line: 2 });
});

test('a list where settings belong is named', () => {
  expect(problems('- a\n- b\n')[0]?.problem).toMatch(/^the file/);
});

test('no text, however odd, is answered with anything but a configuration or problems with a place', () => {
  const odd = fc.oneof(
    fc.string(),
    fc.string().map((text) => `machines:\n  - ${text}`),
    fc.json().map((text) => stringify({ http: JSON.parse(text) })),
    fc.json().map((text) => stringify({ machines: [JSON.parse(text)] })),
  );
  fc.assert(
    fc.property(odd, (text) => {
      for (const { line, problem, remedy } of problems(text)) {
        expect(line).toBeGreaterThan(0);
        expect(line).toBeLessThanOrEqual(text.split(/\r\n|\r|\n/).length + 1);
        expect(problem).not.toBe('');
        expect(remedy).not.toBe('');
      }
    }),
  );
});
