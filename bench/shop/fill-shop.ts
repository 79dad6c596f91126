/**
 * A shop's memory as years of harvests leave it, straight into the tables: a project of one program each, with tools, operations, a file and
 * what is said of its material. Synthetic: tools and cutting data spread at random over what shops use, words over what they write.
 */
import { materialGroups } from '@mantinel/contract';
import type { Store } from '@mantinel/store';

export const tools = [
  'end-mill',
  'ball-end-mill',
  'face-mill',
  'drill',
  'tap',
  'spot-drill',
  'chamfer-mill',
] as const;
export const kinds = ['pocket', 'contour', 'face', 'drill', 'tap', 'spot', 'chamfer'] as const;
export const parts = [
  ...['bracket', 'plate', 'flange', 'housing', 'shaft', 'cover', 'adapter', 'clamp', 'spacer', 'lever'],
  ...['bearing', 'block', 'frame', 'guide', 'holder', 'insert', 'jaw', 'manifold', 'nozzle', 'piston'],
] as const;

const list = (names: readonly string[]) => `array[${names.map((name) => `'${name}'`).join(',')}]`;
const pick = (names: readonly string[]) => `(${list(names)})[1 + floor(random() * ${names.length})::integer]`;

export interface Size {
  readonly programs: number;
  /** Operations of each. */
  readonly each: number;
}

export async function fillShop({ statements, programInbox }: Store, { programs, each }: Size): Promise<void> {
  const rows = `
    insert into harvest_source (id, place, kind, location, changed_us) values ('share', 'site:plant', 'folder', '/share/nc', 1);
    insert into project (id, place, key, name, part_number, customer, material_group, material_confidence, changed_us)
      select 'p' || i, 'site:plant', 'k' || i, ${pick(parts)} || ' ' || i, 'PN-' || i, 'Customer ' || i % 300,
        case when random() < 0.7 then ${pick(materialGroups)} end, 0.5 + 0.5 * random(), i from generate_series(1, ${programs}) i;
    insert into program_text select sha256(i::text::bytea), 4000, '\\x00' from generate_series(1, ${programs}) i;
    insert into program (id, project, name, stem, number, kind, latest, changed_us)
      select 'g' || i, 'p' || i, 'O' || i || '.nc', 'o' || i, i::text, 'mill', 'r' || i, i from generate_series(1, ${programs}) i;
    insert into program_revision (id, program, number, text, place, dialect, dialect_confidence, lines, blocks, meaning, sketch,
        bands, estimate_s, features, reader, read_us)
      select 'r' || i, 'g' || i, 1, sha256(i::text::bytea), 'site:plant', 'fanuc', 0.9, 400, 380, i::text, '\\x00', array[i], 300,
        '{"box":[null,null,null],"errors":0,"warnings":0}', 1, i from generate_series(1, ${programs}) i;
    insert into program_file (source, path, bytes, modified_us, sha256, revision, seen_us)
      select 'share', 'customer ' || i % 300 || '/' || i / 50 || '/O' || i || '.nc', 4000, 1, sha256(i::text::bytea), 'r' || i, 1
      from generate_series(1, ${programs}) i;
    insert into program_operation (revision, number, kind, confidence, tool, tool_kind, diameter_mm, first_line, last_line,
        seconds, cut_mm, n, vc, fz, vf, ap_mm, ae_mm, features)
      select 'r' || i, o, (${list(kinds)})[t], 0.8, o + 1,
        (${list(tools)})[t], d, o * 60 + 1, o * 60 + 59, 20 + 200 * random(), 900, 4000,
        20 * exp(3 * random()), 0.01 * exp(3 * random()), 500, d * random(), d * random(), '{}'
      from generate_series(1, ${programs}) i, generate_series(0, ${each - 1}) o,
        lateral (select 1 + floor(7 * random() + 0 * i * o)::integer as t, round((2 + 30 * random() + 0 * i * o)::numeric, 1) as d) made;
    insert into program_tool (revision, number, kind, diameter_mm, description, confidence, calls, line)
      select revision, tool, case when known then tool_kind end, case when known then diameter_mm end,
        tool_kind || ' ' || diameter_mm, case when known then 0.9 else 0.3 end, 1, first_line
      from (select *, random() < 0.9 as known from program_operation) as operation;
    insert into fact (project, field, value, confidence, reader, source, because, recorded_us)
      select id, 'material', case when said = 1 then material_group else ${pick(materialGroups)} end, material_confidence / said,
        case said when 1 then 'program' else 'folder' end, id || said, 'a note', 1
      from project, generate_series(1, 2) said where material_group is not null and (said = 1 or random() + 0 * length(id) < 0.1)
      on conflict do nothing;
    insert into project_search
      select id, text, (select array_agg(distinct substr(text, at, 3)) from generate_series(1, length(text) - 2) at)
      from (select project.id, lower(concat_ws(E'\\n', project.name, part_number, customer, program.name, 'o' || number, path)) as text
        from project join program on program.project = project.id join program_file on revision = latest) made;`;
  await statements.executeSql(
    `begin; set local search_path to ${statements.schema}; ${rows} commit; analyze`,
  );
  await programInbox.askAnew();
  // As PostgreSQL does by itself behind a harvest.
  await statements.executeSql('vacuum analyze');
}
