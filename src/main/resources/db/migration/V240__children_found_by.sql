-- How people write names: without regard to capitals, accents, apostrophes and what stands between words.
create function pathways.plain(said text) returns text language sql immutable as $$
    select trim(regexp_replace(
        regexp_replace(
            lower(translate(
                regexp_replace(normalize(coalesce(said, ''), NFD), '[\u0300-\u036f]', '', 'g'),
                'ŁłØøĐđÐðÞþßÆæŒœıĦħ', 'LlOoDdDdTtsAaOoiHh')),
            '[''’‘ʼ`]', '', 'g'),
        '[^[:alnum:]]+', ' ', 'g'))
$$;

-- The words by which a child's record is found: the name, names from before, people around the child, addresses. Read
-- only together with who may open the record.
create table pathways.child_found_by (
    child_ref text not null references pathways.child (ref),
    source    text not null,
    says      text not null,
    plain     text generated always as (pathways.plain(says)) stored,
    primary key (child_ref, source)
);
comment on table pathways.child_found_by is 'made from the child''s name and from entries of the record';
comment on column pathways.child_found_by.source is 'name; former and when; person or address and its number';

create function pathways.child_found_by_name() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE' then
        if old.name is not distinct from new.name then
            return null;
        end if;
        if old.name is not null and pathways.plain(old.name) <> pathways.plain(coalesce(new.name, '')) then
            insert into pathways.child_found_by (child_ref, source, says)
            values (new.ref, 'former ' || clock_timestamp()::text, old.name);
        end if;
    end if;
    insert into pathways.child_found_by (child_ref, source, says) values (new.ref, 'name', coalesce(new.name, ''))
    on conflict (child_ref, source) do update set says = excluded.says;
    return null;
end $$;
create trigger found_by_name after insert or update of name on pathways.child
    for each row execute function pathways.child_found_by_name();

insert into pathways.child_found_by (child_ref, source, says) select ref, 'name', coalesce(name, '') from pathways.child;
