-- Who is away, from when to when, and who covers. Why somebody is away is no business of this application.
create table pathways.absence (
    id          uuid primary key,
    user_id     text        not null references pathways.person (user_id),
    away_from   date        not null,
    back_on     date,
    covered_by  text references pathways.person (user_id),
    state       text        not null check (state in ('PLANNED', 'AWAY', 'OVER')),
    recorded_by text        not null,
    recorded_at timestamptz not null,
    constraint absence_ends_after_it_began check (back_on is null or back_on >= away_from),
    constraint nobody_covers_themselves check (covered_by is null or covered_by <> user_id)
);
comment on column pathways.absence.back_on is 'the first day back at work; empty while nobody knows, and for somebody who has left';
comment on column pathways.absence.state is 'whether the work has been offered (AWAY) or given back (OVER)';
create index absence_open on pathways.absence (user_id) where state <> 'OVER';

-- Work that was somebody's before they were away, so that it goes back to them.
create table pathways.work_offered (
    task_id    text primary key,
    user_id    text not null,
    covered_by text
);
create index work_offered_of on pathways.work_offered (user_id);
