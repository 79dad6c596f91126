-- The shop's programs as its memory: what was found where, what is in it, what is known of it and how it ran.

create table harvest_source (
  id text primary key default gen_random_uuid()::text,
  place text not null references place,
  kind text not null check (kind in ('folder', 'upload')),
  location text not null,
  watched boolean not null default false,
  licence text,
  version integer not null default 1,
  changed_us bigint not null,
  unique (place, kind, location)
);
comment on table harvest_source is 'Where programs are taken from: a folder of this computer or a mounted share, or what people upload.';
comment on column harvest_source.licence is 'What the programs may be used for: an SPDX identifier or "own"; null: not told. See program_file.licence.';

create table harvest (
  id text primary key default gen_random_uuid()::text,
  source text not null references harvest_source on delete cascade,
  state text not null check (state in ('running', 'finished', 'cancelled', 'failed')),
  started_us bigint not null,
  ended_us bigint,
  counts jsonb not null,
  problem text,
  person text
);
comment on table harvest is 'One walk through a source. One that died is "running" until the next walk of its source says otherwise.';
create index harvest_of_source on harvest (source, started_us desc);

create table harvest_skip (
  harvest text not null references harvest on delete cascade,
  path text not null,
  reason text not null,
  detail text not null,
  primary key (harvest, path)
);
comment on table harvest_skip is 'What a harvest did not take up, and why: reason is a stable code, detail a sentence.';

create table program_text (
  sha256 bytea primary key,
  bytes integer not null,
  compressed bytea not null
);
comment on table program_text is 'Programs byte for byte, each once, zstd; never changed.';

create table project (
  id text primary key default gen_random_uuid()::text,
  place text not null references place,
  key text not null,
  name text not null,
  part_number text,
  customer text,
  material_group text,
  material_grade text,
  material_confidence real,
  confirmed_by text,
  confirmed_us bigint,
  pictured boolean not null default false,
  version integer not null default 1,
  changed_us bigint not null,
  unique (place, key)
);
comment on table project is 'One part as the shop made it: the programs that belong to it.';
comment on column project.key is 'What its programs have in common: a part number, or else the program itself.';
comment on column project.pictured is 'The latest revision of one of its programs has a toolpath to show: macros and parameters have none, and come last.';
comment on column project.material_confidence is '0–1 of the surest fact; 1 where a person confirmed it.';
-- text_pattern_ops: for beginnings of numbers, whatever the collation of the database.
create index project_part_number on project (lower(part_number) text_pattern_ops);
create index project_material on project (material_group);
create index project_newest on project (pictured, changed_us, id);
create index project_name on project (name, id);

create table program (
  id text primary key default gen_random_uuid()::text,
  project text not null references project,
  name text not null,
  stem text not null,
  number text,
  kind text not null,
  latest text,
  changed_us bigint not null
);
comment on table program is 'A family: a program and its revisions.';
comment on column program.stem is 'Its name without what revisions and copies add to it.';
comment on column program.kind is 'mill, lathe; laser, plasma, printer, wire-edm and the like are set apart.';
comment on column program.number is 'The O number without its O, as written.';
comment on column program.latest is 'The revision of the newest file.';
create index program_project on program (project);
create index program_number on program (number);
create index program_stem on program (stem);
create index program_latest on program (latest);

create table project_search (
  project text primary key references project on delete cascade,
  text text not null,
  parts text[] not null
);
comment on table project_search is 'What a project is found by as text; kept with every change of what it is made of.';
comment on column project_search.text is 'In lower case, a line each: its name, part number and customer, and of its programs names, O numbers and a path.';
comment on column project_search.parts is 'Every three characters in a row of the text: an index for words anywhere in it, without an extension of PostgreSQL.';
create index project_search_parts on project_search using gin (parts);

create table program_revision (
  id text primary key default gen_random_uuid()::text,
  program text not null references program,
  number integer not null,
  text bytea not null references program_text,
  place text not null references place,
  dialect text not null,
  dialect_confidence real not null,
  cam text,
  post text,
  lines integer not null,
  blocks integer not null,
  meaning text not null,
  sketch bytea not null,
  bands integer[] not null,
  estimate_s real,
  features jsonb not null,
  thumbnail text,
  reader integer not null,
  read_us bigint not null,
  unique (program, number),
  unique (place, text)
);
comment on table program_revision is 'One content of a program; numbers in the order in which they were found.';
comment on column program_revision.place is 'Of its project. A text that two places have is a revision at each: who sees one is told nothing of the other.';
comment on column program_revision.meaning is 'Fingerprint of the words: alike for programs that differ in notes, block numbers and white space alone.';
comment on column program_revision.bands is 'Hashes of groups of the sketch''s values: near-duplicates have one in common.';
comment on column program_revision.thumbnail is 'SVG of its toolpath; null where there is nothing to be drawn.';
comment on column program_revision.reader is 'Version of the reading; older ones are read again from program_text, 0 as soon as may be.';
-- Asked after every batch that is written: a list of what is yet to be sorted in would be gone through each time.
create index program_revision_bands on program_revision using gin (bands) with (fastupdate = off);
create index program_revision_meaning on program_revision (meaning);
create index program_revision_outdated on program_revision (id) where reader = 0;

