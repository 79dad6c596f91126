-- A request whose process died is tried again: each attempt has a number, and all attempts at one request share a name.

alter table idempotency_key
  add column request uuid not null default gen_random_uuid(),
  add column attempt integer not null default 1;
comment on column idempotency_key.request is 'Names what the request does outside this database, the same for every attempt at it';
comment on column idempotency_key.attempt is 'Rises when a lapsed claim is taken over; only the latest attempt may store an answer';
