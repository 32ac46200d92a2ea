-- What was done to people, teams, rights, children's facts, settings and the clock: who, when, before and after, for
-- good. Never a password and never a child's name. The tables of whom and what people may see write it by themselves
-- (triggers below), so that no writer can forget it; what has no such table (a deployment, a sign-in, a setting) is
-- written by the application.
create table pathways.audit_entry (
    id            bigint generated always as identity primary key,
    kind          text        not null,
    action        text        not null,
    about         text        not null,
    services      text[]      not null default '{}',
    child_ref     text,
    by_user       text        not null,
    at            timestamptz not null,
    recorded_at   timestamptz not null,
    value_before  text,
    value_after   text,
    reason        text,
    chain_seq     bigint      not null,
    previous_hash text        not null,
    hash          text        not null,
    unique (kind, about, chain_seq)
);
comment on column pathways.audit_entry.about is 'id of the person, team, service, child, deployment, setting';
comment on column pathways.audit_entry.services is 'the services concerned; empty: none in particular';
comment on column pathways.audit_entry.at is 'the application''s clock, which moves in a rehearsal';
comment on column pathways.audit_entry.recorded_at is 'true time, by the database';
comment on column pathways.audit_entry.value_before is 'JSON as text, byte for byte what was hashed';
create index audit_entry_kind on pathways.audit_entry (kind, id desc);
create index audit_entry_by on pathways.audit_entry (by_user, id desc);
create index audit_entry_child on pathways.audit_entry (child_ref, id desc) where child_ref is not null;
call pathways.make_append_only('pathways.audit_entry');

-- Where the chain of each thing stands; its row is the lock under which the next entry about it is written. One chain
-- for all would let two transactions that have nothing to do with each other wait for one another.
create table pathways.audit_chain (
    kind      text   not null,
    about     text   not null,
    length    bigint not null,
    last_hash text   not null,
    primary key (kind, about)
);

create function pathways.audit_hash(e pathways.audit_entry) returns text language sql stable as $$
    select encode(sha256(convert_to(jsonb_build_array(
        e.kind, e.action, e.about, e.services, e.child_ref, e.by_user, extract(epoch from e.at),
        extract(epoch from e.recorded_at), e.value_before, e.value_after, e.reason, e.chain_seq, e.previous_hash
    )::text, 'UTF8')), 'hex')
$$;

create function pathways.chain_audit_entry() returns trigger language plpgsql as $$
begin
    new.recorded_at := clock_timestamp();
    insert into pathways.audit_chain as c (kind, about, length, last_hash) values (new.kind, new.about, 1, '')
    on conflict (kind, about) do update set length = c.length + 1
    returning c.length, c.last_hash into new.chain_seq, new.previous_hash;
    new.hash := pathways.audit_hash(new);
    update pathways.audit_chain set last_hash = new.hash where kind = new.kind and about = new.about;
    return new;
end $$;
create trigger chain_entry before insert on pathways.audit_entry
    for each row execute function pathways.chain_audit_entry();

-- What is wrong with the chains: an entry changed, taken out or put in. No row: nothing.
create function pathways.audit_faults() returns table (id bigint, fault text) language sql stable as $$
    select e.id, 'changed' from pathways.audit_entry e where e.hash <> pathways.audit_hash(e)
    union all
    select n.id, 'not the one that followed' from (
        select e.id, e.chain_seq, e.previous_hash,
               lag(e.hash, 1, '') over w as hash_before, lag(e.chain_seq, 1, 0::bigint) over w as seq_before
        from pathways.audit_entry e window w as (partition by e.kind, e.about order by e.chain_seq)) n
    where n.chain_seq <> n.seq_before + 1 or n.previous_hash <> n.hash_before
    union all
    select coalesce(l.last_id, 0), 'the end of the chain of ' || c.kind || ' ' || c.about || ' is missing'
    from pathways.audit_chain c
    left join lateral (select e.id as last_id, e.hash, e.chain_seq from pathways.audit_entry e
                       where e.kind = c.kind and e.about = c.about order by e.chain_seq desc limit 1) l on true
    where l.hash is distinct from c.last_hash or l.chain_seq is distinct from c.length
$$;

-- The services that one row concerns: by its own service, its team, its child, its person.
create function pathways.services_of(tbl text, line jsonb) returns text[] language sql stable as $$
    select coalesce(array_agg(distinct found.service order by found.service), '{}') from (
        select case when tbl = 'service' then line ->> 'id' end as service
        union all select line ->> 'service_id'
        union all select t.service_id from pathways.team t where t.id = line ->> 'team_id'
        union all select t.service_id from pathways.child c join pathways.team t on t.id = c.team_id
                  where c.ref = line ->> 'child_ref'
        union all select p.service_id from pathways.person p where tbl <> 'person' and p.user_id = line ->> 'user_id'
        union all select t.service_id from pathways.person p join pathways.team t on t.id = p.team_id
                  where tbl <> 'person' and p.user_id = line ->> 'user_id'
    ) found where found.service is not null
