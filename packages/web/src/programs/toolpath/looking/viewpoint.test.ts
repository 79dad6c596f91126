import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  directionsOf,
  fitted,
  lookFrom,
  orbited,
  seenAt,
  shifted,
  showing,
  type Vector,
  type Viewpoint,
  zoomed,
} from './viewpoint.ts';

const plain: Viewpoint = { target: [0, 0, 0], azimuth: 0, elevation: 0, mmPerPx: 1, machine: 'mill' };
const close = (found: Vector, wanted: Vector) =>
  found.forEach((part, axis) => {
    expect(part).toBeCloseTo(wanted[axis]!, 9);
  });
const numbers = fc.double({ min: -500, max: 500, noNaN: true });
const views = fc.record({
  target: fc.tuple(numbers, numbers, numbers),
  azimuth: fc.double({ min: -7, max: 7, noNaN: true }),
  elevation: fc.double({ min: -1.57, max: 1.57, noNaN: true }),
  mmPerPx: fc.double({ min: 0.001, max: 10, noNaN: true }),
  machine: fc.constantFrom('mill' as const, 'lathe' as const),
});
const length = (vector: Vector) => Math.hypot(...vector);
const cross = (a: Vector, b: Vector): Vector => [
  a[1] * b[2] - a[2] * b[1],
  a[2] * b[0] - a[0] * b[2],
  a[0] * b[1] - a[1] * b[0],
];

describe('of a mill', () => {
  test.each([
    ['top', [1, 0, 0], [0, 1, 0]],
    ['front', [1, 0, 0], [0, 0, 1]],
    ['right', [0, 1, 0], [0, 0, 1]],
  ] as const)('%s', (preset, right, up) => {
    const directions = directionsOf(lookFrom(plain, preset));
    close(directions.right, right);
    close(directions.up, up);
  });

  test('aslant all three axes are as long', () => {
    const directions = directionsOf(lookFrom(plain, 'iso'));
    const lengths = [0, 1, 2].map((axis) => Math.hypot(directions.right[axis]!, directions.up[axis]!));
    expect(lengths[0]).toBeCloseTo(lengths[1]!, 9);
    expect(lengths[1]).toBeCloseTo(lengths[2]!, 9);
  });
});

test('a lathe lies: Z to the right and X up from the front', () => {
  const { right, up } = directionsOf(lookFrom({ ...plain, machine: 'lathe' }, 'front'));
  close(right, [0, 0, 1]);
  close(up, [1, 0, 0]);
});

test('the picture is right-handed and true to length from everywhere', () => {
  fc.assert(
    fc.property(views, (view) => {
      const { right, up, back } = directionsOf(view);
      for (const direction of [right, up, back]) expect(length(direction)).toBeCloseTo(1, 9);
      close(cross(right, up), back);
    }),
  );
});

test('zooming keeps what is under the pointer, shifting takes it along', () => {
  fc.assert(
    fc.property(
      views,
      numbers,
      numbers,
      fc.double({ min: 0.2, max: 5, noNaN: true }),
      (view, x, y, factor) => {
        const directions = directionsOf(view);
        const under = (px: number, down: number): Vector =>
          [0, 1, 2].map(
            (axis) =>
              view.target[axis]! +
              (directions.right[axis]! * px - directions.up[axis]! * down) * view.mmPerPx,
          ) as unknown as Vector;
        const place = under(x, y);
        const zoomedAt = seenAt(zoomed(view, factor, { rightPx: x, downPx: y }), directions, place);
        expect(zoomedAt.rightPx).toBeCloseTo(x, 4);
        expect(zoomedAt.downPx).toBeCloseTo(y, 4);
        const shiftedTo = seenAt(shifted(view, 7, -3), directions, place);
        expect(shiftedTo.rightPx).toBeCloseTo(x + 7, 4);
        expect(shiftedTo.downPx).toBeCloseTo(y - 3, 4);
      },
    ),
  );
});

test('a fitted box is in the picture with all its corners, and fills it', () => {
  fc.assert(
    fc.property(
      views,
      fc.tuple(numbers, numbers, numbers),
      fc.tuple(numbers, numbers, numbers),
      (view, a, b) => {
        const box = {
          min: a.map((value, axis) => Math.min(value, b[axis]!)) as unknown as Vector,
          max: a.map((value, axis) => Math.max(value, b[axis]!) + 1) as unknown as Vector,
        };
        const px = { width: 800, height: 500 };
        const fit = fitted(view, box, px);
        const directions = directionsOf(fit);
        let farthest = 0;
        for (let corner = 0; corner < 8; corner++) {
          const place = [0, 1, 2].map((axis) =>
            (corner >> axis) & 1 ? box.max[axis]! : box.min[axis]!,
          ) as unknown as Vector;
          const { rightPx, downPx } = seenAt(fit, directions, place);
          farthest = Math.max(farthest, Math.abs(rightPx) / px.width, Math.abs(downPx) / px.height);
        }
        expect(farthest).toBeGreaterThan(0.35);
        expect(farthest).toBeLessThan(0.4);
      },
    ),
  );
});

test('turning stops at the poles', () => {
  expect(orbited(plain, 0, 9).elevation).toBeCloseTo(Math.PI / 2);
  expect(orbited(plain, 0, -9).elevation).toBeCloseTo(-Math.PI / 2);
});

test('what is chosen comes into the picture, and only if it is out of it', () => {
  const px = { width: 400, height: 400 };
  expect(showing(plain, [100, 0, 0], px)).toBe(plain);
  expect(showing(plain, [300, 0, 0], px).target).toEqual([300, 0, 0]);
});
