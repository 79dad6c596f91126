import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ZipMember, zipOf } from '../../test/support/zip-of.ts';
import { type ArchiveLimits, archiveEntries, archiveFormatOf } from './archive.ts';

const program = 'O1234 (BRACKET)\nG21\nM30\n';

async function listed(
  archive: Uint8Array | { path: string },
  limits?: Partial<ArchiveLimits>,
): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  const file = archive instanceof Uint8Array ? { name: 'a.zip', bytes: archive } : archive;
  for await (const entry of archiveEntries(file, limits))
    found[entry.path] = 'skipped' in entry ? entry.skipped.reason : Buffer.from(entry.bytes).toString();
  return found;
}

const of = (...members: ZipMember[]) => zipOf(members);

test('files come with their bytes, packed or not; folders are no entries', async () => {
  const archive = of(
    { name: 'ACME/' },
    { name: 'ACME/OP10/O1234.nc', content: program },
    { name: 'ACME\\.\\OP20\\O1235.nc', content: program, stored: true },
  );
  expect(await listed(archive)).toEqual({ 'ACME/OP10/O1234.nc': program, 'ACME/OP20/O1235.nc': program });
});

test('an entry has the time that its packer noted, and none where nobody noted one', async () => {
  const archive = of(
    { name: 'a.nc', content: program, dosDate: ((2024 - 1980) << 9) | (5 << 5) | 17 },
    { name: 'b.nc', content: program },
  );
  const times: (number | undefined)[] = [];
  for await (const entry of archiveEntries({ name: 'a.zip', bytes: archive }))
    times.push('bytes' in entry ? entry.modifiedUs : 0);
  expect(times).toEqual([new Date(2024, 4, 17).getTime() * 1000, undefined]);
});

describe('names', () => {
  const names: readonly (readonly [string, string | Uint8Array])[] = [
    ['Kľúč ťažný.nc', 'Kľúč ťažný.nc'],
    // `Kľúč` and `Prüfstück` as Windows wrote them in Bratislava and in Stuttgart.
    ['Kľúč.nc', Buffer.from([0x4b, 0x96, 0xa3, 0x9f, 0x2e, 0x6e, 0x63])],
    [
      'Prüfstück.nc',
      Buffer.from([...Buffer.from('Pr'), 0x81, ...Buffer.from('fst'), 0x81, ...Buffer.from('ck.nc')]),
    ],
    ['piñón.nc', Buffer.from([0x70, 0x69, 0xa4, 0xa2, 0x6e, 0x2e, 0x6e, 0x63])],
  ];
  test.each(names)('%s', async (name, written) => {
    expect(Object.keys(await listed(of({ name: written, content: program })))).toEqual([name]);
  });
});

test.each([
  ['archive-path-outside', { name: '../../etc/passwd' }],
  ['archive-path-outside', { name: 'a/..\\..\\b.nc' }],
  ['archive-path-outside', { name: '/etc/passwd' }],
  ['archive-path-outside', { name: 'C:\\Windows\\win.ini' }],
  ['archive-path-outside', { name: '\\\\server\\share\\x.nc' }],
  ['archive-name', { name: 'a\0.nc' }],
  ['archive-name', { name: 'a'.repeat(2000) }],
  ['archive-name', { name: './/' }],
  ['archive-not-a-file', { name: 'link.nc', mode: 0o120777 }],
  ['archive-not-a-file', { name: 'pipe.nc', mode: 0o010644 }],
  ['archive-encrypted', { name: 'secret.nc', flags: 1 }],
  ['archive-method', { name: 'lzma.nc', method: 14 }],
  ['archive-damaged', { name: 'crc.nc', says: { crc: 1 } }],
  ['archive-damaged', { name: 'longer.nc', says: { size: 4 } }],
  ['archive-damaged', { name: 'shorter.nc', says: { size: 4000 } }],
  ['archive-bomb', { name: 'bomb.nc', content: Buffer.alloc(8 << 20) }],
  ['archive-entry-too-large', { name: 'large.nc', content: Buffer.alloc(3 << 20, 'G1X1Y2\n'), stored: true }],
] as const)('%s: told, and the rest is read', async (reason, member) => {
  const archive = of({ content: program, ...member }, { name: 'good.nc', content: program });
  const found = await listed(archive, { entryBytes: 2 << 20 });
  expect(Object.values(found)).toEqual([reason, program]);
  expect(Object.keys(found)[1]).toBe('good.nc');
});

test('every refusal says what to do', async () => {
  for await (const entry of archiveEntries({ name: 'a.zip', bytes: of({ name: '../x' }) }))
    expect('skipped' in entry && entry.skipped.detail).toMatch(/look at it\.$/);
});

test('of two entries of one name the first counts', async () => {
  const archive = of({ name: 'a.nc', content: 'first' }, { name: './a.nc', content: 'second' });
  const entries = [];
  for await (const entry of archiveEntries({ name: 'a.zip', bytes: archive }))
    entries.push('skipped' in entry ? entry.skipped.reason : Buffer.from(entry.bytes).toString());
  expect(entries).toEqual(['first', 'archive-duplicate']);
});

