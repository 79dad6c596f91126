-- Tokens of programs, sessions that can be seen and ended, second factors.

create table api_token (
  id text primary key default gen_random_uuid()::text,
  person text not null references person on delete cascade,
  name text not null,
  token_hash bytea not null unique,
  last_four text not null,
  permissions text[] not null,
  place text not null references place on delete cascade,
  created_us bigint not null,
  expires_us bigint not null,
  last_used_us bigint
);
comment on table api_token is 'What programs and displays sign in with; token_hash is the SHA-256 of a token that is stored nowhere.';
comment on column api_token.permissions is 'At most these, and of them only what its owner may do at that moment.';
comment on column api_token.place is 'There and within. The token goes with its place: another of the same id is not the one it was made for.';
create index api_token_person on api_token (person);
create index api_token_place on api_token (place);
create index api_token_expires on api_token (expires_us);

alter table session add column id text not null unique default gen_random_uuid()::text;
alter table session add column device text not null default '';
alter table session add column address text not null default '';
alter table session add column proved_us bigint;
update session set proved_us = created_us;
alter table session alter column proved_us set not null;
comment on column session.id is 'Names the session for people; opens nothing.';
comment on column session.device is 'Browser and system in words, from the User-Agent of its beginning.';
comment on column session.address is 'From where it began.';
comment on column session.proved_us is 'When a password or a code was last proved in it: dangerous acts ask for a recent proof.';

create table second_factor (
  person text primary key references person on delete cascade,
  secret bytea not null,
  created_us bigint not null,
  confirmed_us bigint,
  last_step bigint
);
comment on table second_factor is 'TOTP (RFC 6238). The secret is sealed with a key of the data folder.';
comment on column second_factor.confirmed_us is 'Null while it is being set up: then it is not asked for.';
comment on column second_factor.last_step is 'Time step of the newest code accepted: no code is accepted twice.';

create table recovery_code (
  person text not null references second_factor on delete cascade,
  code_hash bytea not null,
  used_us bigint,
  primary key (person, code_hash)
);
comment on table recovery_code is 'One-time codes for when the phone is lost; code_hash is the SHA-256 of a code that is stored nowhere.';

alter table password_link add column resets_second_factor boolean not null default false;
comment on column password_link.resets_second_factor is 'Made on the machine itself, for who lost the phone as well.';
