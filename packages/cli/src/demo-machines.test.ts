import type { config } from '@mantinel/contract';
import { Config } from '@mantinel/contract';
import { isVisibleAt, type NewEvent } from '@mantinel/domain';
import { systemParts } from '@mantinel/server';
import { expect, test } from 'vitest';
import { demoMachines } from './demo-machines.ts';

/** The whole recording as events, on the way that every machine's signals take. */
async function eventsOf(machine: config.Machine): Promise<NewEvent[]> {
  const once = { ...machine, speed: 'max', loop: false, timestamps: 'recorded' } as config.ReplayMachine;
  const { connector, toEvents } = systemParts().openSource(once, Config.parse({}));
  const events: NewEvent[] = [];
  const { signal } = new AbortController();
  for await (const { observations } of connector.observe(undefined, signal))
    events.push(...toEvents(observations, 0));
  return events;
}

test.each(demoMachines().map((machine) => [machine.id, machine] as const))('%s', async (id, machine) => {
  const events = await eventsOf(machine);
  expect(events.length).toBeGreaterThan(3000);
  expect(new Set(events.map((event) => event.machine))).toEqual(new Set([id]));
  // A key that the device model does not name would be told in general terms.
  const codes = new Set(events.map(({ code }) => code));
  for (const code of [
    'machine.execution',
    'machine.controllerMode',
    'machine.load',
    'machine.partCount',
    'machine.program',
  ]) {
    expect(codes).toContain(code);
  }
  expect([...codes].filter((code) => /malformed|unknown/i.test(code))).toEqual([]);
  expect(events.filter(({ kind }) => kind === 'gap')).toEqual([]);
  const forOperators = events.filter((event) => isVisibleAt('operator', event));
  expect(forOperators.length).toBeGreaterThan(1);
  expect(forOperators.length).toBeLessThan(events.length / 100);
  // A reading speaks through its value, a condition through its text.
  for (const { kind, message } of forOperators) expect(kind === 'state' || message !== '').toBe(true);
});
