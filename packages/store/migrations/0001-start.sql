-- People who sign in, what they change, and the first projections of the logbook.
-- Times are microseconds since 1970 UTC throughout, as in events.

create table person (
  id text primary key default gen_random_uuid()::text,
  name text not null,
  role text not null check (role in ('owner')),
  password_hash text not null,
  created_us bigint not null
);
comment on table person is 'Who may sign in. The only place that knows names; events carry the id.';
comment on column person.password_hash is 'PHC string; opaque to the database';
create unique index person_name on person (lower(name));
create unique index person_one_owner on person (role) where role = 'owner';

create table session (
  token_hash bytea primary key,
  person text not null references person on delete cascade,
  created_us bigint not null,
  expires_us bigint not null,
  last_seen_us bigint not null
);
comment on table session is 'Signed-in browsers; token_hash is the SHA-256 of a token that is stored nowhere.';
create index session_person on session (person);
create index session_expires on session (expires_us);

create table idempotency_key (
  person text not null,
  key text not null,
  route text not null,
  body_hash bytea not null,
  state text not null check (state in ('inProgress', 'done')),
  status integer,
  body json,
  claimed_us bigint not null,
  primary key (person, key),
  check ((state = 'done') = (status is not null))
);
comment on table idempotency_key is 'Requests that may be sent twice, with the answer of the first.';
comment on column idempotency_key.person is 'Not a foreign key: callers without an account have keys too';
create index idempotency_key_claimed on idempotency_key (claimed_us);

create table setting (
  key text primary key,
  value json not null,
  changed_us bigint not null
);
comment on table setting is 'What people change at run time.';

create table machine (
  id text primary key,
  name text not null,
  site text not null,
  connector text not null,
  time_zone text not null,
  demo boolean not null,
  origin text not null check (origin in ('config', 'person')),
  settings json not null,
  changed_us bigint not null
);
comment on table machine is 'Machines of this node.';
comment on column machine.origin is 'config: mantinel.yaml owns the row; person: connected on a screen';

create table device_model (
  machine text primary key,
  uuid text,
  name text not null,
  manufacturer text,
  model text,
  serial_number text,
  digest bytea not null,
  changed_us bigint not null
);
comment on table device_model is 'What each machine can tell. No foreign key to machine: a model may arrive before its machine is registered.';
comment on column device_model.digest is 'SHA-256 of the model as received: an unchanged model is not written again';

create table component (
  machine text not null references device_model on delete cascade,
  id text not null,
  place integer not null,
  type text not null,
  name text,
  parent text,
  primary key (machine, id)
);
comment on table component is 'Components of a device model in document order (place).';

create table data_item (
  machine text not null references device_model on delete cascade,
  id text not null,
  place integer not null,
  category text not null check (category in ('SAMPLE', 'EVENT', 'CONDITION')),
  type text not null,
  sub_type text,
  name text,
  units text,
  component text not null,
  primary key (machine, id)
);
comment on table data_item is 'Data items of a device model; id is the path of events.';

create table machine_state (
  machine text primary key,
  connected boolean not null,
  received_us bigint
);
comment on table machine_state is 'Projection current-state: the connection of each machine.';

create table reading (
  machine text not null,
  path text not null,
  code text not null,
  value json not null,
  time_us bigint not null,
  quality text not null,
  primary key (machine, path)
);
comment on table reading is 'Projection current-state: the latest reading of each data item.';

create table active_condition (
  machine text not null,
  path text not null,
  native_code text not null,
  code text not null,
  level text not null check (level in ('warning', 'fault')),
  message text not null,
  since_us bigint not null,
  primary key (machine, path, native_code)
);
comment on table active_condition is 'Projection current-state: conditions raised and not cleared.';

create table consumer_cursor (
  name text primary key,
  node text not null,
  epoch bigint not null,
  seq bigint not null
);
comment on table consumer_cursor is 'How far each projection has taken up the logbook; moves in the transaction that writes its rows.';

create table outbox (
  place bigint generated always as identity primary key,
  id uuid not null unique default gen_random_uuid(),
  event json not null
);
comment on table outbox is 'Events written with the change they tell of, until the logbook acknowledged them. id is the batch id there, unique for ever.';
