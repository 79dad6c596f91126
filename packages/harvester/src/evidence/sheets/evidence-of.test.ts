import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readable } from '../../../test/support/documents.ts';
import { docxOf, xlsxOf } from '../../../test/support/office-of.ts';
import { pdfLines, pdfOf } from '../../../test/support/pdf-of.ts';
import type { Evidence } from '../evidence.ts';
import { evidenceOf, noteEvidence } from './evidence-of.ts';

/** By field; of tools by number and field. Of several values the surest. */
async function told(document: Uint8Array | string): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  const evidence = [...evidenceOf(await readable(document))].sort((a, b) => b.confidence - a.confidence);
  for (const { field, value, tool } of evidence)
    found[tool === undefined ? field : `T${tool} ${field}`] ??= value;
  return found;
}

describe('labels in', () => {
  const sheets: Readonly<Record<string, string>> = {
    english:
      'SETUP SHEET\nPart No.: 12345-678   Rev: B\nPart Name:  Bearing housing\nCustomer: ACME Corp.\nMaterial: AL 6082-T6\nStock Size: 100 x 50 x 20\nMachine: Haas VF-2\nProgrammed by: J. Doe\nDate: 2024-03-15\nProgram #: O1234\nOperation No: 10\nWork Offset: G54, G55\nFixture: Vise 6"\nCycle Time: 0:12:30\n',
    german:
      'Einrichteblatt\nTeile-Nr.: 12345-678   Rev.: B\nBenennung:  Lagergehäuse\nKunde: ACME Corp.\nWerkstoff: EN AW-6082 T6 (AlMgSi1)\nRohteil: 100 x 50 x 20\nMaschine: Haas VF-2\nErstellt von: J. Doe\nDatum: 15.03.2024\nProgramm-Nr.: O1234\nArbeitsgang: 10\nNullpunkt: G54, G55\nSpannmittel: Schraubstock\nLaufzeit [min]: 12,5\n',
    slovak:
      'Nastavovací list\nČíslo dielu: 12345-678   Rev: B\nNázov súčiastky:  Ložiskové teleso\nZákazník: ACME Corp.\nMateriál: dural 6082-T6\nPolotovar: 100 x 50 x 20\nStroj: Haas VF-2\nVypracoval: J. Doe\nDátum: 15. 3. 2024\nČíslo programu: O1234\nČíslo operácie: 10\nNulový bod: G54, G55\nPrípravok: zverák\nStrojový čas: 12 min 30 s\n',
    spanish:
      'Hoja de preparación\nNº de pieza: 12345-678   Revisión: B\nDenominación:  Alojamiento\nCliente: ACME Corp.\nMaterial: aluminio 6082-T6\nMaterial en bruto: 100 x 50 x 20\nMáquina: Haas VF-2\nProgramado por: J. Doe\nFecha: 15/03/2024\nNúmero de programa: O1234\nOperación: 10\nCero pieza: G54, G55\nUtillaje: mordaza\nTiempo de ciclo: 12 min 30 s\n',
    french:
      "Fiche de réglage\nN° de pièce: 12345-678   Indice: B\nDésignation:  Carter\nClient: ACME Corp.\nMatière: aluminium 6082-T6\nBrut: 100 x 50 x 20\nMachine: Haas VF-2\nÉtabli par: J. Doe\nDate: 15/03/2024\nNuméro de programme: O1234\nPhase: 10\nOrigine: G54, G55\nMontage: étau\nTemps d'usinage: 12 min 30 s\n",
  };
  test.each(Object.keys(sheets))('%s', async (language) => {
    expect(await told(sheets[language]!)).toMatchObject({
      'part-number': '12345-678',
      'part-name': expect.stringMatching(/^[\p{L} ]+$/u),
      revision: 'B',
      customer: 'ACME Corp.',
      material: 'aluminium',
      'material-grade': expect.stringContaining('6082'),
      stock: '100 x 50 x 20',
      machine: 'Haas VF-2',
      programmer: 'J. Doe',
      date: '2024-03-15',
      program: 'O1234',
      operation: '10',
      'work-offset': 'G54, G55',
      fixture: expect.stringMatching(/\p{L}{3}/u),
      'cycle-time': '750',
    });
  });
});

