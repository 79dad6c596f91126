import { describe, expect, test } from 'vitest';
import { folderEvidence } from './folder-evidence.ts';
import { namePartsOf } from './name-parts.ts';

const told = (path: string): Record<string, string> =>
  Object.fromEntries(
    folderEvidence(path).map(({ field, value, confidence }) => [field, `${value} ${confidence}`]),
  );

test('customer, part, revision and operation, as shops sort their folders', () => {
  expect(told('Customers/ACME/12345-678 Rev B/OP10/O1234.nc')).toEqual({
    customer: 'ACME 0.8',
    'part-number': '12345-678 0.6',
    revision: 'B 0.75',
    operation: '10 0.75',
  });
  expect(told('D:\\Kunden\\Müller GmbH\\827-9999-904\\827-9999-904, OP1.NC')).toEqual({
    customer: 'Müller GmbH 0.8',
    'part-number': '827-9999-904 0.75',
    operation: '1 0.75',
  });
  expect(told('Maschinen/DMU 50/Spannung 2/Flansch.mpf')).toEqual({
    machine: 'DMU 50 0.7',
    operation: '2 0.75',
  });
});

test('a folder above that of a part may be a customer', () => {
  expect(told('Bosch/AB-10023/main.nc')).toEqual({ 'part-number': 'AB-10023 0.6', customer: 'Bosch 0.35' });
  for (const general of ['Programs', 'NC', 'archive', '2019', 'Zákazky', 'Haas VF2', 'ALU'])
    expect(told(`${general}/AB-10023/main.nc`).customer, general).toBeUndefined();
});

test.each([
  ['ALU', 'aluminium', 0.6],
  ['Aluminium', 'aluminium', 0.6],
  ['AL6082', 'aluminium', 0.4],
  ['1.4301', 'stainless', 0.6],
  ['oceľ C45', 'steel', 0.6],
  ['brass parts', 'copper-alloy', 0.6],
])('a folder called %s', (folder, group, confidence) => {
  const found = folderEvidence(`${folder}/O1.nc`).filter(({ field }) => field === 'material');
  expect(found).toMatchObject([{ value: group, confidence, where: `folder "${folder}"`, reader: 'folder' }]);
});

test('in a file’s name a word counts, a number does not', () => {
  expect(told('brass nut.nc')).toEqual({ material: 'copper-alloy 0.45' });
  expect(told('1018 bracket.nc')).toEqual({});
});

describe('what is no part number', () => {
  test.each([
    ...[
      'O1234',
      'O00012345',
      '1234',
      '01001',
      '2024',
      '2024-03-15',
      '15.03.2024',
      '240729',
      '20240729',
      'v1.2.3',
      'G81_G91',
    ],
    ...[
      'nims1001',
      'F360Test1',
      '1010_tab_in',
      '1018_puz_18_bit',
      '10mm',
      'Kopie 2',
      'test 3',
      '100.5mm',
      '360arc-1',
      '1106_27bit_34diam',
    ],
  ])('%s', (name) => {
    expect(namePartsOf(name).partNumber).toBeUndefined();
  });
});

test.each([
  ['12345-678 Rev B', { partNumber: '12345-678', revision: 'B', operation: undefined }],
  ['827-9999-904, OP1', { partNumber: '827-9999-904', revision: undefined, operation: '1' }],
  ['NIST_BOX_REV-A OP2 (Front)', { partNumber: undefined, revision: 'A', operation: '2' }],
  ['HEMA-P016-D.197', { partNumber: 'HEMA-P016-D.197', revision: undefined, operation: undefined }],
  ['A1234567_op-020', { partNumber: 'A1234567', revision: undefined, operation: '20' }],
  ['12345OP10', { partNumber: '12345', revision: undefined, operation: '10' }],
  ['Shop top', { partNumber: undefined, revision: undefined, operation: undefined }],
  ['4711-0815 Index C AG 30', { partNumber: '4711-0815', revision: 'C', operation: '30' }],
])('%s', (name, parts) => {
  expect(namePartsOf(name)).toMatchObject(parts);
});

test('an archive on the way is a folder; nothing of a path throws', () => {
  expect(told('Customers/ACME.zip!/12345-678/a.nc')).toMatchObject({
    customer: 'ACME 0.8',
    'part-number': '12345-678 0.6',
  });
  for (const path of ['', '/', '\\\\', '!/', '.', 'C:', 'a'.repeat(5000), '/'.repeat(3000)])
    expect(folderEvidence(path)).toEqual([]);
});