test('entries that share their bytes are refused beyond the first', async () => {
  const kernel = { content: Buffer.alloc(1 << 16, 'G1X1\n') };
  const archive = of(
    { name: 'a.nc', ...kernel },
    ...Array.from({ length: 50 }, (_, i) => ({ name: `${i}.nc`, ...kernel, says: { offset: 0 } })),
  );
  const reasons = Object.values(await listed(archive)).filter((each) => each === 'archive-overlap');
  expect(reasons).toHaveLength(50);
});

test('a strongly encrypted entry ends the reading, told', async () => {
  const archive = of({ name: 'a.nc', content: program }, { name: 'b.nc', flags: 0x41 });
  expect(await listed(archive)).toEqual({ 'a.nc': program, '': 'archive-encrypted' });
});

describe('archives within', () => {
  const within = (depth: number): Uint8Array =>
    depth === 0
      ? of({ name: 'O1.nc', content: program })
      : of({ name: 'in.zip', content: within(depth - 1), stored: true });

  test('are opened to the third level', async () => {
    expect(await listed(within(2))).toEqual({ 'in.zip!/in.zip!/O1.nc': program });
    expect(await listed(within(3))).toEqual({ 'in.zip!/in.zip!/in.zip': 'archive-too-deep' });
  });
  test('share the bounds of the outer one', async () => {
    const inner = of({ name: 'a.nc', content: Buffer.alloc(700_000, 'G1X1Y2Z3\n') });
    const archive = of({ name: '1.zip', content: inner }, { name: '2.zip', content: inner });
    const found = await listed(archive, { totalBytes: 1_000_000 });
    expect(Object.values(found).at(-1)).toBe('archive-too-large');
    const many = await listed(archive, { entries: 3 });
    expect(Object.values(many).at(-1)).toBe('archive-too-many');
  });
  test('an office document is one file; an archive of another kind is told', async () => {
    const workbook = of({ name: '[Content_Types].xml', content: '<Types/>' });
    const found = await listed(
      of(
        { name: 'tools.xlsx', content: workbook },
        { name: 'old.rar', content: 'Rar!\x1a\x07\x00', stored: true },
      ),
    );
    expect(Object.keys(found)).toEqual(['tools.xlsx', 'old.rar']);
    expect(found['tools.xlsx']!.startsWith('PK')).toBe(true);
    expect(found['old.rar']).toBe('archive-format');
  });
});

describe('on disk', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'mantinel-archive-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  test('a file is read by its path, and a missing one is the file system’s error', async () => {
    const path = join(folder, 'a.zip');
    await writeFile(path, of({ name: 'a.nc', content: program }));
    expect(await listed({ path })).toEqual({ 'a.nc': program });
    await expect(listed({ path: join(folder, 'none.zip') })).rejects.toMatchObject({ code: 'ENOENT' });
  });
  test('what is left early leaves no file open', async () => {
    const path = join(folder, 'b.zip');
    await writeFile(path, of({ name: 'a.nc', content: program }, { name: 'b.nc', content: program }));
    for await (const entry of archiveEntries({ path })) {
      expect(entry.path).toBe('a.nc');
      break;
    }
    const open = await import('node:fs/promises').then((fs) => fs.readdir('/proc/self/fd').catch(() => []));
    const links = await Promise.all(
      open.map((fd) =>
        import('node:fs/promises').then((fs) => fs.readlink(`/proc/self/fd/${fd}`).catch(() => '')),
      ),
    );
    expect(links).not.toContain(path);
  });
});

test('cut short or no archive at all: told', async () => {
  const archive = of({ name: 'a.nc', content: program });
  expect(await listed(archive.subarray(0, archive.length - 30))).toEqual({ '': 'archive-damaged' });
  expect(await listed(Buffer.from(program))).toEqual({ '': 'archive-damaged' });
  expect(await listed(new Uint8Array(0))).toEqual({ '': 'archive-damaged' });
});

test('a signal ends it between entries', async () => {
  const signal = AbortSignal.abort(new Error('enough'));
  await expect(listed(of({ name: 'a.nc' }), { signal })).rejects.toThrow('enough');
});

test('archives are known by their first bytes', () => {
  expect(archiveFormatOf(of({ name: 'a' }))).toBe('zip');
  expect(archiveFormatOf(Buffer.from('7z\xbc\xaf\x27\x1c', 'latin1'))).toBe('other');
  expect(archiveFormatOf(Buffer.from(program))).toBeUndefined();
});

test('whatever bytes are changed: an answer, and within the bounds', async () => {
  const archive = of(
    { name: 'a.nc', content: program },
    { name: 'in.zip', content: of({ name: 'b.nc', content: program.repeat(200) }) },
  );
  const limits = { entryBytes: 1 << 20, totalBytes: 4 << 20 };
  const change = fc.record({ at: fc.nat(archive.length - 1), to: fc.nat(255) });
  await fc.assert(
    fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 8 }), async (changes) => {
      const changed = Uint8Array.from(archive);
      for (const { at, to } of changes) changed[at] = to;
      let bytes = 0;
      for await (const entry of archiveEntries({ name: 'a.zip', bytes: changed }, limits))
        if ('bytes' in entry) bytes += entry.bytes.length;
      expect(bytes).toBeLessThanOrEqual(limits.totalBytes);
    }),
    { numRuns: 300 },
  );
});
