-- From which day on a person no longer works here, where that is known ahead; the person's own trail tells of it.
alter table pathways.person add column leaves_on date;
alter table pathways.person add column leaves_covered_by text references pathways.person (user_id);
alter table pathways.person add column leaves_reason text;
comment on column pathways.person.leaves_on is 'the first day on which the log-in is closed; empty once they have left';
create index person_leaves on pathways.person (leaves_on) where leaves_on is not null;
