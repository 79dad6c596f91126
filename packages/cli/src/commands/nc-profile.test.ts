import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { runCli } from '../../test/run-cli.ts';

let cwd: string;
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'mantinel-nc-profile-test-'));
  writeFileSync(join(cwd, 'plate.nc'), plate);
});
afterEach(() => rmSync(cwd, { recursive: true }));

const plate =
  'O1000\nG21 G17 G90\nT1 M6\nG54 G0 X0 Y0 S3000 M3\nG43 H1 Z50.\nG1 Z-1. F200\nX900. F6000\nG0 Z50.\nM30\n';
const profile = (value: unknown) =>
  writeFileSync(join(cwd, 'vf2.json'), typeof value === 'string' ? value : JSON.stringify(value));
const check = () => runCli(['nc', 'check', '--json', '--profile', 'vf2.json', 'plate.nc'], { cwd });
const codesOf = ({ out }: { out: string }): string[] =>
  JSON.parse(out)[0].diagnostics.map(({ code, message }: Record<string, string>) => `${code}: ${message}`);

test('a move beyond the ends of travel is told where the work offset is known', async () => {
  profile({
    id: 'vf2',
    travel: { x: { min: -762, max: 0 } },
    workOffsets: { G54: { x: -700, y: -200, z: -400 } },
  });
  const beyond = await check();
  expect(beyond.code).toBe(1);
  expect(codesOf(beyond)).toContain(
    'check.over-travel: X goes to 200 mm in machine coordinates; its travel ends at 0 mm.',
  );
  profile({ id: 'vf2', travel: { x: { min: -762, max: 300 } }, workOffsets: { G54: { x: -700 } } });
  expect(await check()).toMatchObject({ code: 0 });
});

test('the axes of the machine decide the time, and its name stands beside it', async () => {
  const seconds = async () =>
    JSON.parse((await runCli(['nc', 'time', '--json', '--profile', 'vf2.json', 'plate.nc'], { cwd })).out)[0];
  profile({ id: 'vf2', dynamics: { feedPerMin: { x: 12_000 }, toolChangeS: 4 } });
  const quick = await seconds();
  expect(quick).toMatchObject({ profile: 'vf2', controlProfile: 'vf2', toolChangeSeconds: 4 });
  profile({ id: 'vf2', dynamics: { feedPerMin: { x: 3000 }, toolChangeS: 4 } });
  expect((await seconds()).cuttingSeconds).toBeGreaterThan(quick.cuttingSeconds + 8);
  profile({ id: 'vf2' });
  expect(await seconds()).toMatchObject({ profile: 'assumed-mill', controlProfile: 'vf2' });
});

test('what the control does with numbers without a point is said by the profile', async () => {
  writeFileSync(join(cwd, 'whole.nc'), 'O1\nG21 G90 G54\nG0 X0 Y0 Z0\nG1 X1500 F100\nM30\n');
  const length = async () =>
    JSON.parse(
      (await runCli(['nc', 'features', '--json', '--profile', 'vf2.json', 'whole.nc'], { cwd })).out,
    )[0].operations[0].cutMm;
  profile({ id: 'vf2', control: { decimals: 'least-increment' } });
  expect(await length()).toBeCloseTo(1.5);
  profile({ id: 'vf2', control: { decimals: 'calculator' } });
  expect(await length()).toBeCloseTo(1500);
});

test.each([
  ['{"id": "vf2",}', /vf2\.json is no machine profile: it is no JSON, .+\n.*Correct the JSON there/],
  ['{}', /id is missing\.\n.*Add "id"/],
  [{ id: 'vf2', travle: {} }, /travle is no setting\.\n.*Correct its name, or remove it/],
  [{ id: 'vf2', travel: { x: { min: 5, max: -5 } } }, /travel\.x: min must be below max/],
  [{ id: 'vf2', travel: { q: {} } }, /travel\.q is no setting/],
  [{ id: 'vf2', workOffsets: { G53: { x: 1 } } }, /workOffsets\.G53: write G54 – G59/],
  [{ id: 'vf2', dialect: 'mazak' }, /dialect: "mazak" is not known\.\n.*fanuc-mill, /],
  [
    { id: 'vf2', dynamics: { rapidPerMin: { x: 'fast' } } },
    /dynamics\.rapidPerMin\.x: .+\n.*Write a number there/,
  ],
])('%j is refused with its place and a remedy', async (value, message) => {
  profile(value);
  const { code, err } = await check();
  expect(code).toBe(1);
  expect(err).toMatch(message);
});

test('a profile that is not there is said so', async () => {
  expect((await check()).err).toContain('vf2.json cannot be read: it does not exist.');
});

test.each(['haas-vf2.json', 'fanuc-lathe.json'])('the example %s of the guide is one', async (name) => {
  profile(readFileSync(join(import.meta.dirname, '../../../../docs/guides/nc-profiles', name), 'utf8'));
  const { err } = await check();
  expect(err).toBe('');
});
