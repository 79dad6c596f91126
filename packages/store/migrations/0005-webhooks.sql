-- Webhooks: where events are reported to, and what became of each report.

create table webhook (
  id text primary key default gen_random_uuid()::text,
  place text not null references place,
  name text not null,
  url text not null,
  level text not null check (level in ('technical', 'operator')),
  codes text[] not null,
  paused boolean not null default false,
  secret text not null,
  version integer not null default 1,
  changed_us bigint not null
);
comment on table webhook is 'Events of a place are reported to an address, signed (Standard Webhooks).';
comment on column webhook.codes is 'Exact codes, or prefixes ending in *; none means all of the level.';
comment on column webhook.secret is 'Whoever holds it can sign. Shown once, when it is made; needed here for every delivery.';
create index webhook_place on webhook (place);

create table webhook_delivery (
  id text primary key default gen_random_uuid()::text,
  webhook text not null references webhook on delete cascade,
  event text not null,
  code text not null,
  body text not null,
  state text not null default 'waiting' check (state in ('waiting', 'delivered', 'dead')),
  attempts integer not null default 0,
  status integer,
  problem text,
  created_us bigint not null,
  ended_us bigint,
  unique (webhook, event)
);
comment on table webhook_delivery is 'One report to one webhook. The id is the webhook-id of every attempt and the id of its background task.';
comment on column webhook_delivery.event is 'node.epoch.seq: the same event is reported once, however often the logbook is read.';
comment on column webhook_delivery.body is 'As it is signed and sent, to the byte.';
comment on column webhook_delivery.status is 'Of the last answer.';
create index webhook_delivery_newest on webhook_delivery (webhook, created_us desc, id desc);
create index webhook_delivery_waiting on webhook_delivery (webhook) where state = 'waiting';
create index webhook_delivery_created on webhook_delivery (created_us);