test('each fact says where it stands, what it was read from and how sure it is', async () => {
  const found = evidenceOf(await readable('Setup\n\nMaterial:  1.4301\n'));
  expect(found).toEqual([
    {
      field: 'material-name',
      value: '1.4301',
      confidence: 0.9,
      reader: 'setup-sheet',
      where: 'line 3',
      because: '"Material" beside "1.4301"',
    },
    {
      field: 'material',
      value: 'stainless',
      confidence: 0.9,
      reader: 'setup-sheet',
      where: 'line 3',
      because: '"Material" beside "1.4301"',
    },
    {
      field: 'material-grade',
      value: '1.4301',
      confidence: 0.86,
      reader: 'setup-sheet',
      where: 'line 3',
      because: '"Material" beside "1.4301"',
    },
  ]);
});

test.each([
  [
    'a form that nobody filled in',
    'Material: ______\nPart No.:\nCustomer: -\nMachine: n/a\nRev: TBD\nCycle time: ....\n',
  ],
  [
    'prose',
    'Check the material before the operation. Part and program are on the machine.\nNote: see drawing\n',
  ],
  ['a telephone list', 'Miller  555-1234\nSmith  555-9876\n'],
  ['labels side by side', 'Material:   Machine:   Part No.:\n'],
])('%s says nothing', async (_, text) => {
  const found = evidenceOf(await readable(text));
  expect(found).toEqual([]);
});

test('of dates that may be two, as written and less sure', async () => {
  const [date] = evidenceOf(await readable('Date: 03/04/2024\n'));
  expect(date).toMatchObject({ value: '03/04/2024', confidence: 0.5 });
});

test.each([
  ['0:12:30', 750],
  ['12:30', 750],
  ['1 h 5 min', 3900],
  ['12m:34s', 754],
  ['12,5 min', 750],
  ['95 sec', 95],
  ['1h 2m 3s', 3723],
])('a cycle time of %s is %d s', async (time, seconds) => {
  expect(await told(`Cycle time: ${time}\n`)).toEqual({ 'cycle-time': String(seconds) });
});

describe('forms', () => {
  const rows = [
    ['Part Number', '12345-678', 'Rev', 'C'],
    ['Material', '42CrMo4', 'Machine', 'DMU 50'],
  ];
  const expected = { 'part-number': '12345-678', revision: 'C', material: 'steel', machine: 'DMU 50' };
  test('labels in cells, values beside them: XLSX, DOCX, HTML', async () => {
    expect(await told(xlsxOf({ A: rows }))).toMatchObject(expected);
    expect(await told(docxOf([rows]))).toMatchObject(expected);
    const html = `<html><table>${rows.map((row) => `<tr>${row.map((cell) => `<td>${cell}</td>`).join('')}</tr>`).join('')}</table>`;
    expect(await told(html)).toMatchObject(expected);
  });
  test('labels above, values below', async () => {
    const headed = [
      ['Part No', 'Rev', 'Material', 'Machine'],
      ['12345-678', 'C', '42CrMo4', 'DMU 50'],
    ];
    expect(await told(xlsxOf({ A: headed }))).toMatchObject(expected);
  });
  test('columns of a PDF', async () => {
    const lines = ['Part Number: 12345-678      Rev: C', 'Material    42CrMo4      Machine:   DMU 50'];
    expect(await told(pdfOf([pdfLines(lines)]))).toMatchObject(expected);
  });
});

