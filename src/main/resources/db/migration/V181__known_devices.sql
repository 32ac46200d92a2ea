-- A browser in which an account was opened before: its tries are counted for it alone, and the pause of the address from
-- which it comes does not hold for that account. Only the hash of what its cookie says.
create table pathways.sign_in_device (
    device_hash text        not null,
    user_id     text        not null,
    used_at     timestamptz not null,
    primary key (device_hash, user_id)
);
create index sign_in_device_user on pathways.sign_in_device (user_id);
