-- Wrong passwords, counted for each account from each source, so that a pause grows where the wrong tries come from and
-- nowhere else. Common to all nodes. A row with an empty user id counts what came from the source for all accounts.
create table pathways.sign_in_try (
    user_id      text        not null,
    source       text        not null,
    failures     integer     not null default 0,
    last_failure timestamptz,
    paused_until timestamptz,
    succeeded_at timestamptz,
    primary key (user_id, source)
);
comment on column pathways.sign_in_try.succeeded_at is 'the account was opened from here: the pause of the source as a whole does not hold for it';

-- What an account must do before it may be used. An account without a row has nothing to do.
create table pathways.account (
    user_id         text primary key,
    change_password boolean     not null default false,
    password_set_at timestamptz not null
);
comment on column pathways.account.change_password is 'somebody else set the password: it opens the page for a new one and nothing else';
