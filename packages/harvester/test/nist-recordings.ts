/** NIST's BOX and COVER recordings: their events, and by other means what each second was spent on. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Event } from '@mantinel/domain';

export const nistData = join(import.meta.dirname, '../../../../shared/data');
export const hasNistData = existsSync(join(nistData, 'telemetry/nist-mtc/cycle-times.csv'));

/** Of the published programs those whose runs were recorded too. */
export const nistPrograms = [
  { runs: 'Box-OP2-', file: 'NIST_MTC_CRADA_BOX_REV-A OP2 (Front).NC' },
  { runs: 'Box-OP3-', file: 'NIST_MTC_CRADA_BOX_REV-A OP3 (Back).NC' },
  { runs: 'Cover-Op3-', file: 'NIST_MTC_CRADA_COVER_REV-A.NC' },
] as const;

const telemetry = join(nistData, 'telemetry/nist-mtc');
export const nistCode = join(nistData, 'nc-corpus/usnistgov__smstestbed/tdp/mtc/NC-Code');
export const nistProgram = (file: string): Buffer => readFileSync(join(nistCode, file));
export const nistRecordings = (): string[] =>
  readdirSync(telemetry)
    .filter((name) => /^(Box|Cover)-.*\.txt$/.test(name))
    .sort();
export const recordingPath = (name: string): string => join(telemetry, name);

export interface CycleTime {
  readonly activeS: number;
  /** From the first ACTIVE on, in one piece. */
  readonly inOnePiece: boolean;
}

export const cycleTimes = (): ReadonlyMap<string, CycleTime> =>
  new Map(
    readFileSync(join(telemetry, 'cycle-times.csv'), 'utf8')
      .trim()
      .split(/\r?\n/)
      .slice(1)
      .map((row) => row.split(','))
      .map((row) => [row[0]!, { activeS: Number(row[3]), inOnePiece: row[4] === '1' }]),
  );

interface Line {
  readonly timeUs: number;
  readonly key: string;
  readonly value: string;
}

const linesOf = (name: string): Line[] =>
  readFileSync(recordingPath(name), 'utf8')
    .split(/\r?\n/)
    .map((line) => line.split('|'))
    .filter((fields) => fields.length >= 3)
    .map(([time, key, value]) => ({ timeUs: timeOf(time!), key: key!, value: value!.trim() }));

/** Seven digits behind the point, of which JavaScript reads three. */
const timeOf = (text: string): number =>
  Date.parse(`${text.slice(0, 19)}Z`) * 1000 + Math.round(Number(`0${text.slice(19, -1)}`) * 1e6);

const codes: Readonly<Record<string, string>> = {
  Program_Status: 'machine.execution',
  Block_Number: 'machine.line',
  Current_Tool: 'machine.toolNumber',
  Program_Name_Running: 'machine.program',
  Part_Count: 'machine.partCount',
  Spindle_Speed: 'machine.rotaryVelocity',
  Feed_Override: 'machine.pathFeedrateOverride',
};

/** `hide`: keys that the aligner is not told. */
export const nistEvents = (name: string, hide: readonly string[] = []): Event[] =>
  linesOf(name)
    .filter(({ key }) => codes[key] !== undefined && !hide.includes(key))
    .map(({ timeUs, key, value }, seq) => ({
      ...{ node: 'n', epoch: 1, seq, timeUs, receivedUs: timeUs, site: 'nist', machine: 'hurco', path: key },
      ...{ kind: 'state', severity: 9, code: codes[key]!, message: '', quality: 'good' },
      attributes: { value: Number.isNaN(Number(value)) || value === '' ? value : Number(value) },
    }));

export interface NistTruth {
  /** Seconds of Program_Status ACTIVE, added up from the text. */
  readonly activeS: number;
  /** Operation at a time, by order of the program's tools. */
  readonly operationAt: (timeUs: number) => number;
  /** Whether the tool was being changed: the new operation's by convention, as its block stands there. */
  readonly changingAt: (timeUs: number) => boolean;
}

/**
 * By nothing that the aligner uses: the program's tools in the order of their `T… M6` by pattern, and in the log the blocks during which
 * `Current_Tool` became the next of them. An operation begins with the block that was the last to be told before the tool left its place:
 * the block of the change. Every tool of these programs does one operation.
 */
export function nistTruth(name: string, program: Buffer): NistTruth {
  const tools = [...program.toString('latin1').matchAll(/^N\d+T(\d+)M6/gm)].map(([, tool]) => Number(tool));
  const lines = linesOf(name);
  const begins: { readonly fromUs: number; readonly changedUs: number }[] = [];
  let blockUs = lines[0]!.timeUs;
  let leftUs: number | undefined;
  let active = false;
  let activeUs = 0;
  let sinceUs = 0;
  for (const { timeUs, key, value } of lines) {
    if (key === 'Block_Number' && leftUs === undefined) blockUs = timeUs;
    if (key === 'Program_Status') {
      if (active) activeUs += timeUs - sinceUs;
      active = value === 'ACTIVE';
      sinceUs = timeUs;
    }
    if (key !== 'Current_Tool' || !active) continue;
    const tool = Number(value);
    if (tool === 0) leftUs = timeUs;
    else {
      // The first tool of the program may be changed in at its beginning.
      if (tool === tools[begins.length + 1]) begins.push({ fromUs: blockUs, changedUs: timeUs });
      leftUs = undefined;
    }
  }
  return {
    activeS: activeUs / 1e6,
    operationAt: (timeUs) => begins.filter(({ fromUs }) => timeUs >= fromUs).length,
    changingAt: (timeUs) => begins.some(({ fromUs, changedUs }) => timeUs >= fromUs && timeUs < changedUs),
  };
}
