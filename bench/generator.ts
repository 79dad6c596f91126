/** The one seeded source of events behind every figure: a shop of 50 machines on an ordinary day. */
import type { NewEvent } from '@mantinel/domain';
import { generateTexts } from './free-text.ts';
import { random32 } from './random.ts';

/**
 * Cardinalities: 1 site; 50 machines; per machine 14 sample paths (700 series), 8 state paths (400), 6 condition paths and
 * 24 message codes; 300 alarm codes drawn by a Zipf law, so that the rarest occur once in some hundred thousand events.
 *
 * Of all events 70 % are numeric samples (random walks of two to four digits), 19 % states, 1 % conditions (a third raised:
 * ¾ WARN, ¼ ERROR), 10 % messages of 30 to 120 characters with numbers and names inside (4 % WARN, 1.5 % ERROR), so about
 * 0.65 % are WARN and 0.23 % ERROR. A machine speaks in lines of 1 to 4 items that share a time in whole milliseconds and a
 * receive time with 1 to 31 ms of jitter in microseconds. 5 % carry random trace and span ids, 1 % of the lines are late by
 * up to 20 minutes.
 */
export interface GeneratorOptions {
  readonly seed: number;
  readonly events: number;
  readonly startUs?: number;
  /** Of the whole shop; 10,000 unless told: 50 machines × 200. */
  readonly eventsPerSecond?: number;
  /** Lines of services instead of machines: see free-text.ts. */
  readonly texts?: boolean;
}

const machines = Array.from({ length: 50 }, (_, i) => `cnc-${String(i + 1).padStart(2, '0')}`);
const samplePaths = [
  ['Xload', 'axis.load', 100, 0],
  ['Yload', 'axis.load', 100, 0],
  ['Zload', 'axis.load', 100, 0],
  ['Sload', 'spindle.load', 150, 1],
  ['Xabs', 'axis.position', 1200, 3],
  ['Yabs', 'axis.position', 800, 3],
  ['Zabs', 'axis.position', 600, 3],
  ['Babs', 'axis.angle', 360, 2],
  ['Srpm', 'spindle.rotaryVelocity', 12000, 0],
  ['Stemp', 'spindle.temperature', 70, 1],
  ['Fact', 'path.feedrate', 9000, 1],
  ['Coolant', 'coolant.pressure', 70, 1],
  ['Power', 'machine.power', 30, 2],
  ['Vib', 'spindle.vibration', 12, 3],
] as const;
const statePaths = [
  ['execution', 'machine.execution', ['ACTIVE', 'READY', 'STOPPED', 'FEED_HOLD', 'PROGRAM_COMPLETED']],
  ['mode', 'machine.controllerMode', ['AUTOMATIC', 'MANUAL', 'MANUAL_DATA_INPUT']],
  ['estop', 'machine.emergencyStop', ['ARMED', 'TRIGGERED']],
  ['door', 'machine.doorState', ['OPEN', 'CLOSED']],
  ['tool', 'path.toolNumber', Array.from({ length: 60 }, (_, i) => String(i + 1))],
  [
    'block',
    'path.block',
    Array.from({ length: 4000 }, (_, i) => `N${i * 5} G1 X${(i * 37) % 900}.${i % 10}`),
  ],
  ['line', 'path.lineNumber', Array.from({ length: 2000 }, (_, i) => String(i))],
  ['program', 'path.program', Array.from({ length: 90 }, (_, i) => `O${1000 + i * 7}`)],
] as const;
const templates = [
  ['log.toolChange', 'Tool # called from pocket #, length offset # mm'],
  ['log.probe', 'Probe cycle # finished: X # Y # deviation # um'],
  ['log.program', 'Program O# started by operator at station #, lot #'],
  ['log.coolant', 'Coolant level # percent, concentration # percent, next check in # h'],
  ['log.pallet', 'Pallet # moved from station # to machine table'],
  ['log.dnc', 'DNC transfer of file part_#_rev#.nc finished, # bytes in # ms'],
  ['log.warmup', 'Spindle warm-up step # of #, bearing temperature # C'],
  ['log.chip', 'Chip conveyor torque # Nm over average of # minutes'],
  ['log.part', 'Part # counted, cycle time # s, lot #'],
  ['log.offset', 'Work offset G5# changed from # to # by edge finder'],
  ['log.lube', 'Lubrication pulse # delivered, pressure # bar'],
  ['log.door', 'Door opened for # s while program O# was held'],
] as const;
const conditionPaths = ['system', 'logic', 'motion', 'spindleCond', 'hydraulic', 'comms'] as const;
const hex = Array.from({ length: 256 }, (_, i) => i.toString(16).padStart(2, '0'));

