-- Shared terminals on the shop floor, and what people sign in with there: badges and PINs.

create table terminal (
  id text primary key default gen_random_uuid()::text,
  place text not null references place on delete cascade,
  name text not null,
  badge text not null check (badge in ('off', 'alone', 'withPin')),
  names boolean not null,
  idle_seconds integer not null check (idle_seconds > 0),
  code_hash bytea unique,
  code_expires_us bigint,
  secret_hash bytea unique,
  paired_us bigint,
  device text not null default '',
  last_seen_us bigint,
  version integer not null default 1,
  created_us bigint not null,
  changed_us bigint not null
);
comment on table terminal is 'A browser that stands at a place for everybody who works there.';
comment on column terminal.badge is 'Whether a badge is read there, and whether it needs the PIN as well.';
comment on column terminal.names is 'Whether a name may be chosen and opened by its PIN.';
comment on column terminal.code_hash is 'SHA-256 of the one-time code by which a browser becomes this terminal.';
comment on column terminal.secret_hash is 'SHA-256 of the secret that the browser keeps; null until one was paired.';
create index terminal_place on terminal (place);

create table badge (
  id text primary key default gen_random_uuid()::text,
  person text not null references person on delete cascade,
  number_hash bytea not null unique,
  created_us bigint not null,
  last_used_us bigint
);
comment on table badge is 'What a reader types. number_hash is an HMAC under a key of the data folder: numbers are short enough to be tried out.';
create index badge_person on badge (person);

create table pin (
  person text primary key references person on delete cascade,
  hash text not null,
  chosen boolean not null,
  changed_us bigint not null
);
comment on table pin is 'PHC string of Argon2id over an HMAC of the PIN under a key of the data folder.';
comment on column pin.chosen is 'False for the first one, which somebody else gave: it must be replaced when it is first used.';

create table pin_attempt (
  person text not null references pin on delete cascade,
  terminal text not null references terminal on delete cascade,
  failures integer not null,
  not_before_us bigint not null,
  primary key (person, terminal)
);
comment on table pin_attempt is 'Wrong PINs in a row: after a few the next must wait, at this terminal alone.';

alter table session add column terminal text references terminal on delete cascade;
comment on column session.terminal is 'Where it was begun on a shared terminal: it ends early, and with the terminal.';
create index session_terminal on session (terminal) where terminal is not null;
