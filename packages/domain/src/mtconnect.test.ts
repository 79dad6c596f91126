import { expect, test } from 'vitest';
import {
  conditionCode,
  conditionSeverity,
  displayUnit,
  isUnavailable,
  readingCode,
  readingSeverity,
  typeOfElement,
} from './mtconnect.ts';

test.each([
  ['EXECUTION', 'machine.execution'],
  ['PATH_FEEDRATE', 'machine.pathFeedrate'],
  ['LOAD', 'machine.load'],
  ['x:TOOL_SUFFIX', 'machine.x.toolSuffix'],
  ['', 'machine.reading'],
  ['+++', 'machine.reading'],
  [undefined, 'machine.reading'],
])('type %s has the code %s', (type, code) => expect(readingCode(type)).toBe(code));

test.each([
  ['PathFeedrate', 'PATH_FEEDRATE'],
  ['VariableDataSet', 'VARIABLE'],
  ['WorkOffsetTable', 'WORK_OFFSET'],
  ['DisplacementTimeSeries', 'DISPLACEMENT'],
  ['VoltageAC', 'VOLTAGE_AC'],
  ['AdapterURI', 'ADAPTER_URI'],
  ['MTConnectVersion', 'MTCONNECT_VERSION'],
  ['x:Motion', 'x:MOTION'],
  ['PH', 'PH'],
])('element %s is of type %s', (element, type) => expect(typeOfElement(element)).toBe(type));

test('a condition is named by family and native code where both are known', () => {
  expect(conditionCode({ controller: 'fanuc', nativeCode: 'SV0401', type: 'SYSTEM' })).toBe('fanuc.SV0401');
  expect(conditionCode({ controller: 'mazak', nativeCode: '2 07|A', type: 'SYSTEM' })).toBe('mazak.2_07_A');
  expect(conditionCode({ controller: 'fanuc', nativeCode: undefined, type: 'LOGIC_PROGRAM' })).toBe(
    'condition.logicProgram',
  );
  expect(conditionCode({ controller: undefined, nativeCode: '5', type: undefined })).toBe(
    'condition.unknown',
  );
});

test('severities call an operator for warnings, faults and a triggered emergency stop only', () => {
  expect(conditionSeverity('normal')).toBe(9);
  expect(conditionSeverity('warning')).toBe(13);
  expect(conditionSeverity('fault')).toBe(17);
  expect(conditionSeverity('unavailable')).toBe(9);
  expect(readingSeverity('sample', 'machine.load', 5)).toBe(5);
  expect(readingSeverity('state', 'machine.emergencyStop', 'TRIGGERED')).toBe(13);
  expect(readingSeverity('state', 'machine.emergencyStop', 'ARMED')).toBe(9);
});

test('unavailable is read in any case, and unknown units stay as they are', () => {
  expect(isUnavailable('Unavailable')).toBe(true);
  expect(isUnavailable('UNAVAILABLE ')).toBe(false);
  expect(displayUnit('PERCENT')).toBe('%');
  expect(displayUnit('FURLONG/FORTNIGHT')).toBe('FURLONG/FORTNIGHT');
});
