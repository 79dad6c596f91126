import { expect, test } from 'vitest';
import { bytesInMemory, bytesOfText } from '../source/byte-source.ts';
import { detectDialect } from './detect.ts';

const found = (text: string) => detectDialect(bytesInMemory(bytesOfText(text)));

test('LinuxCNC turns as well: diameters by G7, a limit of speed behind G96, and its own threading', () => {
  const { dialect, machine } = found(
    'G21 G18 G7 G90 G95\nT1 M6\nG96 D2000 S150 M3\nG0 X32 Z2\nG1 X28\nZ-40 F0.2\nX33\nG0 Z2\nT2 M6\nG0 X22 Z5\nG76 P1.5 Z-20 I-1 J0.3 K0.92\nM2\n',
  );
  expect([dialect, machine]).toEqual(['linuxcnc', 'lathe']);
  const mill = found('G21 G90 G91.1 G64 P0.01\nT1 M6\nG0 X0 Y0 Z5\nG1 Z-1 F90\nX50 Y5\nX0 Y9\nM2\n');
  expect([mill.dialect, mill.machine]).toEqual(['linuxcnc', 'mill']);
});

test('a program of no known control that turns is for a lathe; one that only goes along X is not', () => {
  const turned = 'G99 M3 S3000\nT1\nG0 X8.5 Z-0.5\nG1 X-0.5 F0.03\nG0 X6 Z0\nG1 Z10 F0.05\nX8.5 Z11\n';
  expect(found(turned).machine).toBe('lathe');
  const drilled = 'G90 G17\nM3 S900\nG0 X0 Z5\nG1 Z-5 F50\nG0 Z5\nX10\nG1 Z-5\nG0 Z5\nX20\nG1 Z-5\n';
  expect(found(drilled).machine).toBe('mill');
});

test('who begins lines with a semicolon sets blocks aside, whatever else stands behind one', () => {
  const head = 'O1\nG21 G90 G43\nT1 M6\n';
  const aside = ';N10 G3 X5. Y0. I-2. J4.\n;N20 X0. Y5. I-5. J0.\n;N30 X-5. Y0. I0. J-5.\n';
  expect(found(`${head}G1 X1. ;F6\nG1 X2. ;F7\n${aside}`).semicolon).toBe('comment');
  expect(found(`${head}G1 X1.; G1 X2.;\nG1 X3.; G1 X4.;\n`).semicolon).toBe('end-of-block');
});

test('MAHO’s header, and tools that are changed by hand, are Philips', () => {
  expect(found('%PM\nN9001\nN1 G17 S1000 T1 M66\nN2 G54\nN3 G0 X0 Y0 Z50 M3\n').dialect).toBe('philips');
});
