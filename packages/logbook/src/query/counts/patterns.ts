/** Messages grouped by what they say: from the summaries of blocks wherever these are exact, from rows elsewhere. */
import { type Template, TemplateTree } from '@mantinel/domain';
import type { TemplateCounts } from '../../blocks/templates/template-section.ts';
import type { Series } from '../../codec/series.ts';
import type { SeriesRegistry } from '../../codec/series-registry.ts';
import type { Pattern, Patterns } from '../../event-store.ts';
import { opened } from '../opened.ts';
import {
  anySays,
  type CompiledSelection,
  mayMatch,
  overlapsRange,
  partOverlapsRange,
  rowTest,
  withinRange,
} from '../selection.ts';
import { slices } from '../slices.ts';
import type { Part, Rows, Source } from '../source.ts';
import { verdict } from '../verdict.ts';

export interface PatternsInput {
  readonly sources: readonly Source[];
  readonly selection: CompiledSelection;
  /** Where a pattern stands that is not new. */
  readonly before?: CompiledSelection;
  readonly node: string;
  readonly registry: SeriesRegistry;
  readonly limit: number;
  /** When to stop reading rows, by performance.now(). */
  readonly untilMs: number;
}

/** Of the series that say it: all of them are many, and few are told. */
interface Whose {
  severity: number;
  /** The first in their order, at most `mostNames`. */
  readonly codes: string[];
  readonly machines: string[];
}

const mostNames = 5;

interface Group extends Whose {
  readonly template: Template;
  count: number;
  firstUs: number;
  lastUs: number;
  example: { readonly epoch: number; readonly seq: number };
}

type Counted = Pick<Group, 'count' | 'firstUs' | 'lastUs' | 'example'>;
/** Of one series, by its number in the registry. */
type One = Counted & { readonly series: number };

export async function findPatterns(input: PatternsInput): Promise<Patterns> {
  const { sources, selection, before, node, registry, limit, untilMs } = input;
  // One for both ranges and all blocks: what differs by a word in one and another is one pattern.
  const tree = new TemplateTree();
  const found = await groupsOf({ sources, selection, tree, registry, untilMs });
  const earlier = before && (await groupsOf({ sources, selection: before, tree, registry, untilMs }));
  const known = earlier && new Set(joined(earlier.groups, tree).keys());
  const patterns = [...joined(found.groups, tree)]
    .sort(([, a], [, b]) => b.count - a.count || a.template.id - b.template.id)
    .slice(0, limit)
    .map(
      ([id, { template, severity, codes, machines, count, firstUs, lastUs, example }]): Pattern => ({
        template: template.text,
        count,
        severity,
        codes,
        machines,
        firstUs,
        lastUs,
        example: { node, ...example },
        ...(known && { isNew: !known.has(id) }),
      }),
    );
  return { patterns, exact: found.complete && (earlier?.complete ?? true) };
}

/** By what each template is part of by now. */
function joined(groups: Iterable<Group>, tree: TemplateTree): Map<number, Group> {
  const all = new Map<number, Group>();
  for (const group of groups) {
    const template = tree.current(group.template);
    const known = all.get(template.id);
    if (known) add(known, group);
    else all.set(template.id, { ...group, codes: [...group.codes], machines: [...group.machines], template });
  }
  return all;
}

function add(into: Group, other: Group): void {
  into.severity = Math.max(into.severity, other.severity);
  for (const code of other.codes) addName(into.codes, code);
  for (const machine of other.machines) addName(into.machines, machine);
  addCounts(into, other);
}

function addSeries(into: Whose, { severity, code, machine }: Series): void {
  if (severity > into.severity) into.severity = severity;
  addName(into.codes, code);
  if (machine !== undefined) addName(into.machines, machine);
}

/** Keeps the first names in their order. */
function addName(names: string[], name: string): void {
  if (names.includes(name)) return;
  if (names.length === mostNames && name > names.at(-1)!) return;
  names.push(name);
  names.sort();
  if (names.length > mostNames) names.pop();
}