create table program_file (
  source text not null references harvest_source on delete cascade,
  path text not null,
  bytes bigint not null,
  modified_us bigint not null,
  sha256 bytea not null,
  revision text references program_revision,
  licence text,
  synthetic boolean not null default false,
  seen_us bigint not null,
  gone_us bigint,
  primary key (source, path)
);
comment on table program_file is 'Where a text was found. A file in an archive has the path archive.zip!/inner.';
comment on column program_file.revision is 'Null for what is no program: it is not read again while it does not change.';
comment on column program_file.gone_us is 'When it was no longer there; what was read of it stays.';
create index program_file_revision on program_file (revision);

create table program_tool (
  revision text not null references program_revision on delete cascade,
  number integer not null,
  kind text,
  diameter_mm real,
  corner_radius_mm real,
  flutes real,
  pitch_mm real,
  description text,
  confidence real not null,
  calls integer not null,
  line integer not null,
  primary key (revision, number)
);
comment on table program_tool is 'Tools that a revision calls or lists, as its notes and their use tell.';
create index program_tool_kind on program_tool (kind, diameter_mm);

create table program_operation (
  revision text not null references program_revision on delete cascade,
  number integer not null,
  name text,
  kind text not null,
  confidence real not null,
  tool integer not null,
  tool_kind text,
  diameter_mm real,
  first_line integer not null,
  last_line integer not null,
  seconds real,
  cut_mm real not null,
  n real,
  vc real,
  f real,
  vf real,
  fz real,
  ap_mm real,
  ae_mm real,
  depth_mm real,
  features jsonb not null,
  primary key (revision, number)
);
comment on table program_operation is 'What a revision does, in its order; typical values of each operation, their spreads in features.';
comment on column program_operation.n is '1/min; vc m/min, f mm per turn, vf mm/min, fz mm per tooth.';
create index program_operation_kind on program_operation (kind, tool_kind);
-- What operations are searched by in ranges.
create index program_operation_vc on program_operation (vc);
create index program_operation_fz on program_operation (fz);
create index program_operation_diameter on program_operation (diameter_mm);

create table material (
  id text primary key default gen_random_uuid()::text,
  place text not null references place,
  name text not null,
  material_group text not null,
  grade text,
  version integer not null default 1,
  changed_us bigint not null,
  unique (place, name)
);
comment on table material is 'What the shop calls its materials.';

create table shop_tool (
  id text primary key default gen_random_uuid()::text,
  place text not null references place,
  name text not null,
  kind text not null,
  diameter_mm real,
  corner_radius_mm real,
  flutes integer,
  pitch_mm real,
  overhang_mm real,
  maker text,
  catalogue_number text,
  version integer not null default 1,
  changed_us bigint not null,
  unique (place, name)
);
comment on table shop_tool is 'The tool library: tools the shop has, as a person entered or confirmed them.';

create table fact_rule (
  id text primary key default gen_random_uuid()::text,
  place text not null references place,
  field text not null,
  looks_at text not null,
  pattern text not null,
  value text not null,
  person text,
  version integer not null default 1,
  changed_us bigint not null,
  unique (place, field, looks_at, pattern)
);
comment on table fact_rule is 'A correction that is remembered: where the text that it looks at reads so, the field has this value.';

create table fact (
  id text primary key default gen_random_uuid()::text,
  project text not null references project on delete cascade,
  program text references program on delete cascade,
  tool integer,
  field text not null,
  value text not null,
  confidence real not null check (confidence between 0 and 1),
  reader text not null,
  source text not null,
  because text not null,
  person text,
  rule text references fact_rule on delete cascade,
  recorded_us bigint not null
);
comment on table fact is 'What something beside or in a program says of a project, with its source; the surest counts, a person''s beats all.';
comment on column fact.reader is 'program, setup-sheet, tool-list, folder, qif, rule or person.';
comment on column fact.rule is 'That gave it: it goes with its rule.';
create index fact_of_rule on fact (rule) where rule is not null;
create unique index fact_once on fact (project, coalesce(program, ''), coalesce(tool, -1), field, value, source);

