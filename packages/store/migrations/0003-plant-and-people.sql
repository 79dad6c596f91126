-- The plant after ISA-95, people with roles at places, shift calendars, and what is made: parts, jobs, operations.
-- Everything people edit has a version, which grows by one with each change: two editors cannot overwrite one another.

create table place (
  id text primary key,
  level text not null check (level in ('enterprise', 'site', 'area', 'line', 'machine')),
  name text not null,
  parent text references place,
  version integer not null default 1,
  changed_us bigint not null,
  check ((level = 'enterprise') = (parent is null)),
  check (starts_with(id, level || ':'))
);
comment on table place is 'The plant. Ids carry their level: site:plant is the place of events with site plant.';
comment on column place.parent is 'Level order and cycles are checked by the program under a lock.';
create index place_parent on place (parent);
create unique index place_one_enterprise on place (level) where level = 'enterprise';

insert into place (id, level, name, changed_us)
values ('enterprise:own', 'enterprise', 'Enterprise', (extract(epoch from now()) * 1000000)::bigint);
insert into place (id, level, name, parent, changed_us)
select 'site:' || site, 'site', site, 'enterprise:own', max(changed_us) from machine group by site;
insert into place (id, level, name, parent, changed_us)
select 'machine:' || id, 'machine', name, 'site:' || site, changed_us from machine;

create table shift_calendar (
  place text primary key references place on delete cascade,
  calendar json not null,
  version integer not null default 1,
  changed_us bigint not null
);
comment on table shift_calendar is 'When a line, or whatever contains it, is planned to work. The nearest one upwards holds.';

alter table person alter column password_hash drop not null;
alter table person add column place text references place;
update person set place = 'enterprise:own';
alter table person alter column place set not null;
create index person_place on person (place);
comment on column person.place is 'Where the account belongs: whoever manages that place manages the account.';
alter table person add column disabled_us bigint;
alter table person add column version integer not null default 1;
alter table person add column changed_us bigint;
update person set changed_us = created_us;
alter table person alter column changed_us set not null;
comment on column person.password_hash is 'PHC string; opaque to the database. Null until the person has chosen a password.';
comment on column person.disabled_us is 'Since when the account may not be used; accounts are not deleted, since events name them.';

create table role_grant (
  id text primary key default gen_random_uuid()::text,
  person text not null references person on delete cascade,
  role text not null check (role in (
    'platformOwner', 'organisationAdmin', 'manager', 'engineer', 'technician',
    'operator', 'auditor', 'viewer', 'machine', 'kiosk'
  )),
  place text not null references place,
  granted_by text,
  granted_us bigint not null,
  unique (person, role, place)
);
comment on table role_grant is 'Who holds which role where. Never changed, only given and taken.';
comment on column role_grant.granted_by is 'Null for the first owner. Not a foreign key: it says what was.';
create index role_grant_place on role_grant (place);

insert into role_grant (person, role, place, granted_us)
select id, 'platformOwner', 'enterprise:own', created_us from person where role = 'owner';
alter table person drop column role;

create table password_link (
  token_hash bytea primary key,
  person text not null unique references person on delete cascade,
  expires_us bigint not null
);
comment on table password_link is 'One-time links to choose a password, one a person; token_hash is the SHA-256 of a token that is stored nowhere.';

create table part (
  id text primary key default gen_random_uuid()::text,
  place text not null references place,
  number text not null,
  name text not null,
  version integer not null default 1,
  changed_us bigint not null,
  unique (place, number)
);
comment on table part is 'What is made (ISA-95: material definition of a product).';
comment on column part.place is 'The enterprise for parts that every site knows, or the site that makes it.';

create table job (
  id text primary key default gen_random_uuid()::text,
  place text not null references place,
  number text not null,
  part text not null references part,
  quantity integer not null check (quantity > 0),
  due_us bigint,
  version integer not null default 1,
  changed_us bigint not null,
  unique (place, number)
);
comment on table job is 'So many of a part by a date (ISA-95: job order).';
comment on column job.place is 'The site, area or line that makes it.';
create index job_part on job (part);

create table operation (
  job text not null references job on delete cascade,
  number integer not null check (number > 0),
  name text not null,
  place text references place,
  planned_setup_us bigint check (planned_setup_us >= 0),
  planned_run_per_item_us bigint check (planned_run_per_item_us > 0),
  primary key (job, number)
);
comment on table operation is 'Steps of a job, in order of their number; changed with the job and under its version.';
comment on column operation.place is 'The line or machine on which it is planned.';
comment on column operation.planned_run_per_item_us is 'PRI of ISO 22400-2.';
create index operation_place on operation (place);
