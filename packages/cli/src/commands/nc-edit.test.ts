import {
  chmodSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { runCli } from '../../test/run-cli.ts';

let cwd: string;
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'mantinel-nc-edit-test-'));
});
afterEach(() => rmSync(cwd, { recursive: true }));

const nc = (...args: string[]) => runCli(['nc', ...args], { cwd });
const write = (file: string, text: string) => writeFileSync(join(cwd, file), text, 'latin1');
const read = (file: string) => readFileSync(join(cwd, file), 'latin1');

/** Two operations, the second with a tap; an umlaut in latin-1 and odd spacing that must stay. */
const part =
  '%\r\nO1000 (PLATTE F\xdcR A)\r\nN1 G21 G17  G90\r\nN2 T1 M6\r\nN3 G54 G0 X0 Y0 S3000 M3\r\nN4 G43 H1 Z50.\r\nN5 Z2.\r\n' +
  'N6 G1 Z-1. F200\r\nN7 X40. F0500.\r\nN8 G0 Z50.\r\nN9 T2 M6\r\nN10 S500 M3\r\nN11 G0 G43 H2 X10. Y10. Z5.\r\n' +
  'N12 G84 Z-10. R2. F500.\r\nN13 G80\r\nN14 G0 Z50.\r\nN15 M30\r\n%\r\n';

test('a speed and a feed of one operation change, and not another byte', async () => {
  write('part.nc', part);
  const ran = await nc(
    'set',
    'part.nc',
    '--operation',
    '1',
    '--speed',
    '3600',
    '--feed',
    '650',
    '--out',
    'new.nc',
  );
  expect(ran.err).toBe('');
  expect(ran.code).toBe(0);
  expect(ran.out).toMatch(/n 3600 instead of 3000 1\/min/);
  expect(ran.out).toMatch(/vf 650 instead of 500 mm\/min/);
  expect(ran.out).toMatch(/\nWritten to new\.nc\.$/);
  expect(read('new.nc')).toBe(
    part.replace('S3000', 'S3600').replace('F200', 'F650').replace('F0500.', 'F0650.'),
  );
  expect(read('part.nc')).toBe(part);
  // The difference is told before anything is written.
  expect(ran.out.indexOf('instead of')).toBeLessThan(ran.out.indexOf('Written'));
});

test('nothing is written without a place, over another file, or to a folder that is not there', async () => {
  write('part.nc', part);
  write('other.nc', 'M30\n');
  expect((await nc('scale', 'part.nc', '--operation', '1', '--feed', '90')).out).toContain(
    'Nothing is written',
  );
  const over = await nc('scale', 'part.nc', '--operation', '1', '--feed', '90', '--out', 'other.nc');
  expect(over).toMatchObject({
    code: 1,
    err: expect.stringContaining('other.nc cannot be written: it exists already.'),
  });
  expect(read('other.nc')).toBe('M30\n');
  const nowhere = await nc('scale', 'part.nc', '--operation', '1', '--feed', '90', '--out', 'no/where.nc');
  expect(nowhere.err).toContain('its folder does not exist');
  expect(readdirSync(cwd).sort()).toEqual(['other.nc', 'part.nc']);
});

test('in place the file keeps its rights, and a link stays one', async () => {
  write('part.nc', part);
  chmodSync(join(cwd, 'part.nc'), 0o640);
  symlinkSync('part.nc', join(cwd, 'link.nc'));
  const ran = await nc('scale', 'link.nc', '--operation', '1', '--speed', '50', '--in-place');
  expect(ran).toMatchObject({ code: 0, err: '' });
  expect(read('part.nc')).toBe(part.replace('S3000', 'S1500'));
  expect(statSync(join(cwd, 'part.nc')).mode & 0o777).toBe(0o640);
  expect(readdirSync(cwd).sort()).toEqual(['link.nc', 'part.nc']);
});

test('a tap keeps its pitch: nothing is written, or the rest alone', async () => {
  write('part.nc', part);
  const refused = await nc('scale', 'part.nc', '--feed', '80', '--in-place');
  expect(refused.code).toBe(1);
  expect(refused.out).toMatch(/14:\d+ {2}stays: It makes the pitch/);
  expect(refused.out).toMatch(/Nothing is written: 1 word must stay/);
  expect(read('part.nc')).toBe(part);
  const rest = await nc('scale', 'part.nc', '--feed', '80', '--in-place', '--leave-refused', '--json');
  expect(JSON.parse(rest.out)).toMatchObject({
    written: 'part.nc',
    changes: 2,
    differences: [{ subject: 'feed', change: 'changed' }],
    refused: [{ code: 'locked-to-pitch', line: 14 }],
  });
  expect(read('part.nc')).toBe(part.replace('F200', 'F160').replace('F0500.', 'F0400.'));
});

test('what comes from a variable is refused with its place', async () => {
  write('macro.nc', 'O1\nG21 G90\nT1 M6\n#100=500\nS1000 M3\nG0 X0 Z0\nG1 X10. F#100\nM30\n');
  const ran = await nc('set', 'macro.nc', '--feed', '300');
  expect(ran.code).toBe(1);
  expect(ran.out).toMatch(/7:\d+ {2}stays: The number is computed from variables/);
});

test('numbers in order again, with the jump that points to one', async () => {
  write(
    'loop.nc',
    'O1\nN7 G21 G90 G0 X0 Z0\nN3 #1=0\nN5 #1=#1+1\nG1 X#1 F100\nIF [#1 LT 3] GOTO 5\nN9 M30\n',
  );
  const ran = await nc('renumber', 'loop.nc', '--first', '100', '--out', 'new.nc');
  expect(ran).toMatchObject({ code: 0, err: '' });
  expect(read('new.nc')).toBe(
    'O1\nN100 G21 G90 G0 X0 Z0\nN110 #1=0\nN120 #1=#1+1\nG1 X#1 F100\nIF [#1 LT 3] GOTO 120\nN130 M30\n',
  );
  write('bad.nc', 'O1\nN1 G21 G90 G0 X0\nGOTO #1\nN2 M30\n');
  const bad = await nc('renumber', 'bad.nc', '--in-place');
  expect(bad.code).toBe(1);
  expect(bad.out).toContain('computed from variables');
});

test('an operation that is not there, a program of another language and an order for nothing are told with their remedy', async () => {
  write('part.nc', part);
  const none = await nc('set', 'part.nc', '--operation', '9', '--feed', '100');
  expect(none.err).toContain('part.nc has no operation 9 that cuts.');
  expect(none.err).toContain('shows: 1, 2.');
  expect((await nc('set', 'part.nc')).err).toContain('Name --speed, --vc, --feed or --feed-per-turn.');
  expect((await nc('set', 'part.nc', '--feed', '-3')).err).toContain('Write a number above 0.');
  write('heidenhain.h', '0 BEGIN PGM 1 MM\n1 TOOL CALL 1 Z S3000\n2 L X+10 Y+5 R0 F100\n3 END PGM 1 MM\n');
  const other = await nc('set', 'heidenhain.h', '--feed', '100');
  expect(other.err).toContain('is a program for heidenhain and is not changed');
});
