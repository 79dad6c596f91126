/** Listens to a machine for a few seconds before it is connected, and records nothing of it. */
import type { Observation } from '@mantinel/connectors';
import type { TestedConnection } from '@mantinel/contract';
import type { MachineSource } from '../record-machine.ts';

export interface TryOptions {
  readonly signal: AbortSignal;
  /** For all of it. */
  readonly timeoutMs?: number;
  /** After the first word: what is current comes at once. */
  readonly settleMs?: number;
}

const mostObservations = 12;
const longestValue = 80;

/** Throws what `MachineSource.open` throws. */
export async function tryConnection(source: MachineSource, options: TryOptions): Promise<TestedConnection> {
  const { timeoutMs = 8000, settleMs = 1000 } = options;
  await source.open();
  const enough = new AbortController();
  const signal = AbortSignal.any([options.signal, enough.signal]);
  const timers = [setTimeout(() => enough.abort(), timeoutMs)];
  const found = {
    reachable: false,
    understood: true,
    heard: 0,
    problem: undefined as string | undefined,
    observations: new Map<string, string>(),
  };
  let strange = 0;
  const take = (observation: Observation) => {
    if (observation.kind === 'connection') {
      if (observation.state === 'connected') {
        found.reachable = true;
        found.problem = undefined;
      } else {
        found.problem = observation.problem;
        enough.abort();
      }
    } else if (observation.kind === 'malformed') strange += 1;
    else if ('item' in observation) {
      found.heard += 1;
      if (found.observations.size < mostObservations || found.observations.has(observation.item))
        found.observations.set(observation.item, textOf(observation));
    }
  };
  try {
    for await (const { observations } of source.connector.observe(undefined, signal)) {
      for (const observation of observations) take(observation);
      if (found.heard > 0 && timers.length === 1) timers.push(setTimeout(() => enough.abort(), settleMs));
      if (found.heard >= 1000 || strange >= 100) enough.abort();
    }
  } finally {
    for (const timer of timers) clearTimeout(timer);
  }
  options.signal.throwIfAborted();
  if (!found.reachable) found.problem ??= 'it did not answer in time';
  // A web server or printer behind the port answers lines that are no observations.
  if (found.heard === 0 && strange > 0) found.understood = false;
  const model = found.reachable ? await modelOf(source, options.signal) : undefined;
  return {
    reachable: found.reachable,
    understood: found.understood,
    heard: found.heard,
    observations: [...found.observations].map(([item, value]) => ({ item, value })),
    ...(found.problem === undefined ? {} : { problem: found.problem.replace(/\.$/, '') }),
    ...(model === undefined ? {} : { device: model.name, items: model.items.length }),
  };
}

async function modelOf({ connector }: MachineSource, signal: AbortSignal) {
  // Without a model a machine is recorded as well: only names and units are missing.
  return connector.describe(AbortSignal.any([signal, AbortSignal.timeout(3000)])).catch(() => undefined);
}

function textOf(observation: Extract<Observation, { item: string }>): string {
  const text =
    observation.kind === 'condition'
      ? [observation.level, observation.text].filter(Boolean).join(' ')
      : observation.kind === 'message'
        ? observation.text
        : String(observation.value);
  return text.slice(0, longestValue);
}
