import { config, type DataKind, dataKinds, dataRecords } from '@mantinel/contract';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { columnsOf, kindOfColumns, recordsOf, rowsOf } from './csv-kinds.ts';
import { csvText, readCsv } from './csv-text.ts';

const back = (kind: DataKind, records: readonly unknown[]) => {
  const [head, ...rows] = readCsv(csvText(rowsOf(kind, records)).slice(1));
  return recordsOf(kind, { head: head!.cells, rows }).map(({ value }) => dataRecords[kind].parse(value));
};

const shift = {
  name: 'Early',
  start: '06:00',
  end: '14:00',
  breaks: [
    { name: 'Lunch, warm', start: '10:00', end: '10:30' },
    { name: '-', start: '12:00', end: '12:10' },
  ],
};
const records: Readonly<Record<DataKind, readonly unknown[]>> = {
  places: [
    { id: 'site:a', name: '=Werk "Süd"', parent: 'enterprise:own' },
    { id: 'enterprise:own', name: 'E' },
  ],
  machines: [
    config.Machine.parse({ connector: 'shdr', id: 'mill', host: '10.0.0.5', clockOffsetMs: -250 }),
    config.Machine.parse({
      connector: 'mtconnect',
      id: 'press',
      name: '=Press',
      url: 'http://10.0.0.6:5000/',
      paused: true,
    }),
    config.Machine.parse({
      connector: 'replay',
      id: 'old',
      file: 'old.shdr',
      speed: 2.5,
      loop: true,
      deviceModel: 'm.xml',
    }),
    config.Machine.parse({
      connector: 'replay',
      id: 'older',
      file: 'older.shdr',
      speed: 'max',
      timestamps: 'recorded',
    }),
  ],
  calendars: [
    {
      place: 'site:a',
      calendar: {
        timeZone: 'Europe/Bratislava',
        weekly: [{ ...shift, weekdays: [1, 2, 5], productionDay: 'end' }],
        exceptions: [
          { kind: 'closed', date: '2026-12-24', reason: 'Christmas; Eve' },
          {
            kind: 'instead',
            date: '2026-12-27',
            reason: '',
            shifts: [shift, { name: 'Late', start: '14:00', end: '22:00', breaks: [] }],
          },
        ],
      },
    },
    { place: 'site:b', calendar: { timeZone: 'UTC', weekly: [], exceptions: [] } },
  ],
  people: [{ name: 'Žofia', place: 'site:a', disabled: true }],
  grants: [{ person: 'Žofia', role: 'operator', place: 'site:a' }],
  parts: [{ number: '0012', name: 'Flange', place: 'site:a' }],
  jobs: [
    {
      number: '4711',
      place: 'site:a',
      part: '0012',
      partPlace: 'site:a',
      quantity: 5,
      dueUs: 1_790_000_000_123_456,
      operations: [
        {
          number: 10,
          name: 'Turn | rough \\ fine',
          place: 'machine:lathe',
          plannedSetupUs: 1,
          plannedRunPerItemUs: 12_500_001,
        },
        { number: 20, name: 'Mill', plannedRunPerItemUs: 60_000_000 },
        { number: 30, name: '10' },
      ],
    },
  ],
  webhooks: [
    {
      name: 'Hook',
      place: 'site:a',
      url: 'https://x.example/a?b=c,d',
      level: 'operator',
      codes: ['a.b', 'c*'],
      paused: true,
    },
  ],
  catalogue: [
    {
      code: 'fanuc.EX1042',
      place: 'machine:mill',
      model: 'VTC-300C',
      texts: {
        en: { title: '=Coolant "low", <b>{machine}</b>', action: 'Fill it up;\nthen reset' },
        sk: { title: 'Málo chladiacej kvapaliny', confirmation: '@Alarm zmizne' },
      },
      priority: 'low',
      respondWithinMinutes: 30,
      source: "'-The builder's list",
    },
    {
      code: 'mazak.212',
      place: 'enterprise:own',
      model: '',
      texts: { de: { title: 'Magazin' } },
      source: '',
    },
  ],
};

test.each(dataKinds)('%s go through a spreadsheet and back', (kind) => {
  expect(back(kind, records[kind])).toEqual(records[kind]);
  expect(kindOfColumns(columnsOf[kind])).toBe(kind);
});

test('any job and any name go through a spreadsheet and back', () => {
  const name = fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 20 })
    .map((text) => text.replaceAll(/[\r\n\u2028\u2029]/g, ' ').trim())
    .filter((text) => text !== '');
  const job = fc.record({
    number: name,
    place: fc.constant('site:a'),
    part: name,
    partPlace: fc.constant('enterprise:own'),
    quantity: fc.integer({ min: 1, max: 1e9 }),
    dueUs: fc.integer({ min: 0, max: 4e15 }),
    operations: fc.uniqueArray(
      fc.record({
        number: fc.integer({ min: 1, max: 99_999 }),
        name,
        plannedSetupUs: fc.integer({ min: 0, max: 1e12 }),
      }),
      { selector: ({ number }) => number, maxLength: 5 },
    ),
  });
  fc.assert(
    fc.property(fc.array(job, { maxLength: 4 }), (jobs) => void expect(back('jobs', jobs)).toEqual(jobs)),
  );
});

describe('as people and spreadsheets write it', () => {
  const read = (kind: DataKind, text: string) => {
    const [head, ...rows] = readCsv(text);
    return recordsOf(kind, { head: head!.cells, rows }).map(({ value }) => value);
  };

  test('a machine builder’s list in one language, with bare numbers', () => {
    const [head, ...rows] = readCsv('number;title;action\n1042;Coolant low;Fill up\n;;\nEX 7;Door open;\n');
    const list = { place: 'machine:mill', model: 'VTC-300C', controller: 'fanuc', language: 'de' } as const;
    const table = { head: head!.cells, rows, list };
    expect(kindOfColumns(head!.cells)).toBe('catalogue');
    expect(recordsOf('catalogue', table).map(({ value }) => dataRecords.catalogue.parse(value))).toEqual([
      {
        code: 'fanuc.1042',
        place: 'machine:mill',
        model: 'VTC-300C',
        texts: { de: { title: 'Coolant low', action: 'Fill up' } },
        source: '',
      },
      {
        code: 'fanuc.EX_7',
        place: 'machine:mill',
        model: 'VTC-300C',
        texts: { de: { title: 'Door open' } },
        source: '',
      },
    ]);
  });

  test('yes and no in the languages of the panel, dates with points, times without a nought', () => {
    expect(
      read('people', 'name,place,disabled\nA,site:a,Ja\nB,site:a,nie\nC,site:a,\nD,site:a,maybe\n'),
    ).toMatchObject([{ disabled: true }, { disabled: false }, { name: 'C' }, { disabled: 'maybe' }]);
    expect(
      read('jobs', 'number;place;part;partPlace;quantity;due\n1;site:a;x;site:a;5;24.12.2026\n'),
    ).toMatchObject([{ quantity: 5, dueUs: Date.UTC(2026, 11, 24) * 1000 }]);
    expect(
      read(
        'calendars',
        'place,timeZone,kind,weekdays,shift,start,end\nsite:a,UTC,weekly,"1, 2",E,6:00,14:00:00\n',
      ),
    ).toMatchObject([{ calendar: { weekly: [{ start: '06:00', end: '14:00', weekdays: [1, 2] }] } }]);
  });
});
