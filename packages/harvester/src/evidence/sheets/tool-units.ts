/** Whether the lengths of a tool list are millimetres or inches, and what says so. */
import { readToolNote } from '@mantinel/nc';
import { lengthIn } from '../labels/quantity.ts';
import type { LabelledValue } from './labelled-values.ts';
import type { ListedTool } from './tool-list.ts';

export interface ListUnit {
  readonly unit: 'mm' | 'inch';
  readonly confidence: number;
  readonly because: string;
}

/** Undefined where nothing tells: a 2 may be either. */
export function listUnit(
  tools: readonly ListedTool[],
  values: readonly LabelledValue[],
): ListUnit | undefined {
  const told = values.find(({ field }) => field === 'units');
  if (told && /\bmm\b|metri|milim/i.test(told.value))
    return { unit: 'mm', confidence: 1, because: `"${told.value}"` };
  if (told && /\bin\b|inch|imperial|zoll|palc|pulg|pouce|english/i.test(told.value))
    return { unit: 'inch', confidence: 1, because: `"${told.value}"` };
  return byHeadings(tools) ?? byDescriptions(tools) ?? byLooks(tools);
}

/** One column that is headed with its unit tells it for all. */
function byHeadings(tools: readonly ListedTool[]): ListUnit | undefined {
  for (const { sayings } of tools)
    for (const { attribute, unit, label } of sayings)
      if (attribute !== 'description' && (unit === 'mm' || unit === 'inch'))
        return { unit, confidence: 0.95, because: `the heading "${label}"` };
  return undefined;
}

/** `1/4" E.M.` beside 0.2500: two columns that agree on inches. */
function byDescriptions(tools: readonly ListedTool[]): ListUnit | undefined {
  const agree = { mm: 0, inch: 0 };
  for (const { sayings } of tools) {
    const description = sayings.find(({ attribute }) => attribute === 'description');
    const diameter = sayings.find(({ attribute }) => attribute === 'diameter');
    const named = description && readToolNote(description.value).diameter;
    const listed = diameter && lengthIn(diameter.value);
    if (!named || !listed || listed.unit || named.unit === 'program') continue;
    const namedMm = named.value * (named.unit === 'inch' ? 25.4 : 1);
    if (Math.abs(listed.value - namedMm) < 0.02) agree.mm++;
    else if (Math.abs(listed.value * 25.4 - namedMm) < 0.05) agree.inch++;
  }
  if (agree.mm === agree.inch) return undefined;
  const unit = agree.mm > agree.inch ? 'mm' : 'inch';
  const [more, less] = [Math.max(agree.mm, agree.inch), Math.min(agree.mm, agree.inch)];
  return { unit, confidence: more / (more + less), because: `${more} descriptions that agree` };
}

/** Inches of tools are written with three or four decimals and are small; millimetres are rarely either. */
function byLooks(tools: readonly ListedTool[]): ListUnit | undefined {
  const written = tools.flatMap(({ sayings }) =>
    sayings.filter(({ attribute, unit }) => attribute === 'diameter' && !unit).map(({ value }) => value),
  );
  const lengths = written.flatMap((text) => lengthIn(text) ?? []);
  const marked = lengths.find(({ unit }) => unit);
  if (marked?.unit) return { unit: marked.unit, confidence: 0.8, because: 'other diameters of the list' };
  if (lengths.length === 0) return undefined;
  const most = Math.max(...lengths.map(({ value }) => value));
  const isFine = written.filter((text) => /[.,]\d{3,4}\b/.test(text)).length > written.length / 2;
  if (most <= 6 && isFine) return { unit: 'inch', confidence: 0.7, because: 'three decimals and more' };
  return most >= 6 && !isFine ? { unit: 'mm', confidence: 0.8, because: `a diameter of ${most}` } : undefined;
}
