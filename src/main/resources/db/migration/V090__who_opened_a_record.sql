-- Who opened which child's record, and who was refused: for good (SWI-CON-10).
create table pathways.record_view (
    id        bigint generated always as identity primary key,
    child_ref text        not null references pathways.child (ref),
    by_user   text        not null,
    at        timestamptz not null,
    allowed   boolean     not null
);
create index record_view_child on pathways.record_view (child_ref, id desc);
create index record_view_person on pathways.record_view (by_user, id desc);
call pathways.make_append_only('pathways.record_view');

-- What senior managers decided about who may see a record (SWI-CON-12, SWI-CON-21a, SWI-CON-21b). The latest decision
-- of its sort holds.
create table pathways.record_access (
    id        uuid primary key,
    seq       bigint generated always as identity unique,
    child_ref text        not null references pathways.child (ref),
    decision  text        not null check (decision in ('RESTRICT', 'LIFT', 'GRANT', 'END_GRANT', 'CONFLICT', 'END_CONFLICT')),
    person    text references pathways.person (user_id),
    until     date,
    reason    text        not null check (btrim(reason) <> ''),
    by_user   text        not null,
    at        timestamptz not null,
    constraint record_access_of_whom check ((decision in ('RESTRICT', 'LIFT')) = (person is null))
);
comment on column pathways.record_access.until is 'the last day of a grant; null until it is ended';
create index record_access_child on pathways.record_access (child_ref, seq desc);
call pathways.make_append_only('pathways.record_access');

create function pathways.record_granted_to(child text, who text, today date) returns boolean language sql stable as $$
    select coalesce((select a.decision = 'GRANT' and (a.until is null or a.until >= today)
                     from pathways.record_access a
                     where a.child_ref = child and a.person = who and a.decision in ('GRANT', 'END_GRANT')
                     order by a.seq desc limit 1), false)
$$;

-- Closed to somebody with a conflict of interest, whoever they are. A restricted record is closed to all but the child's
-- worker, the manager of the team, the senior managers, the emergency duty service, and those to whom one opened it.
create function pathways.record_closed_to(child text, who text, today date) returns boolean language sql stable as $$
    select exists (select 1 from pathways.record_access a where a.child_ref = child) and (
        coalesce((select a.decision = 'CONFLICT' from pathways.record_access a
                  where a.child_ref = child and a.person = who and a.decision in ('CONFLICT', 'END_CONFLICT')
                  order by a.seq desc limit 1), false)
        or (coalesce((select a.decision = 'RESTRICT' from pathways.record_access a
                      where a.child_ref = child and a.decision in ('RESTRICT', 'LIFT')
                      order by a.seq desc limit 1), false)
            and not pathways.record_granted_to(child, who, today)
            and not exists (select 1 from pathways.child c where c.ref = child and c.allocated_worker = who)
            and not exists (select 1 from pathways.person_role r
                            join pathways.person p on p.user_id = r.user_id
                            join pathways.child c on c.ref = child
                            where r.user_id = who
                              and (r.role in ('service-manager', 'head-of-service', 'director', 'eds')
                                   or (r.role = 'team-manager' and p.team_id = c.team_id)))))
$$;

-- When something last happened to a child, in whichever journey: asked for every child of a team at once.
create index journey_event_child on pathways.journey_event (child_ref, name, occurred_at desc);
