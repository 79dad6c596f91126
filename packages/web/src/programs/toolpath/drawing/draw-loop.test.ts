import { expect, test } from 'vitest';
import { DrawLoop } from './draw-loop.ts';

/** A processor that draws so many lines a millisecond, and a clock that stands unless it is told. */
function rig(lines: number, linesPerMs: number) {
  let nowMs = 0;
  let next: (() => void) | undefined;
  let busyUntilMs = 0;
  let view = 0;
  const drawn: string[] = [];
  const work = (count: number) => {
    busyUntilMs = nowMs + count / linesPerMs;
  };
  const loop = new DrawLoop({
    painter: {
      lines,
      begin: (from: number) => drawn.push(`begin ${from}`),
      slice: (from, most) => {
        const count = Math.min(lines - from, most);
        work(count);
        const end = from + count;
        drawn.push(end < lines ? 'slice' : from === 0 ? 'whole' : 'last slice');
        return { lines: count, next: end < lines ? end : undefined };
      },
      coarse: (most) => {
        work(most);
        drawn.push('coarse');
        return { lines: most };
      },
      isDone: () => nowMs >= busyUntilMs,
    },
    view: () => view,
    onBegin: () => undefined,
    now: () => nowMs,
    request: (callback) => {
      next = callback;
      return 1;
    },
    cancel: () => {
      next = undefined;
    },
  });
  const frames = (count: number) => {
    for (let i = 0; i < count; i++) {
      nowMs += 1000 / 60;
      const callback = next;
      next = undefined;
      callback?.();
    }
  };
  const turn = () => {
    view += 1;
    loop.invalidate();
  };
  return { loop, drawn, frames, turn, waits: () => next !== undefined };
}

test('a small program is drawn whole at once, and then nothing waits', () => {
  const { drawn, frames, turn, waits } = rig(1000, 1000);
  turn();
  frames(3);
  expect(drawn).toEqual(['begin 1', 'whole']);
  expect(waits()).toBe(false);
});

test('a fast processor soon draws a large one whole while it turns', () => {
  const { drawn, frames, turn } = rig(1_000_000, 1_000_000);
  for (let i = 0; i < 20; i++) {
    turn();
    frames(1);
  }
  expect(drawn.at(-1)).toBe('whole');
});

test('a slow one draws it coarse while it turns, never later than it can, and whole in slices once it rests', () => {
  const { drawn, frames, turn, waits } = rig(1_000_000, 500);
  for (let i = 0; i < 30; i++) {
    turn();
    frames(1);
  }
  expect(drawn).not.toContain('whole');
  expect(drawn).not.toContain('slice');
  const turning = drawn.filter((each) => each === 'coarse').length;
  // Within some frames it knows its pace: most of the thirty were drawn.
  expect(turning).toBeGreaterThan(10);
  frames(400);
  expect(drawn.filter((each) => each === 'slice').length).toBeGreaterThan(10);
  expect(drawn.at(-1)).toBe('last slice');
  expect(waits()).toBe(false);
});

test('turning while slices come begins anew', () => {
  const { drawn, frames, turn } = rig(1_000_000, 500);
  turn();
  frames(60);
  expect(drawn).toContain('slice');
  turn();
  frames(8);
  expect(drawn.slice(drawn.lastIndexOf('begin 2'))).toEqual(['begin 2', 'coarse']);
});

test('after it was stopped nothing is drawn', () => {
  const { loop, drawn, frames, turn } = rig(10, 10);
  turn();
  loop.stop();
  frames(3);
  expect(drawn).toEqual([]);
});
