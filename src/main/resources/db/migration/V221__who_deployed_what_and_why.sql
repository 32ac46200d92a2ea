-- Each version of a flow, a table or a form: who deployed it, when, and what it says otherwise than the one before, in
-- the words of that day (which labels were left behind depends on what was in force then). Versions of earlier releases
-- have no row: the engine has their day.
create table pathways.model_version (
    kind          text        not null check (kind in ('FLOW', 'TABLE', 'FORM')),
    key           text        not null,
    number        int         not null,
    deployment_id text        not null,
    by_user       text        not null,
    at            timestamptz not null,
    changes       text[]      not null,
    primary key (deployment_id, kind, key)
);
comment on column pathways.model_version.by_user is 'who deployed; "application" for what came with a release';
comment on column pathways.model_version.changes is 'a sentence each; none for the first version';
create index model_version_of on pathways.model_version (kind, key, number);
call pathways.make_append_only('pathways.model_version');

-- Why: Camunda Modeler cannot ask, so it is said afterwards; who wants to say more adds a line.
create table pathways.deployment_reason (
    id            bigint generated always as identity primary key,
    deployment_id text        not null,
    reason        text        not null check (btrim(reason) <> ''),
    by_user       text        not null,
    at            timestamptz not null
);
create index deployment_reason_deployment on pathways.deployment_reason (deployment_id, id);
call pathways.make_append_only('pathways.deployment_reason');
