import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { folderOf, plate } from '../../test/programs.ts';
import { readerPool } from './reader-pool.ts';

test('programs are read side by side, each answered as itself', async () => {
  await using folder = await folderOf({
    'a/O1': plate({ seed: 1 }),
    'a/O2.nc': plate({ seed: 2 }),
    'a/letter.txt': 'Dear customer, the plate is late.\n',
  });
  const pool = readerPool({ readers: 2 });
  const [one, two, letter, gone, given] = await Promise.all(
    ['a/O1', 'a/O2.nc', 'a/letter.txt', 'a/gone']
      .map((path) => pool.read({ path, absolute: join(folder.path, path) }))
      .concat(pool.read({ path: 'zip!/O3', bytes: Buffer.from(plate({ seed: 1 })) })),
  );
  await pool.end();
  expect(one).toMatchObject({
    kind: 'nc',
    program: { number: '1001' },
    text: { size: plate({ seed: 1 }).length },
  });
  expect(two).toMatchObject({ kind: 'nc' });
  expect(letter).toMatchObject({ kind: 'other', because: expect.stringMatching(/lines/) });
  expect(gone).toMatchObject({ skipped: { reason: 'unreadable' } });
  expect(given).toMatchObject({
    kind: 'nc',
    text: { sha256: (one as { text: { sha256: Uint8Array } }).text.sha256 },
  });
});

test('a subprogram beside a program is found by its number', async () => {
  await using folder = await folderOf({
    main: 'O1\nG21 G90\nT1 M6 (D=10 END MILL)\nS1000 M3\nM98 P7000\nM30\n',
    'O7000.nc': 'O7000\nG0 X0 Y0\nG1 Z-1 F100\nX10\nY10\nX0\nM99\n',
  });
  const pool = readerPool({ readers: 1 });
  const answer = await pool.read({ path: 'main', absolute: join(folder.path, 'main') });
  await pool.end();
  expect(answer).toMatchObject({ program: { operations: [{ operation: { cutMm: expect.any(Number) } }] } });
});

test('a program that breaks or stops its reader is told, and the next one is read by another', async () => {
  await using folder = await folderOf({
    'reader.mjs': `process.on('message', (job) => {
        if (job.path === 'breaks') process.kill(process.pid, 'SIGKILL');
        else if (job.path === 'hangs') for (;;);
        else process.send({ id: job.id, kind: 'other', sha256: new Uint8Array(32), because: 'fine' });
      });
      process.on('disconnect', () => process.exit(0));`,
  });
  const script = pathToFileURL(join(folder.path, 'reader.mjs'));
  const pool = readerPool({ readers: 1, patienceMs: 2000, script });
  const answers = await Promise.all(
    ['breaks', 'fine', 'hangs', 'fine'].map((path) => pool.read({ path, absolute: path })),
  );
  await pool.end();
  expect(answers).toMatchObject([
    { skipped: { reason: 'reader-broke', detail: expect.stringMatching(/ended the reader/) } },
    { because: 'fine' },
    { skipped: { reason: 'reader-broke', detail: expect.stringContaining('2 seconds') } },
    { because: 'fine' },
  ]);
});
