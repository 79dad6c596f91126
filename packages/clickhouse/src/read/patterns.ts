/** Messages grouped by what they say: the server counts by template, and templates that differ by one word are joined here. */
import { TemplateTree } from '@mantinel/domain';
import type { Pattern, Patterns, PatternsRequest, Selection } from '@mantinel/logbook';
import { counting } from './counts.ts';
import { parameterList } from './parameter-list.ts';
import type { Reading } from './reading.ts';
import { timeOf, whereSql } from './where.ts';

/** Beyond so many the rarest are left out, so that a flood of new texts cannot fill the memory. */
const mostTemplates = 20_000;
const mostNames = 5;

type GroupRow = readonly [
  message: string,
  rows: number,
  severity: number,
  codes: string[],
  machines: string[],
  firstUs: number,
  lastUs: number,
  epoch: number,
  seq: number,
];

interface Group {
  count: number;
  severity: number;
  readonly codes: Set<string>;
  readonly machines: Set<string>;
  firstUs: number;
  lastUs: number;
  example: { epoch: number; seq: number };
}

export function patternFinder({ driver, tables, node, head }: Reading) {
  const selected = async (selection: Selection) => {
    const list = parameterList();
    const time = timeOf(selection.order);
    const names = (column: string) => `arraySlice(arraySort(groupUniqArray(${column})), 1, ${mostNames})`;
    const where = whereSql(selection, head(), list);
    const { answer, exact } = await counting(selection, (suffix) =>
      driver.query<GroupRow>(
        `SELECT any(message), count() AS rows, max(severity), ${names('code')}, ${names('machine')}, min(${time}), max(${time}), max((epoch, seq)).1, max((epoch, seq)).2
        FROM ${tables.events} WHERE message != '' AND ${where} GROUP BY template ORDER BY rows DESC, template LIMIT ${mostTemplates + 1}${suffix}`,
        list.values,
      ),
    );
    return { rows: answer.slice(0, mostTemplates), exact: exact && answer.length <= mostTemplates };
  };

  return async function patterns(request: PatternsRequest): Promise<Patterns> {
    const { filter, comparedFromUs, limit } = request;
    const tree = new TemplateTree();
    const found = await selected(request);
    const isCompared = comparedFromUs !== undefined && filter.fromUs !== undefined;
    const earlier = isCompared
      ? await selected({ ...request, filter: { ...filter, fromUs: comparedFromUs, toUs: filter.fromUs } })
      : undefined;
    const templates = found.rows.map(([message]) => tree.add(message));
    const before = earlier?.rows.map(([message]) => tree.add(message));
    const known = before && new Set(before.map((template) => tree.current(template).id));
    const groups = new Map<number, Group>();
    for (const [index, row] of found.rows.entries()) {
      const { id } = tree.current(templates[index]!);
      const group = groups.get(id);
      if (group) join(group, row);
      else groups.set(id, groupOf(row));
    }
    const patternsFound = [...groups]
      .sort(([a, one], [b, other]) => other.count - one.count || a - b)
      .slice(0, limit)
      .map(
        ([id, { codes, machines, example, ...group }]): Pattern => ({
          template: tree.current({ id, text: '' }).text,
          ...group,
          codes: firstOf(codes),
          machines: firstOf(machines),
          example: { node, ...example },
          ...(known && { isNew: !known.has(id) }),
        }),
      );
    return { patterns: patternsFound, exact: found.exact && (earlier?.exact ?? true) };
  };
}

const groupOf = ([, count, severity, codes, machines, firstUs, lastUs, epoch, seq]: GroupRow): Group => ({
  count,
  severity,
  codes: new Set(codes),
  machines: new Set(machines),
  firstUs,
  lastUs,
  example: { epoch, seq },
});

function join(group: Group, row: GroupRow): void {
  const other = groupOf(row);
  group.count += other.count;
  group.severity = Math.max(group.severity, other.severity);
  for (const code of other.codes) group.codes.add(code);
  for (const machine of other.machines) group.machines.add(machine);
  group.firstUs = Math.min(group.firstUs, other.firstUs);
  group.lastUs = Math.max(group.lastUs, other.lastUs);
  const isLater = other.example.epoch - group.example.epoch || other.example.seq - group.example.seq;
  if (isLater > 0) group.example = other.example;
}

const firstOf = (names: ReadonlySet<string>): string[] => [...names].sort().slice(0, mostNames);
