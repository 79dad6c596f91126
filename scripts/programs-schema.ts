/** The tables of programs as a page with a diagram, read from their migration: columns, keys and what the comments say. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const migration = join(import.meta.dirname, '../packages/store/migrations/0015-programs.sql');

interface Column {
  readonly name: string;
  readonly type: string;
  readonly primary: boolean;
  readonly optional: boolean;
  readonly references: string | undefined;
}

interface Table {
  readonly name: string;
  readonly columns: readonly Column[];
}

export function programsSchema(): string {
  const sql = readFileSync(migration, 'utf8');
  const tables = [...sql.matchAll(/^create table (\w+) \(\n([\s\S]*?)\n\);/gm)].map(
    ([, name, body]): Table => ({ name: name!, columns: columnsOf(body!) }),
  );
  const comments = new Map(
    [...sql.matchAll(/^comment on (?:table|column) ([\w.]+) is '((?:[^']|'')*)';/gm)].map(([, of, text]) => [
      of!,
      text!.replaceAll("''", "'"),
    ]),
  );
  const known = new Set(tables.map(({ name }) => name));
  return [
    '# The tables of programs',
    '<!-- Generated from packages/store/migrations/0015-programs.sql by scripts/programs-schema.ts: change it there. -->',
    'A *text* is kept once, by its SHA-256. *Files* say where it was found, *revisions* what it is a revision of, *programs* are families of revisions, *projects* are parts. How it is used: [projects](../guides/projects.md).',
    ['```mermaid', 'erDiagram', ...tables.flatMap((table) => diagramOf(table, known)), '```'].join('\n'),
    ...tables.map((table) => sectionOf(table, comments)),
    '',
  ].join('\n\n');
}

const columnsOf = (body: string): Column[] =>
  body.split('\n').flatMap((line) => {
    const [, name, type, rest] = /^ {2}(\w+) ([a-z]+(?: precision)?(?:\[\])?)(.*)$/.exec(line) ?? [];
    if (!name || !type || ['primary', 'unique', 'check', 'constraint', 'foreign'].includes(name)) return [];
    return [
      {
        name,
        type,
        primary:
          /primary key/.test(rest!) || new RegExp(`^ {2}primary key \\([^)]*\\b${name}\\b`, 'm').test(body),
        optional: !/not null|primary key/.test(rest!),
        references: /references (\w+)/.exec(rest!)?.[1],
      },
    ];
  });

function diagramOf({ name, columns }: Table, known: ReadonlySet<string>): string[] {
  const keys = columns.filter(({ primary, references }) => primary || references !== undefined);
  return [
    `  ${name} {`,
    ...keys.map((column) => {
      const marks = [column.primary && 'PK', column.references !== undefined && 'FK']
        .filter(Boolean)
        .join(', ');
      return `    ${column.type.replaceAll(/[^a-z]/g, '_')} ${column.name} ${marks}`;
    }),
    '  }',
    ...columns
      .filter(({ references }) => references !== undefined && known.has(references))
      .map((column) => `  ${column.references} ||--o{ ${name} : "${column.name}"`),
  ];
}

function sectionOf({ name, columns }: Table, comments: ReadonlyMap<string, string>): string {
  const rows = columns.map((column) => {
    const says = [
      column.primary && 'key',
      column.references && `of \`${column.references}\``,
      column.optional && 'may be unknown',
    ].filter(Boolean);
    return `| \`${column.name}\` | ${column.type} | ${says.join(', ')} | ${comments.get(`${name}.${column.name}`) ?? ''} |`;
  });
  return [
    `## ${name}`,
    ...(comments.has(name) ? [comments.get(name)!] : []),
    ['| column | type | | |', '|---|---|---|---|', ...rows].join('\n'),
  ].join('\n\n');
}
