import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readable } from '../../../test/support/documents.ts';
import { xlsxOf } from '../../../test/support/office-of.ts';
import { readDocument } from '../documents/read-document.ts';
import { evidenceOf } from '../sheets/evidence-of.ts';
import { inspectionOf } from './inspection-of.ts';

/** 2.1 calls Actual what 3.0 calls Measurement. */
const qif = (version: '2.1.0' | '3.0.0', { units = true } = {}): string => {
  const [actual, actuals] =
    version === '2.1.0' ? ['Actual', 'CharacteristicActuals'] : ['Measurement', 'CharacteristicMeasurements'];
  const measured = (id: number, kind: string, rest: string) =>
    `<${kind}Characteristic${actual} id="${id}">${rest}</${kind}Characteristic${actual}>`;
  const unit =
    '<FileUnits><PrimaryUnits><AngularUnit><UnitName>degree</UnitName></AngularUnit><LinearUnit><SIUnitName>meter</SIUnitName><UnitName>mm</UnitName></LinearUnit></PrimaryUnits></FileUnits>';
  return `<?xml version="1.0" encoding="utf-8"?><QIFDocument versionQIF="${version}" xmlns="http://qifstandards.org/xsd/qif">
  ${units ? unit : ''}
  <Product><Header><Name>assembly</Name></Header><PartSet><Part id="4"><Header><Name>box</Name></Header></Part></PartSet></Product>
  <Characteristics><CharacteristicDefinitions>
    <DiameterCharacteristicDefinition id="1"><Name>D1</Name><Tolerance><MaxValue>0.02</MaxValue><MinValue>-0.01</MinValue><DefinedAsLimit>false</DefinedAsLimit></Tolerance></DiameterCharacteristicDefinition>
    <FlatnessCharacteristicDefinition id="2"><Name>F1</Name><ToleranceValue>0.05</ToleranceValue></FlatnessCharacteristicDefinition>
  </CharacteristicDefinitions><CharacteristicNominals>
    <DiameterCharacteristicNominal id="11"><CharacteristicDefinitionId>1</CharacteristicDefinitionId><TargetValue>10</TargetValue></DiameterCharacteristicNominal>
    <FlatnessCharacteristicNominal id="12"><CharacteristicDefinitionId>2</CharacteristicDefinitionId></FlatnessCharacteristicNominal>
  </CharacteristicNominals><CharacteristicItems>
    <DiameterCharacteristicItem id="21"><Attributes><AttributeStr><Value>not this</Value></AttributeStr></Attributes><Name>Bore</Name><CharacteristicNominalId>11</CharacteristicNominalId></DiameterCharacteristicItem>
    <FlatnessCharacteristicItem id="22"><Name>Base</Name><CharacteristicNominalId>12</CharacteristicNominalId></FlatnessCharacteristicItem>
  </CharacteristicItems></Characteristics>
  <MeasurementsResults><ActualComponentSets><ActualComponentSet><ActualComponent id="90"><SerialNumber>S-7</SerialNumber></ActualComponent></ActualComponentSet></ActualComponentSets>
  <MeasurementResultsSet><MeasurementResults id="31"><MeasuredCharacteristics><${actuals}>
    ${measured(41, 'Diameter', '<Status><CharacteristicStatusEnum>PASS</CharacteristicStatusEnum></Status><CharacteristicItemId>21</CharacteristicItemId><Value>10.015</Value>')}
    ${measured(42, 'Flatness', '<CharacteristicItemId>22</CharacteristicItemId><Value>0.06</Value>')}
  </${actuals}></MeasuredCharacteristics><ActualComponentIds><Id>90</Id></ActualComponentIds><InspectionStart>2024-03-15T08:00:00Z</InspectionStart></MeasurementResults>
  <MeasurementResults id="32"><MeasuredCharacteristics><${actuals}>${measured(43, 'Diameter', '<Status><CharacteristicStatusEnum>NOT_MEASURED</CharacteristicStatusEnum></Status><CharacteristicItemId>21</CharacteristicItemId>')}</${actuals}></MeasuredCharacteristics></MeasurementResults>
  </MeasurementResultsSet></MeasurementsResults></QIFDocument>`;
};

describe.each(['2.1.0', '3.0.0'] as const)('QIF %s', (version) => {
  test('what was measured of which item, with limits, unit, status and time', async () => {
    const inspection = inspectionOf(await readable(qif(version)));
    const atUs = Date.parse('2024-03-15T08:00:00Z') * 1000;
    expect(inspection).toEqual({
      part: 'box',
      items: ['S-7', '2'],
      characteristics: [
        {
          item: 'S-7',
          characteristic: 'Bore',
          nominal: 10,
          lower: 9.99,
          upper: 10.02,
          actual: 10.015,
          unit: 'mm',
          status: 'pass',
          atUs,
        },
        {
          item: 'S-7',
          characteristic: 'Base',
          nominal: undefined,
          lower: 0,
          upper: 0.05,
          actual: 0.06,
          unit: 'mm',
          status: 'fail',
          atUs,
        },
        {
          item: '2',
          characteristic: 'Bore',
          nominal: 10,
          lower: 9.99,
          upper: 10.02,
          actual: undefined,
          unit: 'mm',
          status: 'unknown',
        },
      ],
    });
  });
  test('a document without units tells none', async () => {
    const inspection = inspectionOf(await readable(qif(version, { units: false })));
    expect(inspection!.characteristics[0]!.unit).toBe('');
  });
  test('the part it is about is a fact', async () => {
    expect(evidenceOf(await readable(qif(version)))).toMatchObject([
      { field: 'part-name', value: 'box', reader: 'qif' },
    ]);
  });
});

