import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { runCli } from '../../test/run-cli.ts';

let cwd: string;
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'mantinel-nc-test-'));
});
afterEach(() => rmSync(cwd, { recursive: true }));

const write = (file: string, ...lines: string[]) => {
  mkdirSync(join(cwd, file, '..'), { recursive: true });
  writeFileSync(join(cwd, file), `%\r\n${lines.join('\r\n')}\r\n%\r\n`, 'latin1');
};
const plate = ['O1000 (PLATE)', 'G21 G17 G90', 'T1 M6', 'G54 G0 X0 Y0 S3000 M3', 'G43 H1 Z50.', 'Z2.'];
const end = ['G0 Z50.', 'M30'];

test('a sound program has no error; one with an arc that cannot be has it with line, column and remedy', async () => {
  write('plate.nc', ...plate, 'G1 Z-1. F200', 'X40. F500', 'G3 X60. Y20. R20.', ...end);
  write('bad.nc', ...plate, 'G1 Z-1. F200', 'G2 X40. Y0. R5.', ...end);
  const sound = await runCli(['nc', 'check', 'plate.nc'], { cwd });
  expect(sound.code).toBe(0);
  expect(sound.out).toMatch(/^plate\.nc {2}fanuc-mill: /);
  expect(sound.out).not.toContain('error');
  const bad = await runCli(['nc', 'check', 'bad.nc'], { cwd });
  expect(bad.code).toBe(1);
  expect(bad.out).toMatch(/bad\.nc {2}fanuc-mill: 1 error/);
  expect(bad.out).toMatch(/^ {2}9:\d+ +error +.*arc\.radius-too-small\n +→ .{10,}/m);
});

test('what no control would stop at and a machinist would is told: a spindle that stands, a tool for nothing, blocks in vain', async () => {
  write(
    'careless.nc',
    ...plate.map((line) => line.replace(' S3000 M3', '')),
    'G1 Z-1. F200',
    'X40. F500',
    'G0 Z50.',
    'T2 M6',
    'T1 M6',
    'S3000 M3',
    ...end,
    'G1 X5.',
  );
  const { out } = await runCli(['nc', 'check', '--json', 'careless.nc'], { cwd });
  const codes = (JSON.parse(out) as { diagnostics: { code: string }[] }[])[0]!.diagnostics.map(
    ({ code }) => code,
  );
  expect(codes).toEqual(
    expect.arrayContaining(['check.spindle-stopped', 'check.tool-idle', 'check.unreachable']),
  );
});

test('as JSON check is an array with an object for each file, folders and what they hold included', async () => {
  write('shop/a.nc', ...plate, 'G2 X40. Y0. R5. F100', ...end);
  write('shop/deep/O0007', 'O0007', 'G21 G90 G0 X1.', 'M30');
  write('shop/notes.doc', 'no program');
  symlinkSync(join(cwd, 'shop'), join(cwd, 'shop', 'circle'));
  const { code, out } = await runCli(['nc', 'check', '--json', 'shop'], { cwd });
  expect(code).toBe(1);
  const files = JSON.parse(out) as { file: string; dialect: string; diagnostics: object[] }[];
  expect(files.map(({ file }) => file)).toEqual([join('shop', 'a.nc'), join('shop', 'deep', 'O0007')]);
  expect(Object.keys(files[0]!)).toEqual(['file', 'dialect', 'diagnostics']);
  expect(files[0]!.diagnostics).toContainEqual({
    severity: 'error',
    code: 'arc.radius-too-small',
    line: 8,
    column: expect.any(Number),
    message: expect.stringContaining('R is 5 mm'),
  });
});

test('subprograms are found beside the program, by number in the name or at the beginning of the file', async () => {
  write('main.nc', ...plate, 'M98 P2000', 'M98 P3000', 'M98 P4000', ...end);
  write('O2000.nc', 'O2000', 'G1 X10. F100', 'M99');
  write('pocket.tap', 'O3000 (POCKET)', 'G1 X20. F100', 'M99');
  const { out } = await runCli(['nc', 'check', '--json', 'main.nc'], { cwd });
  const missing = (JSON.parse(out) as { diagnostics: { code: string; message: string }[] }[])[0]!.diagnostics;
  expect(missing.filter(({ code }) => code === 'call.not-found').map(({ message }) => message)).toEqual([
    expect.stringContaining('4000'),
  ]);
});

