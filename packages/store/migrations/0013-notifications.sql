-- Notifications: who is told of what, what has happened that is to be told, and what was told.

create table notification_rule (
  id text primary key default gen_random_uuid()::text,
  place text not null references place,
  name text not null,
  rule jsonb not null,
  paused boolean not null default false,
  version integer not null default 1,
  changed_us bigint not null
);
comment on table notification_rule is 'What is told to whom: trigger, delay, quiet hours, grouping and steps as the contract describes them.';
create index notification_rule_place on notification_rule (place);

create table notification_matter (
  id bigint generated always as identity primary key,
  rule text not null references notification_rule on delete cascade,
  key text not null,
  subject text not null,
  told jsonb not null,
  more integer not null default 0,
  step integer not null default 0,
  state text not null default 'open' check (state in ('open', 'told', 'ended')),
  due_us bigint not null,
  created_us bigint not null,
  unique (rule, key)
);
comment on table notification_matter is 'Something that a rule is about. Open: a step of it is due at due_us; told: every step was taken; ended: cleared, acknowledged or over.';
comment on column notification_matter.key is 'The same happening is one matter, however often the logbook is read.';
comment on column notification_matter.subject is 'What ends it: machine, item and number of an alarm, or the machine that is silent.';
comment on column notification_matter.more is 'Others like it that were too many to keep one by one.';
create unique index notification_matter_standing on notification_matter (rule, subject) where state <> 'ended';
create index notification_matter_due on notification_matter (due_us) where state = 'open';
create index notification_matter_subject on notification_matter (subject) where state <> 'ended';

create table notification (
  id text primary key default gen_random_uuid()::text,
  rule text not null references notification_rule on delete cascade,
  step integer not null,
  count integer not null,
  channel text not null check (channel in ('email', 'webhook', 'browser')),
  target text not null,
  subject text not null,
  body text not null,
  state text not null default 'waiting' check (state in ('waiting', 'delivered', 'dead')),
  attempts integer not null default 0,
  problem text,
  created_us bigint not null,
  ended_us bigint
);
comment on table notification is 'One message by one way to one receiver. The id is the Message-ID of every attempt and the id of its background task.';
create index notification_newest on notification (rule, created_us desc, id desc);
create index notification_waiting on notification (rule) where state = 'waiting';
create index notification_created on notification (created_us);
