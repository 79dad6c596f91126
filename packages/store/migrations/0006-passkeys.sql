-- Passkeys (WebAuthn). Only public keys: whoever reads them signs nobody in.

create table passkey (
  id text primary key default gen_random_uuid()::text,
  person text not null references person on delete cascade,
  credential_id bytea not null unique,
  public_key bytea not null,
  counter bigint not null,
  rp_id text not null,
  transports text[] not null,
  synced boolean not null,
  name text not null,
  created_us bigint not null,
  last_used_us bigint
);
comment on table passkey is 'What a person signs in with instead of a password: the public half of a key that a phone, computer or security key keeps.';
comment on column passkey.public_key is 'COSE_Key (RFC 9052).';
comment on column passkey.counter is 'Signatures made, as the authenticator counts; stays 0 where it does not count. One that falls tells of a copy.';
comment on column passkey.rp_id is 'The host name under which it was made; it works under no other.';
comment on column passkey.synced is 'Kept by a provider on several devices, so that one that is lost does not take it along.';
create index passkey_person on passkey (person);