test('time names its interval and the profile, and each tool’s share', async () => {
  write('two.nc', ...plate, 'G1 X100. F600', 'G0 Z50.', 'T2 M6', 'G0 Z2.', 'G1 X0. F1200', ...end);
  const json = JSON.parse((await runCli(['nc', 'time', '--json', 'two.nc'], { cwd })).out)[0];
  expect(json).toMatchObject({
    file: 'two.nc',
    dialect: 'fanuc-mill',
    profile: 'assumed-mill',
    toolChangeSeconds: 16,
  });
  // 100 mm at 10 mm/s and at 20 mm/s.
  expect(json.cuttingSeconds).toBeGreaterThan(15);
  expect(json.cuttingSeconds).toBeLessThan(15.5);
  expect(json.lowSeconds).toBeLessThan(json.seconds);
  expect(json.highSeconds).toBeGreaterThan(json.seconds);
  expect(json.tools.map(({ tool }: { tool: number }) => tool)).toEqual([1, 2]);
  const { out } = await runCli(['nc', 'time', 'two.nc'], { cwd });
  expect(out).toMatch(
    /^two\.nc {2}[\d:.]+ (s|min) {2}\([\d:.]+ (s|min) – [\d:.]+ (s|min), profile assumed-mill/,
  );
  expect(out).toMatch(/^ {2}T2 /m);
});

test('features tell what each tool does', async () => {
  write(
    'holes.nc',
    ...plate,
    'G98 G83 X10. Y10. Z-20. R2. Q3. F120',
    'X30.',
    'G80',
    'G0 Z50.',
    'T2 M6',
    'S2000 M3',
    'G0 Z-1.',
    'G1 X60. F300',
    ...end,
  );
  const [found] = JSON.parse((await runCli(['nc', 'features', '--json', 'holes.nc'], { cwd })).out);
  expect(found.tools.map(({ number, calls }: { number: number; calls: number }) => [number, calls])).toEqual([
    [1, 1],
    [2, 1],
  ]);
  expect(found.operations).toMatchObject([
    { kind: 'drill', tool: 1, path: { holes: [{ kind: 'peck', depthMm: 22, peckMm: 3, holes: 2 }] } },
    { tool: 2, cutting: { n: { min: 2000, max: 2000 }, vf: { min: 300, max: 300 } } },
  ]);
  const { out } = await runCli(['nc', 'features', 'holes.nc'], { cwd });
  expect(out).toContain('2 × peck, 22 mm deep, 3 mm a peck');
  expect(out).toMatch(/1\. line \d+, T1: drill/);
});

test('diff tells a feed from a renumbering', async () => {
  const cuts = ['G1 Z-1. F200', 'X40. F500', 'Y20.'];
  write('one.nc', ...plate, ...cuts, ...end);
  write(
    'same.nc',
    ...[...plate, ...cuts, ...end].map((line, i) => (i === 0 ? line : `N${i * 10} ${line} (NOTE)`)),
  );
  write('faster.nc', ...plate, ...cuts.map((line) => line.replace('F500', 'F800')), ...end);
  const same = await runCli(['nc', 'diff', 'one.nc', 'same.nc'], { cwd });
  expect(same).toMatchObject({
    code: 0,
    out: 'one.nc and same.nc cut the same, with the same tools, speeds and feeds.',
  });
  const faster = await runCli(['nc', 'diff', 'one.nc', 'faster.nc'], { cwd });
  expect(faster.code).toBe(1);
  expect(faster.out).toMatch(/vf .*800 instead of .*500 mm\/min/);
  const json = JSON.parse((await runCli(['nc', 'diff', '--json', 'one.nc', 'faster.nc'], { cwd })).out);
  expect(json.differences).toMatchObject([{ subject: 'feed', change: 'changed' }]);
});

test('what is not there, or holds no program, is said with the remedy', async () => {
  const gone = await runCli(['nc', 'check', 'gone.nc'], { cwd });
  expect(gone.code).toBe(1);
  expect(gone.err).toContain('gone.nc cannot be read: it does not exist.');
  const empty = await runCli(['nc', 'time', '.'], { cwd });
  expect(empty.code).toBe(1);
  expect(empty.err).toContain('No NC program was found');
  write('a.nc', 'M30');
  const other = await runCli(['nc', 'check', '--dialect', 'basic', 'a.nc'], { cwd });
  expect(other.code).toBe(1);
  expect(other.err).toContain('fanuc-mill');
});

test('a file that is none, is not there or may not be read keeps nobody from the others, and has its place in JSON', async () => {
  write('shop/good.nc', ...plate, 'G1 Z-1. F200', ...end);
  writeFileSync(join(cwd, 'shop', 'cut-off.nc'), '');
  writeFileSync(join(cwd, 'shop', 'percent.nc'), '%\r\n%\r\n');
  writeFileSync(join(cwd, 'shop', 'wide.nc'), Buffer.from('%\nO1\nG0 X1.\nM30\n', 'utf16le'));
  writeFileSync(
    join(cwd, 'shop', 'model.nc'),
    Uint8Array.from({ length: 3000 }, (_, i) => (i * 97) % 31),
  );
  const { code, out, err } = await runCli(['nc', 'time', 'shop', 'gone.nc'], { cwd });
  expect(code).toBe(1);
  expect(out).toMatch(/^shop.good\.nc /);
  expect(err).toMatch(/cut-off\.nc is no NC program: it is empty\.\n +Post it again/);
  expect(err).toMatch(/percent\.nc is no NC program: nothing but blanks and "%" stands in it\./);
  expect(err).toMatch(/wide\.nc is no NC program: it is saved as UTF-16.*\n +Save it as ANSI/);
  expect(err).toMatch(/model\.nc is no NC program: it is no text\./);
  expect(err).toContain('gone.nc cannot be read: it does not exist.');
  const checked = await runCli(['nc', 'check', '--json', 'shop', 'gone.nc'], { cwd });
  expect(checked.code).toBe(1);
  const files = JSON.parse(checked.out) as { file: string; diagnostics: { code: string; line: number }[] }[];
  expect(
    files.map(({ file, diagnostics }) => `${file.replace(/.*[\\/]/, '')} ${diagnostics[0]?.code}`),
  ).toEqual([
    ...['cut-off.nc nc.noProgram', 'good.nc undefined', 'model.nc nc.noProgram'],
    ...['percent.nc nc.noProgram', 'wide.nc nc.noProgram', 'gone.nc nc.unreadable'],
  ]);
  const times = JSON.parse((await runCli(['nc', 'time', '--json', 'gone.nc'], { cwd })).out);
  expect(times).toMatchObject([{ file: 'gone.nc', error: { code: 'nc.unreadable' } }]);
});

test('the block that is given is held against rapids, and is refused where it is none', async () => {
  write(
    'plunge.nc',
    'O1',
    '(T1 D=10. - FLAT END MILL)',
    ...plate.slice(1),
    'G0 X50. Y30. Z-5.',
    'G1 X60. F200',
    ...end,
  );
  const given = await runCli(['nc', 'check', 'plunge.nc', '--stock', '0,0,-20:100,60,0'], { cwd });
  expect(given.code).toBe(1);
  expect(given.out).toMatch(/^ {2}9:1 +error +A rapid goes 5 mm deep .*check\.rapid-through-stock$/m);
  expect((await runCli(['nc', 'check', 'plunge.nc'], { cwd })).out).not.toContain('rapid-through-stock');
  for (const corners of ['0,0,0:1,1', '1,1,1:1,2,3', 'a,b,c:1,2,3']) {
    const refused = await runCli(['nc', 'check', 'plunge.nc', '--stock', corners], { cwd });
    expect([corners, refused.code, /corner/.test(refused.err)]).toEqual([corners, 1, true]);
  }
});

test('features say how much of the tool is in the material, by a model of the stock or estimated, and on what that rests', async () => {
  const slot = [
    'O2000 (SLOT)',
    '(T1 D=10. - FLAT END MILL)',
    ...plate.slice(1),
    'G1 Z-4. F200',
    'X60. F500',
    ...end,
  ];
  write('slot.nc', ...slot);
  const { out } = await runCli(['nc', 'features', 'slot.nc'], { cwd });
  expect(out).toMatch(/^ +ap 4 mm, ae 9\.9\d mm.*, engaged 1[78]\d°.* \[removal, confidence 0\.\d+\]$/m);
  expect(out).toMatch(/^ {2}ap and ae rest on this:\n(.*\n)* +Its top is assumed at Z0\.$/m);
  const engagementOf = async (model: string) => {
    const json = await runCli(['nc', 'features', '--json', '--engagement', model, 'slot.nc'], { cwd });
    const [program] = JSON.parse(json.out) as {
      operations: { engagement?: { model: string; apMm: { typical: number }; confidence: number } }[];
    }[];
    return program!.operations[0]!.engagement;
  };
  const [removal, estimate] = [await engagementOf('removal'), await engagementOf('estimate')];
  expect(removal).toMatchObject({ model: 'removal', apMm: { typical: 4 } });
  expect(estimate).toMatchObject({ model: 'estimate', apMm: { typical: 4 } });
  expect(estimate!.confidence).toBeLessThan(removal!.confidence);
  expect(await engagementOf('none')).toBeUndefined();
});
