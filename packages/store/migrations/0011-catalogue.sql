-- The shop's own words for event codes, and what controls said that nobody has explained yet.

create table catalogue_entry (
  id text primary key default gen_random_uuid()::text,
  place text not null references place on delete cascade,
  model text not null default '',
  code text not null,
  texts jsonb not null,
  priority text check (priority in ('low', 'medium', 'high')),
  respond_minutes integer check (respond_minutes > 0),
  source text not null default '',
  version integer not null default 1,
  changed_us bigint not null
);
comment on table catalogue_entry is 'What an event code means, in the words of the shop or of a machine builder. Holds at the place and below it.';
comment on column catalogue_entry.model is 'Only for machines of this model; empty for all.';
comment on column catalogue_entry.texts is 'By language: title, cause, consequence, action, confirmation.';
create unique index catalogue_entry_of on catalogue_entry (place, lower(model), code);
create index catalogue_entry_code on catalogue_entry (code, id);

create table control_text (
  machine text not null,
  code text not null,
  native_code text not null,
  message text not null,
  severity integer not null,
  times bigint not null,
  first_us bigint not null,
  last_us bigint not null,
  primary key (machine, code)
);
comment on table control_text is 'Alarms and warnings as controls told them, each code once a machine, with its latest text: projected from the logbook.';
