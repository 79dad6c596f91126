-- Harvests that people begin, cancel and watch, and what they confirm.

alter table harvest_source
  add column paused boolean not null default false,
  add column problem jsonb,
  add column problem_us bigint;
comment on column harvest_source.paused is 'Neither watched nor harvested meanwhile.';
comment on column harvest_source.problem is 'Why it cannot be looked at just now, since problem_us: text, and code and data of the error catalogue.';

alter table harvest drop constraint harvest_state_check;
alter table harvest add constraint harvest_state_check
  check (state in ('waiting', 'running', 'finished', 'cancelled', 'failed'));
alter table harvest
  add column cancelling boolean not null default false,
  add column failure jsonb;
comment on table harvest is 'One walk through a source. One that died is "running", and nobody holds its lock.';
comment on column harvest.cancelling is 'A person asked for its end; whoever runs it sees this with the next progress that it writes.';
comment on column harvest.failure is 'Code and data of the error catalogue, where the problem is one of those.';

create index harvest_skip_reason on harvest_skip (harvest, reason, path);
create index program_in_order on program (name, id);