test('a QIF that is cut short, or declares entities, is refused', async () => {
  expect(await readDocument('a.qif', Buffer.from(qif('3.0.0').slice(0, 900)))).toMatchObject({
    reason: 'document-damaged',
  });
  const hostile = qif('3.0.0').replace(
    '<QIFDocument',
    '<!DOCTYPE QIFDocument [<!ENTITY a "b">]><QIFDocument',
  );
  expect(await readDocument('a.qif', Buffer.from(hostile))).toMatchObject({ reason: 'document-dtd' });
});

describe('tables', () => {
  test.each([
    [
      'limits',
      'Characteristic,Nominal,Lower limit,Upper limit,Actual,Unit,Status\nBore,10,9.99,10.02,10.03,mm,\nLength,50,49.9,50.1,50,mm,OK\n',
    ],
    [
      'tolerances',
      'Feature;Nominal;Tol +;Tol -;Measured;Unit;Pass/Fail\nBore;10;0,02;-0,01;10,03;mm;\nLength;50;0,1;0,1;50,00;mm;i.O.\n',
    ],
    [
      'German',
      'Merkmal;Nennmaß;Untergrenze;Obergrenze;Istwert;Einheit;Bewertung\nBore;10;9,99;10,02;10,03;mm;n.i.O.\nLength;50;49,9;50,1;50;mm;i.O.\n',
    ],
    [
      'Slovak',
      'Rozmer;Menovitý rozmer;Dolná hranica;Horná hranica;Nameraná hodnota;MJ\nBore;10;9,99;10,02;10,03;mm\nLength;50;49,9;50,1;50;mm\n',
    ],
  ])('%s', async (_, text) => {
    const inspection = inspectionOf(await readable(`${text}`));
    expect(inspection?.characteristics).toEqual([
      {
        item: '1',
        characteristic: 'Bore',
        nominal: 10,
        lower: 9.99,
        upper: 10.02,
        actual: 10.03,
        unit: 'mm',
        status: 'fail',
      },
      {
        item: '1',
        characteristic: 'Length',
        nominal: 50,
        lower: 49.9,
        upper: 50.1,
        actual: 50,
        unit: 'mm',
        status: 'pass',
      },
    ]);
  });
  test('one tolerance for both sides, item and part from the sheet around it', async () => {
    const rows = [
      ['Part number', '12345-678'],
      ['Serial number', 'A7', 'Units', 'inch'],
      ['No', 'Dimension', 'Nominal', '±', 'Actual'],
      ['1', 'Bore', 1.25, 0.005, 1.252],
      ['2', 'Depth', 0.5, 0.01, ''],
      ['3', 'Edge', 0.5, 0.01, '0.4'],
    ];
    const inspection = inspectionOf(await readable(xlsxOf({ Report: rows })));
    expect(inspection).toMatchObject({ part: '12345-678', items: ['A7'] });
    expect(inspection!.characteristics).toEqual([
      {
        item: 'A7',
        characteristic: '1 Bore',
        nominal: 1.25,
        lower: 1.245,
        upper: 1.255,
        actual: 1.252,
        unit: 'inch',
        status: 'pass',
      },
      {
        item: 'A7',
        characteristic: '3 Edge',
        nominal: 0.5,
        lower: 0.49,
        upper: 0.51,
        actual: 0.4,
        unit: 'inch',
        status: 'fail',
      },
    ]);
  });
  test('a tool list, a sheet and a log of a machine are none', async () => {
    for (const text of [
      'Tool,Description,Dia\n1,Mill,10\n2,Drill,5\n',
      'Material: steel\n',
      'time,actual load,spindle\n1,2,3\n2,3,4\n',
    ])
      expect(inspectionOf(await readable(text))).toBeUndefined();
  });
});

const box = join(import.meta.dirname, '../../../../../../shared/data/telemetry/nist-mtc/box-inspection.qif');
test.skipIf(!existsSync(box))(
  'the box of NIST: 19 items of 45 characteristics (skipped where ../shared is absent)',
  async () => {
    const inspection = inspectionOf(await readable(readFileSync(box), 'box-inspection.qif'))!;
    expect(inspection.part).toBe('nist_mtc_crada_box');
    expect(inspection.items).toHaveLength(19);
    expect(inspection.characteristics).toHaveLength(19 * 45);
    const failed = inspection.characteristics.filter(({ status }) => status === 'fail');
    expect(failed.map(({ item, characteristic, actual }) => [item, characteristic, actual])).toEqual([
      ['6', 'Perpendicularity 2', 0.446],
      ['2', 'Perpendicularity 2', 0.212],
      ['11', 'Perpendicularity 1', 0.232],
    ]);
  },
);
