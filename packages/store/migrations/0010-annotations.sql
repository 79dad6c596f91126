-- Notes of people, pinned to an event, or to a time on a machine or a site.

create table annotation (
  id text primary key default gen_random_uuid()::text,
  site text not null,
  machine text,
  event text,
  time_us bigint not null,
  received_us bigint not null,
  text text not null check (length(text) between 1 and 2000),
  author text references person on delete set null,
  created_us bigint not null,
  version integer not null default 1,
  changed_us bigint not null
);
comment on table annotation is 'What people noted. Addressed as events are, so that the past of a machine that moved stays on its site.';
comment on column annotation.event is 'node.epoch.seq; none where only a time is meant. It outlives the event.';
comment on column annotation.time_us is 'Of the event, or of the time meant: by the time of the source.';
comment on column annotation.received_us is 'The same by the time of recording.';
comment on column annotation.text is 'Personal: in no event and in no audit trail, so that removing the row erases it.';
create index annotation_time on annotation (time_us desc, id desc);
create index annotation_received on annotation (received_us desc, id desc);
create index annotation_event on annotation (event) where event is not null;
create index annotation_author on annotation (author);
