-- Views of the log that people keep by a name, for themselves or for everybody at a place.

create table saved_view (
  id text primary key default gen_random_uuid()::text,
  owner text not null references person on delete cascade,
  place text references place on delete cascade,
  name text not null check (length(name) between 1 and 80),
  search text not null check (length(search) <= 4000),
  version integer not null default 1,
  changed_us bigint not null
);
comment on table saved_view is 'The view itself is an address of the panel, which opens without this table.';
comment on column saved_view.place is 'Shared with whoever reads events there; null: the owner alone sees it.';
comment on column saved_view.search is 'The part of the address behind the question mark.';
create index saved_view_owner on saved_view (owner);
create index saved_view_place on saved_view (place) where place is not null;