/** Yields the events in the order this node received them. The same options give the same events. */
export function* generateEvents(options: GeneratorOptions): Generator<NewEvent> {
  const next = random32(options.seed);
  const below = (limit: number) => Math.floor((next() / 0x1_0000_0000) * limit);
  const hexDigits = (bytes: number) => {
    let text = '';
    for (let i = 0; i < bytes; i++) text += hex[next() & 255];
    return text;
  };
  const walks = new Float64Array(machines.length * samplePaths.length);
  for (let i = 0; i < walks.length; i++)
    walks[i] = samplePaths[i % samplePaths.length]![2] * (next() / 2 ** 32);
  const lineUs = 2.5e6 / (options.eventsPerSecond ?? 10_000);
  let nowUs = options.startUs ?? 1_790_000_000_000_000;
  let produced = 0;

  const sample = (machine: number) => {
    const which = below(samplePaths.length);
    const [path, code, range, digits] = samplePaths[which]!;
    const at = machine * samplePaths.length + which;
    const step = ((next() & 1023) - 511.5) * range * 0.00004;
    walks[at] = Math.min(range, Math.max(0, walks[at]! + step));
    const scale = 10 ** digits;
    const value = Math.round(walks[at]! * scale) / scale;
    return { kind: 'sample', severity: 5, path, code, message: '', attributes: { value } } as const;
  };
  const state = () => {
    const [path, code, values] = statePaths[below(statePaths.length)]!;
    const value = values[below(values.length)]!;
    return { kind: 'state', severity: 9, path, code, message: '', attributes: { value } } as const;
  };
  const condition = () => {
    const path = conditionPaths[below(conditionPaths.length)]!;
    const luck = below(12);
    if (luck >= 4)
      return {
        kind: 'condition',
        severity: 9,
        path,
        code: 'machine.condition',
        message: '',
        attributes: { level: 'normal' },
      } as const;
    const nativeCode = `AL${1000 + Math.floor(300 * (next() / 2 ** 32) ** 4)}`;
    return {
      kind: 'condition',
      severity: luck === 0 ? 17 : 13,
      path,
      code: `generic.${nativeCode}`,
      message: `${nativeCode} ${path} limit ${below(400)} exceeded on axis ${'XYZB'[below(4)]}`,
      attributes: { level: luck === 0 ? 'fault' : 'warning', nativeCode },
    } as const;
  };
  const message = () => {
    const [code, template] = templates[below(templates.length)]!;
    const luck = below(200);
    const severity = luck < 3 ? 17 : luck < 11 ? 13 : 9;
    let text = template.replace(/#/g, () => String(below(3000)));
    if (next() < 2 ** 32 / 100_000) text += ' zirconia residue';
    return {
      kind: 'message',
      severity,
      path: undefined,
      code: luck & 1 ? code : `${code}.auto`,
      message: text,
      attributes: {},
    } as const;
  };

  while (produced < options.events) {
    const machine = below(machines.length);
    nowUs += Math.round(lineUs * (0.5 + next() / 2 ** 32));
    const receivedUs = nowUs;
    const lateUs = below(100) === 0 ? below(1_200_000_000) : 0;
    const timeUs = Math.floor((nowUs - 1000 - below(30_000) - lateUs) / 1000) * 1000;
    const items = 1 + below(4);
    for (let i = 0; i < items && produced < options.events; i++, produced++) {
      const luck = below(100);
      const part = luck < 70 ? sample(machine) : luck < 89 ? state() : luck < 90 ? condition() : message();
      yield {
        timeUs,
        receivedUs,
        site: 'main',
        machine: machines[machine]!,
        ...(part.path === undefined ? undefined : { path: part.path }),
        kind: part.kind,
        severity: part.severity,
        code: part.code,
        message: part.message,
        attributes: part.attributes,
        quality: 'good',
        ...(below(20) === 0 ? { trace: { traceId: hexDigits(16), spanId: hexDigits(8) } } : undefined),
      };
    }
  }
}

/** The same events in batches as connectors hand them in: each of one machine, in the order of its events. */
export function* generateBatches(options: GeneratorOptions, size = 100): Generator<NewEvent[]> {
  const open = new Map<string | undefined, NewEvent[]>();
  for (const event of options.texts ? generateTexts(options) : generateEvents(options)) {
    const batch = open.get(event.machine) ?? [];
    batch.push(event);
    if (batch.length === size) yield batch;
    open.set(event.machine, batch.length === size ? [] : batch);
  }
  for (const batch of open.values()) if (batch.length > 0) yield batch;
}
