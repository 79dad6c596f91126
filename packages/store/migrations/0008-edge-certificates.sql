-- Certificates of edge nodes are credentials of an account like its tokens.

alter table api_token add column kind text not null default 'token' check (kind in ('token', 'certificate'));
comment on column api_token.kind is 'certificate: token_hash is the SHA-256 of a client certificate, its fingerprint.';
