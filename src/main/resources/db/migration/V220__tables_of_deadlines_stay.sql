-- A deadline says by which version of which table it was reckoned, and is reckoned anew by that one when an event is
-- corrected. Whoever deletes such a version, by whatever way, would let the child's date follow another table unseen.
create index deadline_table_version on pathways.deadline (table_version);

create function pathways.refuse_table_of_deadlines() returns trigger language plpgsql as $$
begin
    if exists (select 1 from pathways.deadline d where d.table_version = old.id_) then
        raise exception 'Version % of the table % stays: deadlines were reckoned by it.', old.version_, old.key_
            using errcode = 'restrict_violation';
    end if;
    return old;
end $$;
create trigger table_of_deadlines before delete on public.act_re_decision_def
    for each row execute function pathways.refuse_table_of_deadlines();
alter table public.act_re_decision_def enable always trigger table_of_deadlines;
