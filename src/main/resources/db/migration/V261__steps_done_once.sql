-- What is done once after an upgrade, and not again at each start: read over all open tasks, it took the more memory and
-- time the more there are.
create table pathways.step_done (
    step text        primary key,
    at   timestamptz not null default now()
);
insert into pathways.step_done (step) select 'parts-of-running-cases' where exists (select 1 from pathways.record_part);
