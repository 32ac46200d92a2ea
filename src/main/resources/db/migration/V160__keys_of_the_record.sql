-- The chain of each record is made with a key that lies outside the database (HMAC-SHA-256); a link names its key:
-- hash and previous_hash are "<key>.<hex>", and plain SHA-256 for links of before.

-- Which keys have been used here, each with a proof of itself, so that a wrong key is found at start.
create table pathways.record_key (
    id            text primary key,
    proof         text        not null,
    first_used_at timestamptz not null
);
call pathways.make_append_only('pathways.record_key');

-- What a chain was at a moment, sealed with a key: the end of the links that were made without one or with an older one.
create table pathways.record_seal (
    chain     text        not null check (chain in ('record', 'audit')),
    ref       text        not null,
    length    bigint      not null,
    last_hash text        not null,
    seal      text        not null,
    at        timestamptz not null,
    primary key (chain, ref, length, seal)
);
comment on column pathways.record_seal.ref is 'the child or supervision file; for the trail its kind and what it is about';
call pathways.make_append_only('pathways.record_seal');