function addCounts(into: Group, other: Counted): void {
  into.count += other.count;
  into.firstUs = Math.min(into.firstUs, other.firstUs);
  into.lastUs = Math.max(into.lastUs, other.lastUs);
  const isLater = other.example.epoch - into.example.epoch || other.example.seq - into.example.seq;
  if (isLater > 0) into.example = other.example;
}

interface Grouping {
  readonly sources: readonly Source[];
  readonly selection: CompiledSelection;
  readonly tree: TemplateTree;
  readonly registry: SeriesRegistry;
  readonly untilMs: number;
}

async function groupsOf({ sources, selection, tree, registry, untilMs }: Grouping) {
  const groups = new Map<number, Group>();
  const breathe = slices();
  const put = (template: Template, { series, ...counted }: One) => {
    let known = groups.get(template.id);
    if (known) addCounts(known, counted);
    else {
      known = { template, severity: 0, codes: [], machines: [], ...counted };
      groups.set(template.id, known);
    }
    addSeries(known, registry.at(series));
  };

  for (const source of [...sources].reverse()) {
    if (source.rows === 0 || !overlapsRange(selection, source)) continue;
    const asksRows = anySays(selection, source, verdict.ifRowMatches);
    if (!asksRows && !anySays(selection, source, verdict.all)) continue;
    const isWhole = !asksRows && withinRange(selection, source);
    const summary = isWhole ? await source.templates?.() : undefined;
    if (summary) addSummary(source, summary);
    else if (!(await addRows(source))) return { groups: groups.values(), complete: false };
    await breathe();
  }
  return { groups: groups.values(), complete: true };

  function addSummary(source: Source, { templates, cells }: TemplateCounts): void {
    const { verdicts } = selection;
    const isByTime = selection.order === 'time';
    const [first, last] = isByTime
      ? [cells.minTimeUs, cells.maxTimeUs]
      : [cells.minReceivedUs, cells.maxReceivedUs];
    const known = templates.map((): Template | undefined => undefined);
    for (let cell = 0; cell < cells.count.length; cell++) {
      const series = source.seriesIds[cells.series[cell]!]!;
      if (verdicts[series] !== verdict.all) continue;
      const number = cells.template[cell]!;
      known[number] ??= tree.addTemplate(templates[number]!);
      put(known[number], {
        series,
        count: cells.count[cell]!,
        firstUs: first[cell]!,
        lastUs: last[cell]!,
        example: { epoch: source.epoch, seq: cells.lastSeq[cell]! },
      });
    }
  }

  /** False when the time was up. */
  async function addRows(source: Source): Promise<boolean> {
    const found = await opened(source, selection);
    if (!found) return true;
    const { layout, own, holding } = found;
    for (const part of [...layout.parts[selection.order]].reverse()) {
      if (!partOverlapsRange(selection, own, part) || !mayMatch(part.page, own, holding)) continue;
      if (performance.now() > untilMs) return false;
      const rows = await source.load(part.page);
      if (rows) addPart(source, { part, rows });
      await breathe();
    }
    return true;
  }

  function addPart(source: Source, { part, rows }: { part: Part; rows: Rows }): void {
    const matches = rowTest(selection, selection.of(source), { part, rows });
    if (!matches) return;
    const times = selection.order === 'time' ? rows.timeUs : rows.receivedUs;
    /** Text → its template; null for the empty one. */
    const templates: (Template | null | undefined)[] = [];
    for (let row = 0; row < rows.count; row++) {
      if (!matches(row)) continue;
      const number = rows.textOf(row, 0);
      let template = templates[number];
      if (template === undefined) {
        const text = rows.text(number);
        template = text === '' ? null : tree.add(text);
        templates[number] = template;
      }
      if (template === null) continue;
      const timeUs = times[row]!;
      put(template, {
        series: source.seriesIds[rows.seriesOf[row]!]!,
        count: 1,
        firstUs: timeUs,
        lastUs: timeUs,
        example: { epoch: source.epoch, seq: rows.seq[row]! },
      });
    }
  }
}