describe('tool lists', () => {
  const expected = {
    'T1 tool': 'Flat end mill',
    'T1 tool-kind': 'end-mill',
    'T1 tool-diameter': '10',
    'T1 tool-corner-radius': '0.5',
    'T1 tool-flutes': '4',
    'T1 tool-overhang': '35',
    'T2 tool-kind': 'drill',
    'T2 tool-diameter': '8.5',
  };
  test.each([
    ['english', ['Tool No', 'Description', 'Dia [mm]', 'Corner radius', 'Flutes', 'Stickout']],
    ['german', ['Werkzeug-Nr.', 'Bezeichnung', 'Ø [mm]', 'Eckenradius', 'Zähne', 'Auskraglänge']],
    ['slovak', ['Číslo nástroja', 'Názov nástroja', 'Priemer [mm]', 'Rádius', 'Počet zubov', 'Vyloženie']],
    ['spanish', ['Nº herramienta', 'Descripción', 'Diámetro (mm)', 'Radio', 'Dientes', 'Voladizo']],
    ['french', ["N° d'outil", 'Désignation', 'Diamètre (mm)', 'Rayon', 'Dents', 'Porte-à-faux']],
  ])('%s, of a workbook', async (_, heading) => {
    const rows = [
      heading,
      ['T1', 'Flat end mill', '10', '0,5', 'Z4', '35'],
      ['T02', 'Drill 8.5', '8,5', '', '2', '60'],
    ];
    expect(await told(xlsxOf({ Tools: [['Tools of part'], ...rows] }))).toMatchObject(expected);
  });
  test('of a text with columns made of spaces, in inches as the descriptions say', async () => {
    const text =
      'TOOL LIST\n Num.  Dia.   Len.   Tool Description\n----------------------------------\n  1   0.5000   1     1/2" Dia. 2 Flute E.M.\n OUT OF HOLDER: 1.36 REACH    HOLDER: C4\n----------------------------------\n  7   0.1285   7     #30 Drill\n==================================\n  9   0.3000   9     not of this list\n';
    const found = await told(text);
    expect(found).toMatchObject({
      'T1 tool-diameter': '12.7',
      'T1 tool-kind': 'end-mill',
      'T1 tool-flutes': '2',
      'T1 tool-overhang': '34.544',
      'T7 tool-diameter': '3.2639',
      'T7 tool-kind': 'drill',
    });
    expect(Object.keys(found).filter((key) => key.startsWith('T9'))).toEqual([]);
  });
  test('of a page of a CAM system: a block for each tool, and the operation’s own words apart', async () => {
    const block = (number: number, lines: string) =>
      `<tr><td>Operation ${number}/2<br>Description: Face ${number}<br>Strategy: Facing</td><td>T${number} D${number} L${number}<br>${lines}</td></tr>`;
    const html = `<html><body><h1>Setup Sheet for Program 1001</h1><table>${block(1, 'Type: flat end mill<br>Diameter: 10mm<br>Corner Radius: 0.5mm<br>Flutes: 4<br>Description: Flat end mill<br>Body length: 35mm')}${block(2, 'Type: drill<br>Diameter: 8.5mm<br>Tip Angle: 118')}</table><p>Estimated Cycle Time: 3m:12s</p></body></html>`;
    const found = await told(html);
    expect(found).toMatchObject({ ...expected, 'cycle-time': '192' });
    expect(Object.values(found)).not.toContain('Face 2');
  });
  test('of rows that begin a tool with its number', async () => {
    const rows = [
      ['Tool Number', '3'],
      ['Tool Type', 'Spot drill'],
      ['Diameter', '6 mm'],
      ['Tool Number', '4'],
      ['Diameter', '5 mm'],
    ];
    expect(await told(docxOf([rows]))).toMatchObject({
      'T3 tool-kind': 'spot-drill',
      'T3 tool-diameter': '6',
      'T4 tool-diameter': '5',
    });
  });
  test('of notes as programs have them', async () => {
    expect(await told('T1 - 10MM FLAT ENDMILL\nT02 | 8.5MM DRILL | H2\n')).toMatchObject({
      'T1 tool-kind': 'end-mill',
      'T1 tool-diameter': '10',
      'T2 tool-kind': 'drill',
      'T2 tool-diameter': '8.5',
    });
  });
  test('a length whose unit nothing tells is no fact', async () => {
    const rows = [
      ['Tool No', 'Description', 'Dia'],
      ['1', 'Mill', '2'],
      ['2', 'Drill', '3'],
    ];
    const found = await told(xlsxOf({ Tools: rows }));
    expect(found['T1 tool-kind']).toBe('end-mill');
    expect(found['T1 tool-diameter']).toBeUndefined();
    const units = await told(xlsxOf({ Tools: [['Units', 'inch'], ...rows] }));
    expect(units['T1 tool-diameter']).toBe('50.8');
  });
  test('a parts list is none', async () => {
    const rows = [
      ['Pos', 'Qty', 'Description', 'Supplier'],
      ['1', '4', 'Screw M8', 'X'],
    ];
    expect(Object.keys(await told(xlsxOf({ Parts: rows }))).filter((key) => key.startsWith('T'))).toEqual([]);
  });
});

