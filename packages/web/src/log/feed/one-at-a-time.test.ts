import { expect, test } from 'vitest';
import { oneAtATime } from './one-at-a-time.ts';

const settle = () => new Promise((resolve) => setTimeout(resolve, 0));

function bench() {
  const said: string[] = [];
  const doors = new Map<string, { open(): void; break(): void }>();
  const queue = oneAtATime({
    onFailure: (problem) => said.push(String(problem)),
    onIdle: () => said.push('idle'),
  });
  const ask = (name: string) =>
    queue.ask(() => {
      said.push(name);
      return new Promise((open, reject) =>
        doors.set(name, { open, break: () => reject(new Error(`${name} broke`)) }),
      );
    });
  return { said, doors, queue, ask };
}

test('of what waits only the last is done', async () => {
  const { said, doors, queue, ask } = bench();
  for (const name of ['first', 'second', 'third']) ask(name);
  expect(said).toEqual(['first']);
  expect(queue.busy()).toBe(true);
  doors.get('first')!.open();
  await settle();
  expect(said).toEqual(['first', 'third']);
  doors.get('third')!.open();
  await settle();
  expect(said).toEqual(['first', 'third', 'idle']);
  expect(queue.busy()).toBe(false);
});

test('a failure is told and what waits is done all the same', async () => {
  const { said, doors, ask } = bench();
  ask('first');
  ask('second');
  doors.get('first')!.break();
  await settle();
  expect(said).toEqual(['first', 'Error: first broke', 'second']);
});
