/** How much of the tool is in the material, for people. */
import type { Engagement, Spread } from '@mantinel/nc';

export function engagementLine(engagement: Engagement | undefined): readonly string[] {
  if (!engagement) return [];
  const { model, apMm, aeMm, engagementDeg, mrrCm3PerMin, removedMm3, airMm, unknownMm, confidence } =
    engagement;
  const figures = [
    figure('ap', apMm, 'mm'),
    figure('ae', aeMm, 'mm'),
    figure('engaged', engagementDeg, '°'),
    figure('Q', mrrCm3PerMin, 'cm³/min'),
    removedMm3 !== undefined && removedMm3 > 0 && `takes off ${short(removedMm3 / 1000)} cm³`,
    airMm !== undefined && airMm >= 1 && `${Math.round(airMm)} mm in air`,
    unknownMm >= 1 && `${Math.round(unknownMm)} mm not known`,
  ].filter(Boolean);
  if (figures.length === 0) return [];
  const sure = confidence > 0 ? `  [${model}, confidence ${confidence}]` : '';
  return [`     ${figures.join(', ')}${sure}`];
}

/** What the figures of a program rest on, each sentence once. */
export function assumptionLines(engagements: readonly (Engagement | undefined)[]): readonly string[] {
  const sentences = new Set(
    engagements.flatMap((each) => [...(each?.because ?? []), ...(each?.unknown ?? [])]),
  );
  return sentences.size === 0
    ? []
    : ['  ap and ae rest on this:', ...[...sentences].map((sentence) => `     ${sentence}`)];
}

/** What holds for the longest of the way, and in parentheses its range where it changes by a tenth. */
const figure = (name: string, spread: Spread | undefined, unit: string): string | undefined => {
  if (!spread) return undefined;
  const { min, max, typical } = spread;
  const gap = unit === '°' ? '' : ' ';
  const changes = max - min > 0.1 * typical;
  return `${name} ${short(typical)}${gap}${unit}${changes ? ` (${short(min)} – ${short(max)})` : ''}`;
};

/** Three digits: a model of cells knows no more. */
const short = (value: number): string => String(Number(value.toPrecision(3)));
