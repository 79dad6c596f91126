/** Plays a machine's script second by second into SHDR text. Seeded: the same script gives the same bytes. */
import type { Incident, MachineScript, Operation } from './script.ts';

const recordingSeconds = 1200;
const beginningMs = Date.UTC(2026, 2, 2, 6, 0, 0);

/** mulberry32: small, fast, good enough for noise; uniform in [0, 1). */
function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Where the program stands; time spent not cutting does not count. */
interface Progress {
  operation: number;
  /** Seconds within the operation; negative during a tool or part change. */
  seconds: number;
  parts: number;
}

export function recordMachine(script: MachineScript): string {
  const random = seededRandom(script.seed);
  const lines: string[] = [];
  const last = new Map<string, string | number>();
  const progress: Progress = { operation: 0, seconds: 0, parts: 0 };
  let temperature = 31;
  let now = '';

  const emit = (readings: Readonly<Record<string, string | number>>) => {
    const changed = Object.entries(readings).filter(([key, value]) => last.get(key) !== value);
    for (const [key, value] of changed) last.set(key, value);
    if (changed.length > 0) lines.push(`${now}|${changed.map((pair) => pair.join('|')).join('|')}`);
  };
  const noise = (mean: number, spread: number) => mean + (random() + random() - 1) * spread;
  const tick = (second: number) => {
    now = new Date(beginningMs + second * 1000 + Math.floor(random() * 40)).toISOString();
  };

  tick(-0.05);
  emit({
    avail: 'AVAILABLE',
    estop: 'ARMED',
    door: 'CLOSED',
    mode: 'AUTOMATIC',
    execution: 'ACTIVE',
    ...script.initially,
  });
  emit({ program: script.program, parts: 0, Fovr: 100, Sovr: 100 });
  for (const { category, name } of script.items) {
    if (category === 'CONDITION') lines.push(`${now}|${name}|NORMAL||||`);
  }
  for (let second = 0; second < recordingSeconds; second += 1) {
    tick(second);
    for (const incident of script.incidents) if (incident.at === second) befall(incident, now, lines, emit);
    const operation = script.operations[progress.operation]!;
    const running = last.get('execution') === 'ACTIVE';
    const cutting = running && progress.seconds >= 0;
    if (cutting) emit(blockOf(script, operation, progress));
    const override = Number(last.get('Fovr')) / 100;
    const feed = cutting ? noise((operation.feedMmPerMin / 60) * override, 1.2) : 0;
    const rpm = cutting || last.get('execution') === 'FEED_HOLD' ? operation.rpm : 0;
    const load = cutting ? Math.max(0, noise(operation.load * (0.6 + 0.4 * override), 7)) : rpm > 0 ? 3 : 0;
    temperature += (26 + load * 0.35 - temperature) / 180;
    emit({
      ...axesOf(script, progress, { running, feed, noise }),
      Srpm: rpm === 0 ? 0 : Math.round(noise(rpm, 4)),
      Sload: Math.round(load),
      Stemp: Math.round(temperature * 2) / 2,
      Fact: Math.round(feed * 10) / 10,
    });
    if (running) advance(progress, script, emit);
  }
  return `${lines.join('\n')}\n`;
}

type Emit = (readings: Readonly<Record<string, string | number>>) => void;

/** SHDR: a condition is `key|level|native code|native severity|qualifier|text`, a message `key|native code|text`. */
function befall(incident: Incident, now: string, lines: string[], emit: Emit): void {
  const { raise, clear, set, message } = incident;
  if (raise) lines.push(`${now}|${raise[0]}|${raise[1]}|${raise[2]}|||${raise[3]}`);
  if (clear) lines.push(`${now}|${clear[0]}|NORMAL|${clear[1]}|||`);
  if (message) lines.push(`${now}|message|${message[0]}|${message[1]}`);
  if (set) emit(set);
}

/** The control's look at its program: a comment at the beginning of an operation, then a block every few seconds. */
function blockOf(
  script: MachineScript,
  operation: Operation,
  { operation: index, seconds }: Progress,
): Record<string, string | number> {
  if (seconds === 0) return { tool: operation.tool, block: `(${operation.text}, ${script.part})` };
  if (seconds % 7 !== 0) return {};
  const number = (index + 1) * 100 + seconds;
  return { block: `N${number} G1 X${(seconds * 1.75).toFixed(2)} F${operation.feedMmPerMin}` };
}

/** Axes wander through the part while the program runs, and stand while it does not. */
function axesOf(
  script: MachineScript,
  { operation, seconds }: Progress,
  motion: { running: boolean; feed: number; noise: (mean: number, spread: number) => number },
): Record<string, number> {
  if (!motion.running) return {};
  const axes = script.items.filter(({ name }) => /^[XYZBC]pos$/.test(name)).map(({ name }) => name[0]!);
  const readings: Record<string, number> = {};
  axes.forEach((axis, index) => {
    const swing = Math.sin((Math.max(seconds, 0) / (9 + 4 * index)) * 2 + operation + index);
    const reach = axis === 'Z' ? 18 : 64 - 8 * index;
    readings[`${axis}pos`] = Math.round((seconds < 0 ? -reach : swing * reach) * 1000) / 1000;
    readings[`${axis}load`] = Math.round(
      Math.max(1, motion.noise(motion.feed === 0 ? 3 : 14 + 3 * index, 5)),
    );
  });
  return readings;
}

const toolChangeSeconds = 4;

function advance(progress: Progress, script: MachineScript, emit: Emit): void {
  progress.seconds += 1;
  if (progress.seconds < script.operations[progress.operation]!.seconds) return;
  progress.operation = (progress.operation + 1) % script.operations.length;
  progress.seconds = -toolChangeSeconds;
  if (progress.operation > 0) return;
  progress.parts += 1;
  progress.seconds = -script.changeSeconds;
  emit({ parts: progress.parts });
}
