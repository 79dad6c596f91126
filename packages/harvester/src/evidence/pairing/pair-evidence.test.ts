import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readable } from '../../../test/support/documents.ts';
import type { Evidence, EvidenceField } from '../evidence.ts';
import { evidenceOf } from '../sheets/evidence-of.ts';
import { type PairedDocument, type PairedProgram, pairEvidence } from './pair-evidence.ts';

const says = (path: string, facts: Partial<Record<EvidenceField, string>> = {}): PairedDocument => ({
  path,
  evidence: Object.entries(facts).map(
    ([field, value]): Evidence => ({
      field: field as EvidenceField,
      value,
      confidence: 0.9,
      reader: 'setup-sheet',
      where: 'line 1',
      because: '',
    }),
  ),
});
const pairs = (documents: readonly PairedDocument[], programs: readonly (PairedProgram | string)[]) =>
  pairEvidence(
    documents,
    programs.map((each) => (typeof each === 'string' ? { path: each } : each)),
  ).map(({ document, program, confidence }) => `${document} → ${program} ${confidence}`);

test('a document that names a program speaks of it, wherever it lies', () => {
  expect(
    pairs(
      [says('sheets/a.doc', { program: '827-9999-904, OP1.NC' })],
      ['nc/827-9999-904, OP1.NC', 'nc/827-9999-904, OP2.NC'],
    ),
  ).toEqual(['sheets/a.doc → nc/827-9999-904, OP1.NC 0.95']);
  // Of several of that name the one beside it; where none is beside it, each may be meant.
  const programs = ['x/main.nc', 'y/main.nc'];
  expect(pairs([says('x/sheet.txt', { program: 'MAIN.NC' })], programs)).toEqual([
    'x/sheet.txt → x/main.nc 0.95',
  ]);
  expect(pairs([says('z/sheet.txt', { program: 'main.nc' })], programs)).toHaveLength(2);
});

test('a number says something only beside its program or of the same part: every shop has many O1000', () => {
  const programs: PairedProgram[] = [
    { path: 'a/O1000.nc', number: '1000' },
    { path: 'b/O1000.nc', number: '1000' },
    { path: '12345-678/O1000.nc', number: '1000' },
  ];
  expect(pairs([says('a/x.xlsx', { program: 'O1000' })], programs)[0]).toBe('a/x.xlsx → a/O1000.nc 0.85');
  expect(pairs([says('sheets/x.xlsx', { program: '1000' })], programs)).toEqual([]);
  expect(pairs([says('sheets/x.xlsx', { program: '1000', 'part-number': '12345-678' })], programs)).toEqual([
    'sheets/x.xlsx → 12345-678/O1000.nc 0.85',
  ]);
});

test('names in common', () => {
  expect(pairs([says('p/O1234 setup sheet.pdf')], ['p/O1234.nc', 'p/O1235.nc'])).toEqual([
    'p/O1234 setup sheet.pdf → p/O1234.nc 0.9',
  ]);
  expect(
    pairs([says('sheets/12345-678 OP10.pdf')], ['nc/12345-678_OP10.nc', 'nc/12345-678_OP20.nc']),
  ).toEqual(['sheets/12345-678 OP10.pdf → nc/12345-678_OP10.nc 0.8']);
  // A name that says little is no name in common.
  expect(pairs([says('a/main.pdf')], ['b/main.nc'])).toEqual([]);
});

test('what contradicts is no pair: another part, another operation', () => {
  expect(pairs([says('x/s.txt', { 'part-number': '12345-679' })], ['x/12345-678.nc'])).toEqual([]);
  expect(pairs([says('x/s.txt', { operation: '20' })], ['x/OP10.nc'])).toEqual([]);
});

test('lying together: sure of one, doubtful of a few, nothing of many', () => {
  expect(pairs([says('x/s.txt')], ['x/a.nc'])).toEqual(['x/s.txt → x/a.nc 0.6']);
  expect(pairs([says('x/s.txt')], ['x/a.nc', 'x/b.nc'])).toEqual([
    'x/s.txt → x/a.nc 0.35',
    'x/s.txt → x/b.nc 0.35',
  ]);
  expect(
    pairs(
      [says('x/s.txt')],
      'abcdefgh'.split('').map((name) => `x/${name}.nc`),
    ),
  ).toEqual([]);
  expect(pairs([says('x/s.txt')], ['x/y/a.nc'])).toEqual([]);
});

test('each pair says why', () => {
  const [pair] = pairEvidence([says('x/s.txt', { program: 'a.nc' })], [{ path: 'x/a.nc' }]);
  expect(pair!.because).toBe('it names the program a.nc');
});

test('ten thousand programs and a thousand documents are paired by looking up, not by trying all', () => {
  const programs = Array.from({ length: 10_000 }, (_, i) => ({
    path: `parts/${10_000 + i}/O1000.nc`,
    number: '1000',
  }));
  const documents = Array.from({ length: 1000 }, (_, i) =>
    says(`parts/${10_000 + i}/sheet.txt`, { program: 'O1000' }),
  );
  const found = pairEvidence(documents, programs);
  expect(found).toHaveLength(1000);
  expect(found.every(({ document, program }) => document.split('/')[1] === program.split('/')[1])).toBe(true);
});

const shared = join(import.meta.dirname, '../../../../../../shared/data');
const sheets = join(shared, 'telemetry/nist-mtc/setup-sheets');
const corpus = join(shared, 'nc-corpus/usnistgov__smstestbed');
describe.skipIf(!existsSync(sheets) || !existsSync(corpus))(
  'NIST (skipped where ../shared is absent)',
  () => {
    test('each setup sheet of 827-9999-904 speaks of its program and of no other; those of other parts of none', async () => {
      const documents = await Promise.all(
        readdirSync(sheets).map(async (name) => ({
          path: `setup-sheets/${name}`,
          evidence: evidenceOf(await readable(readFileSync(join(sheets, name)), name)),
        })),
      );
      const programs = readdirSync(corpus, { recursive: true, encoding: 'utf8' })
        .filter((path) => path.endsWith('.NC'))
        .map((path) => ({ path }));
      expect(programs.length).toBeGreaterThan(20);
      expect(pairs(documents, programs).sort()).toEqual(
        ['FIXT', 'OP1', 'OP2'].map((operation) => {
          const name = `827-9999-904, ${operation}`;
          return `setup-sheets/${name}.doc → tdp/d2mi/G-code/${name}.NC 0.95`;
        }),
      );
    });
  },
);