const sheets = join(import.meta.dirname, '../../../../../../shared/data/telemetry/nist-mtc/setup-sheets');
describe.skipIf(!existsSync(sheets))('the setup sheets of NIST (skipped where ../shared is absent)', () => {
  const files = existsSync(sheets) ? readdirSync(sheets) : [];
  test.each(files)('%s', async (file) => {
    const evidence = evidenceOf(await readable(readFileSync(join(sheets, file)), file));
    const of = (field: Evidence['field']) => evidence.filter((each) => each.field === field);
    expect(of('program').map(({ value }) => value)[0]).toBe(file.replace('.doc', '.NC'));
    expect(of('program')[1]!.value).toMatch(/^100[123]$/);
    expect(of('programmer')[0]!.value).toBe('GREG SONDAG');
    const numbers = [...new Set(of('tool').map(({ tool }) => tool))];
    expect(numbers.length).toBeGreaterThanOrEqual(7);
    for (const number of numbers) {
      const diameters = of('tool-diameter').filter(({ tool }) => tool === number);
      expect(diameters.length, `diameter of T${number}`).toBeGreaterThan(0);
      expect(
        of('tool-kind').some(({ tool }) => tool === number),
        `kind of T${number}`,
      ).toBe(true);
    }
  });
});

describe('recordings and tables of data are no sheets', () => {
  test.each([
    [
      'headings of data',
      'operation,strategy,material,hardness,vc\nmill,slot,C45,200,180\nmill,face,C45,200,190\n',
    ],
    ['a word of data that is a label', 'what,where,size\nChuck,left,25\nBolt,right,26\nNut,right,27\n'],
    ['what a machine tells', '2016-05-10T00:00:00Z|program|UNAVAILABLE\n2016-05-10T00:00:01Z|program|723\n'],
  ])('%s', async (_, text) => {
    expect(evidenceOf(await readable(text))).toEqual([]);
  });
  test('of ten thousand rows the beginning is looked at', async () => {
    const rows = Array.from({ length: 10_000 }, (_, i) => `a;${i};${i * 2}`);
    expect(evidenceOf(await readable(`${rows.join('\n')}\nMaterial;steel;x\n`))).toEqual([]);
  });
});

test('notes of a program say what sheets say, but for materials and tools', () => {
  const notes = [
    'PART NO: 12345-678 REV B',
    'MATERIAL: 6061',
    'PROGRAMMED BY: J. DOE',
    'T1 - 10MM ENDMILL',
    'drill the holes',
  ];
  const found = noteEvidence(notes.map((text, i) => ({ text, line: i + 2 })));
  expect(found.map(({ field, value, reader, where }) => [field, value, reader, where])).toEqual([
    ['part-number', '12345-678', 'program', 'line 2'],
    ['revision', 'B', 'program', 'line 2'],
    ['programmer', 'J. DOE', 'program', 'line 4'],
  ]);
});
