import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Cutter } from './cutter.ts';
import { lowestPoint } from './lowest-point.ts';

const cutter = (form: Cutter['form'], radiusMm: number, corner: number, rise: number): Cutter => ({
  radiusMm,
  form,
  cornerRadiusMm: form === 'ball' ? radiusMm : form === 'bull' ? corner * radiusMm : 0,
  rise: form === 'cone' ? rise : 0,
  hole: false,
  confidence: 1,
  because: '',
});

/** The form as it is drawn: height of the tool's surface over its tip, at a distance from its axis. */
const surface = ({ form, radiusMm, cornerRadiusMm, rise }: Cutter, distance: number): number => {
  if (form === 'flat') return 0;
  if (form === 'cone') return rise * distance;
  const beyond = Math.max(0, distance - (radiusMm - cornerRadiusMm));
  return cornerRadiusMm - Math.sqrt(Math.max(0, cornerRadiusMm ** 2 - beyond ** 2));
};

test('no place of a tool along its way cuts lower than the closed form, and one cuts as low', () => {
  fc.assert(
    fc.property(
      fc.constantFrom('flat' as const, 'bull' as const, 'ball' as const, 'cone' as const),
      fc.double({ min: 0.5, max: 20, noNaN: true }),
      fc.double({ min: 0.1, max: 0.9, noNaN: true }),
      fc.double({ min: 0.3, max: 3, noNaN: true }),
      fc.double({ min: -4, max: 4, noNaN: true }),
      fc.double({ min: 0, max: 30, noNaN: true }),
      fc.double({ min: -0.98, max: 0.98, noNaN: true }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (form, radius, corner, rise, slope, length, aside, place) => {
        const tool = cutter(form, radius, corner, rise);
        const beside = aside * radius;
        const width = Math.sqrt(radius ** 2 - beside ** 2);
        const along = -width + place * (length + 2 * width);
        const low = Math.max(0, along - width);
        const high = Math.min(length, along + width);
        const found = lowestPoint(tool, along, beside, width, low, high, slope);
        let least = Number.POSITIVE_INFINITY;
        for (let step = 0; step <= 2000; step++) {
          const at = low + ((high - low) * step) / 2000;
          const height = slope * at + surface(tool, Math.min(radius, Math.hypot(at - along, beside)));
          least = Math.min(least, height);
        }
        expect(found).toBeLessThanOrEqual(least + 1e-6);
        // As far as 2000 places along the way may miss the lowest.
        expect(found).toBeGreaterThan(least - 0.02 * radius);
      },
    ),
  );
});
