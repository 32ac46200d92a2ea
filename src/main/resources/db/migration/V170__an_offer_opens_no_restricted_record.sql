-- Work that is offered to a role of every team opens no record that somebody restricted: there it goes to those who may
-- open it already (SWI-CON-12).

-- Restricted by somebody, and not by a match for adoption, from which on court, panel and review are asked by law.
create function pathways.record_restricted_by_decision(child text) returns boolean language sql stable as $$
    select coalesce((select a.decision = 'RESTRICT' and a.by_user <> 'application' from pathways.record_access a
                     where a.child_ref = child and a.decision in ('RESTRICT', 'LIFT')
                     order by a.seq desc limit 1), false)
$$;

create or replace function pathways.record_closed_to(child text, who text, moment timestamptz) returns boolean language sql stable as $$
    select exists (select 1 from pathways.record_access a where a.child_ref = child) and (
        pathways.record_in_conflict(child, who)
        or (pathways.record_restricted(child)
            and not pathways.record_granted_to(child, who, moment)
            and not exists (select 1 from pathways.child c where c.ref = child and c.allocated_worker = who)
            and not exists (select 1 from pathways.person_role r
                            join pathways.person p on p.user_id = r.user_id
                            join pathways.child c on c.ref = child
                            where r.user_id = who
                              and (r.role in ('service-manager', 'head-of-service', 'director', 'eds')
                                   or (r.role = 'team-manager' and p.team_id = c.team_id)))
            and not (not pathways.record_restricted_by_decision(child) and pathways.record_part_of(child, who, moment))
            -- By name, or as one of the team that is asked to take over.
            and not exists (select 1 from pathways.record_part p
                            where p.child_ref = child and (p.until_at is null or p.until_at > moment)
                              and (p.person = who
                                   or (p.person is null and p.team_id is not null
                                       and exists (select 1 from pathways.person h
                                                   join pathways.person_role r on r.user_id = h.user_id
                                                   where h.user_id = who and h.active
                                                     and h.team_id = p.team_id and r.role = p.role))))))
$$;

-- These roles open the children to whom they are allocated; they had every child whose work they were offered.
update pathways.record_part set until_at = now()
where until_at is null and person is null
  and role in ('personal-adviser', 'early-help-practitioner', 'early-help-manager');
