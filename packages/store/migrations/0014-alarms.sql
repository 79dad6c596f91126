-- Alarms: how they stand and stood (a projection of the logbook), and what engineers decided of them.

create table alarm (
  id text primary key,
  machine text not null,
  record json not null,
  changed bigint generated always as identity
);
comment on table alarm is 'Every alarm that was ever raised, as the engine holds it; rebuilt from the logbook.';

create table alarm_engine (
  one boolean primary key default true check (one),
  epoch bigint not null,
  seq bigint not null,
  state json not null
);
comment on table alarm_engine is 'What else the engine holds, and the last event it took up.';

create table alarm_episode (
  alarm text not null,
  event text not null,
  activation integer not null,
  site text not null,
  machine text not null,
  path text not null,
  code text not null,
  native_code text not null,
  message text not null,
  level text not null,
  priority text not null,
  raised_us bigint not null,
  received_us bigint not null,
  cleared_us bigint,
  cleared text,
  acknowledged_us bigint,
  time_to_respond_us bigint,
  quiet boolean not null,
  primary key (alarm, event)
);
comment on table alarm_episode is 'One row for each annunciation. raised_us and cleared_us by the machine''s clock, the rest by this node''s.';
comment on column alarm_episode.event is 'The event that annunciated it: node.epoch.seq.';
comment on column alarm_episode.quiet is 'Came back from shelving or suppression: no new alarm for the statistics.';
create index alarm_episode_alarm on alarm_episode (alarm, received_us desc);
create index alarm_episode_machine on alarm_episode (machine, raised_us);
create index alarm_episode_raised on alarm_episode (raised_us);

create table alarm_act (
  event text not null,
  alarm text not null,
  machine text not null,
  activation integer not null,
  act text not null,
  at_us bigint not null,
  person text,
  until_us bigint,
  primary key (alarm, event)
);
comment on table alarm_act is 'What people did; comments and reasons stand in the event alone, under their author''s key.';
create index alarm_act_at on alarm_act (alarm, at_us desc);

create table alarm_rationalisation (
  id text primary key default gen_random_uuid()::text,
  place text not null references place on delete cascade,
  code text not null,
  path text not null default '',
  decisions jsonb not null,
  version integer not null default 1,
  changed_us bigint not null,
  unique (place, code, path)
);
comment on table alarm_rationalisation is 'The rationalisation record of ISA-18.2; path is empty where it is about every data item.';
