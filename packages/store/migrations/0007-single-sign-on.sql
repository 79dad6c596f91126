-- Single sign-on: who is who at the company's provider, roles that follow its claims, sessions that began there.

create table identity (
  id text primary key default gen_random_uuid()::text,
  issuer text not null,
  subject text not null,
  person text not null references person on delete cascade,
  label text not null default '',
  linked_us bigint not null,
  last_used_us bigint,
  unique (issuer, subject)
);
comment on table identity is 'An account of an OpenID provider that opens an account here. Issuer and subject are the key: e-mail addresses change hands.';
comment on column identity.label is 'What the provider called it when it was last used; to be recognised by people, proves nothing.';
create index identity_person on identity (person);

alter table role_grant add column from_provider boolean not null default false;
comment on column role_grant.from_provider is 'Given by the claims of the provider, and taken again when they no longer say so.';

alter table session add column provider_hint bytea;
comment on column session.provider_hint is 'The ID token that began the session, sealed with a key of the data folder: signs out at the provider as well.';
