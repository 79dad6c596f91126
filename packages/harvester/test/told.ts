/** A machine's events as the pipeline makes them, written short: `told(0, 'execution', 'ACTIVE')`. */
import type { Event, NewEvent } from '@mantinel/domain';

/** Path → code, as adapters without a device model are read too. */
const codes: Readonly<Record<string, string>> = {
  execution: 'machine.execution',
  mode: 'machine.controllerMode',
  estop: 'machine.emergencyStop',
  program: 'machine.program',
  subprogram: 'machine.program',
  line: 'machine.line',
  block: 'machine.block',
  tool: 'machine.toolNumber',
  Fovr: 'machine.pathFeedrateOverride',
  Frapidovr: 'machine.pathFeedrateOverride',
  Sload: 'machine.load',
  Xload: 'machine.load',
  Srpm: 'machine.rotaryVelocity',
  parts: 'machine.partCount',
};

const startUs = 1_790_000_000_000_000;
let seq = 0;

/** At so many seconds; `undefined` is UNAVAILABLE. */
export function told(
  atS: number,
  path: string,
  value: string | number | undefined,
  change: Partial<NewEvent> = {},
): Event {
  const timeUs = startUs + Math.round(atS * 1e6);
  return {
    node: 'n',
    epoch: 1,
    seq: ++seq,
    timeUs,
    receivedUs: timeUs,
    site: 'shop',
    machine: 'mill',
    path,
    kind: 'state',
    severity: 9,
    code: codes[path] ?? 'machine.reading',
    message: '',
    attributes: { value: value ?? 'UNAVAILABLE' },
    quality: value === undefined ? 'stale' : 'good',
    ...change,
  };
}

export const lost = (atS: number): Event =>
  told(atS, 'x', '', { kind: 'message', code: 'source.lost', attributes: {} });
export const connected = (atS: number): Event =>
  told(atS, 'x', '', { kind: 'message', code: 'source.connected', attributes: {} });
export const fault = (atS: number, level: 'fault' | 'normal'): Event =>
  told(atS, 'motion', '', {
    kind: 'condition',
    code: 'condition.system',
    attributes: { level, nativeCode: '7' },
  });

export const secondsOf = (timeUs: number): number => (timeUs - startUs) / 1e6;
