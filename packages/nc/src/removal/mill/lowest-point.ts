/** How low a cutter that goes along a line cuts at a point beside it. Closed forms: no steps along the line, so a line may be split anywhere. */
import type { Cutter } from './cutter.ts';

const halvings = 24;

/**
 * `along`, `beside`: where the point lies from the line's start, along it and across it; `width`: half the chord of the tool there, √(R² - beside²);
 * `low`, `high`: the part of the line from which the tool reaches the point; `slope`: rise per mm along. Answers the height over the line's start.
 */
export function lowestPoint(
  cutter: Cutter,
  along: number,
  beside: number,
  width: number,
  low: number,
  high: number,
  slope: number,
): number {
  switch (cutter.form) {
    case 'flat':
      return slope < 0 ? slope * high : slope * low;
    case 'ball': {
      // A ball along a line is a cylinder: it touches where the line's normal meets the point.
      const at = clamp(along - (slope * width) / Math.sqrt(1 + slope * slope), low, high);
      const from = at - along;
      return slope * at + cutter.radiusMm - Math.sqrt(Math.max(0, width * width - from * from));
    }
    case 'cone': {
      const { rise } = cutter;
      const steep = Math.abs(slope) >= rise;
      const touch = steep
        ? slope < 0
          ? high
          : low
        : along - (slope * Math.abs(beside)) / Math.sqrt(rise * rise - slope * slope);
      const at = clamp(touch, low, high);
      return slope * at + rise * Math.hypot(at - along, beside);
    }
    case 'bull': {
      if (slope === 0) return torus(cutter, clamp(along, low, high) - along, beside);
      // Convex along the line, so halving finds the lowest.
      let [from, to] = [low, high];
      for (let i = 0; i < halvings; i++) {
        const middle = (from + to) / 2;
        const step = 1e-7 * cutter.radiusMm;
        const rises =
          torus(cutter, middle + step - along, beside) -
          torus(cutter, middle - step - along, beside) +
          2 * slope * step;
        if (rises > 0) to = middle;
        else from = middle;
      }
      const at = (from + to) / 2;
      return Math.min(
        slope * at + torus(cutter, at - along, beside),
        slope * low + torus(cutter, low - along, beside),
        slope * high + torus(cutter, high - along, beside),
      );
    }
  }
}

const torus = ({ radiusMm, cornerRadiusMm }: Cutter, u: number, v: number): number => {
  const beyond = Math.sqrt(u * u + v * v) - (radiusMm - cornerRadiusMm);
  if (beyond <= 0) return 0;
  return cornerRadiusMm - Math.sqrt(Math.max(0, cornerRadiusMm * cornerRadiusMm - beyond * beyond));
};

const clamp = (value: number, low: number, high: number): number =>
  value < low ? low : value > high ? high : value;