create table material_question (
  project text primary key references project on delete cascade,
  place text not null references place,
  name text not null,
  reason text not null check (reason in ('unknown', 'unsure', 'contradicted'))
);
comment on table material_question is 'Projects of whose material nothing tells surely: what waits for a person, kept with every change of what it follows from.';
comment on column material_question.project is 'That waits.';
comment on column material_question.place is 'Of the project: who may see it.';
comment on column material_question.name is 'Of the project: the inbox is in its order.';
comment on column material_question.reason is 'Nothing tells; something does, but not surely; several tell otherwise.';
create index material_question_in_order on material_question (name, project) include (place, reason);
-- Few values, each stored once with all of its rows: what is counted without looking at a row.
create index material_question_counted on material_question (place, reason);

create table tool_question (
  program text not null references program on delete cascade,
  tool integer not null,
  project text not null references project on delete cascade,
  place text not null references place,
  name text not null,
  text text not null,
  reason text not null check (reason in ('unknown', 'unsure', 'contradicted')),
  primary key (program, tool)
);
comment on table tool_question is 'Tools of whose kind or diameter nothing tells surely, of the latest revisions; kept as material_question is.';
comment on column tool_question.program is 'That calls the tool.';
comment on column tool_question.tool is 'program_tool.number of its latest revision.';
comment on column tool_question.project is 'Of the program.';
comment on column tool_question.place is 'Of the project: who may see it.';
comment on column tool_question.name is 'Of the program: the inbox is in its order.';
comment on column tool_question.text is 'What it is found by besides the text of its project: T and its number, and how the program describes it, in lower case.';
comment on column tool_question.reason is 'Neither kind nor diameter is known; one is missing or unsure; several tell otherwise.';
create index tool_question_in_order on tool_question (name, program, tool) include (place, reason);
create index tool_question_counted on tool_question (place, reason);
create index tool_question_project on tool_question (project);

create table program_run (
  id text primary key default gen_random_uuid()::text,
  machine text not null,
  revision text references program_revision,
  program_name text,
  kind text not null default 'program' check (kind in ('program', 'single-block', 'warm-up')),
  warm_up boolean,
  began_us bigint not null,
  ended_us bigint not null,
  ending text not null check (ending in ('complete', 'aborted', 'cut-off')),
  active_s real not null,
  assigned_s real not null,
  feed_override real,
  overridden boolean not null,
  confidence real not null,
  unique (machine, began_us)
);
comment on table program_run is 'A program ran on a machine, as its events tell; times by the machine''s clock.';
comment on column program_run.kind is 'Of warming up nothing is learnt, and block by block is a person''s hand on the time.';
comment on column program_run.warm_up is 'As a person said, whatever kind says; null: nobody did.';
comment on column program_run.feed_override is 'Mean over active seconds, per cent; null where the machine does not tell.';
create index program_run_revision on program_run (revision);

create table run_operation (
  run text not null references program_run on delete cascade,
  number integer not null,
  seconds real not null,
  feed_override real,
  load_mean real,
  load_max real,
  primary key (run, number)
);
comment on table run_operation is 'How long a run spent in each operation of its program, and how the machine fared.';
comment on column run_operation.number is 'program_operation.number of the run''s revision.';

create table outcome (
  id text primary key default gen_random_uuid()::text,
  project text not null references project on delete cascade,
  program text references program on delete cascade,
  run text references program_run on delete set null,
  tool integer,
  kind text not null,
  value real,
  unit text,
  verdict text,
  cause text,
  note text,
  source text not null,
  person text,
  at_us bigint not null
);
comment on column outcome.cause is 'Why a tool was changed: worn, broken, planned.';
comment on table outcome is 'How it went: cycle time, good, scrap, rework, tool change, wear, a verdict, a note. What nobody told has no row.';
create index outcome_project on outcome (project, at_us desc);
create index outcome_run on outcome (run) where run is not null;

create table measurement (
  id text primary key default gen_random_uuid()::text,
  project text not null references project on delete cascade,
  item text not null,
  characteristic text not null,
  nominal double precision,
  lower double precision,
  upper double precision,
  actual double precision,
  unit text not null,
  status text not null,
  source text not null,
  run text references program_run on delete set null,
  person text,
  at_us bigint
);
comment on table measurement is 'Measured dimensions; limits are absolute, in the unit.';
create unique index measurement_once on measurement (project, item, characteristic, source);

create table machine_dynamics (
  machine text primary key,
  dynamics jsonb not null,
  runs integer not null,
  residual real not null,
  fitted_us bigint not null
);
comment on table machine_dynamics is 'What the planner of a machine''s times was fitted to; residual: median of |estimate / measured - 1|.';