$$;

-- Keeps what happened to a row. Arguments: the kind of entry, the column that says what it is about, and columns of
-- which only the fact that they changed is kept (a child's name).
-- Who: as the application says for its transaction (pathways.actor), else as the row itself says, else the database's
-- role, so that a hand at the database shows as one.
create function pathways.keep_change() returns trigger language plpgsql as $$
declare
    was      jsonb := case when tg_op <> 'INSERT' then to_jsonb(old) end;
    becomes  jsonb := case when tg_op <> 'DELETE' then to_jsonb(new) end;
    line     jsonb := coalesce(becomes, was);
    hidden   text[] := string_to_array(coalesce(tg_argv[2], ''), ',');
    b        jsonb;
    a        jsonb;
    what     text;
begin
    if tg_op = 'UPDATE' then
        if was = becomes then
            return null;
        end if;
        select coalesce(jsonb_object_agg(o.key, case when o.key = any (hidden) then '"(not kept here)"' else o.value end), '{}'),
               coalesce(jsonb_object_agg(o.key, case when o.key = any (hidden) then '"(changed)"' else becomes -> o.key end), '{}')
        into b, a
        from jsonb_each(was) o where o.value is distinct from becomes -> o.key;
    else
        b := jsonb_strip_nulls(was - hidden);
        a := jsonb_strip_nulls(becomes - hidden);
    end if;
    what := case
        when tg_table_name = 'record_access' then replace(lower(becomes ->> 'decision'), '_', ' ')
        when tg_table_name = 'person_role' then case tg_op when 'DELETE' then 'role taken' else 'role given' end
        when tg_table_name = 'person' and tg_op = 'UPDATE' and (was ->> 'active')::boolean and not (becomes ->> 'active')::boolean then 'left'
        when tg_table_name = 'person' and tg_op = 'UPDATE' and (becomes ->> 'active')::boolean and not (was ->> 'active')::boolean then 'returned'
        when tg_table_name = 'password_link' and tg_op = 'INSERT' then 'password link made'
        when tg_table_name = 'password_link' and becomes ->> 'ended_because' = 'used' then 'password set with the link'
        when tg_table_name = 'password_link' then 'password link ended'
        when tg_table_name = 'rehearsal_clock' then 'moved'
        when tg_op = 'INSERT' then 'added'
        when tg_op = 'UPDATE' then 'changed'
        else 'removed' end;
    insert into pathways.audit_entry
        (kind, action, about, services, child_ref, by_user, at, value_before, value_after, reason)
    values (
        tg_argv[0],
        what,
        case when tg_argv[1] = '' then tg_table_name else line ->> tg_argv[1] end,
        array(select distinct s from unnest(
            case when was is null then '{}' else pathways.services_of(tg_table_name, was) end
            || case when becomes is null then '{}' else pathways.services_of(tg_table_name, becomes) end) s order by s),
        case when tg_table_name = 'child' then line ->> 'ref' else line ->> 'child_ref' end,
        coalesce(nullif(current_setting('pathways.actor', true), ''), line ->> 'by_user', line ->> 'moved_by',
                 'database role ' || session_user),
        coalesce(nullif(current_setting('pathways.now', true), '')::timestamptz,
                 clock_timestamp() + coalesce((select offset_millis from pathways.rehearsal_clock), 0) * interval '1 millisecond'),
        b::text,
        a::text,
        coalesce(line ->> 'reason', nullif(current_setting('pathways.reason', true), '')));
    return null;
end $$;

-- Call once for every table that says who works here, what they may see, or what is known of a child.
create procedure pathways.make_audited(tbl regclass, kind text, about text, hidden text) language plpgsql as $$
begin
    execute format('create trigger keep_change after insert or update or delete on %s
                    for each row execute function pathways.keep_change(%L, %L, %L)', tbl, kind, about, hidden);
    execute format('alter table %s enable always trigger keep_change', tbl);
    -- Emptying a table at one stroke would leave no trace.
    execute format('create trigger no_truncate before truncate on %s
                    for each statement execute function pathways.refuse_change()', tbl);
end $$;

call pathways.make_audited('pathways.service', 'SERVICE', 'id', '');
call pathways.make_audited('pathways.team', 'TEAM', 'id', '');
call pathways.make_audited('pathways.person', 'PERSON', 'user_id', '');
call pathways.make_audited('pathways.person_role', 'ROLE', 'user_id', '');
call pathways.make_audited('pathways.absence', 'ABSENCE', 'user_id', '');
call pathways.make_audited('pathways.child', 'CHILD', 'ref', 'name');
-- Append-only and so safe from emptying already, which the second trigger repeats.
call pathways.make_audited('pathways.record_access', 'ACCESS', 'child_ref', '');
call pathways.make_audited('pathways.rehearsal_clock', 'CLOCK', '', '');
