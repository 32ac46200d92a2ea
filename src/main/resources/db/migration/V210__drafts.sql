-- What somebody has typed into a form and not handed in yet. It is no part of any record: nobody has said it. It ends with
-- its task, in the transaction in which the task ends, whichever way that is: hence the reference to the engine's row.
create table pathways.draft (
    id           uuid        primary key,
    author       text        not null,
    task_id      varchar(64) references public.act_ru_task (id_) on delete cascade,
    process_key  text,
    form_id      text        not null,
    answers      text        not null,
    said         text        not null,
    page         uuid        not null,
    turn         bigint      not null,
    version      bigint      not null,
    typing_since timestamptz not null,
    typed_at     timestamptz not null,
    constraint draft_of_a_task_or_a_start check ((task_id is null) <> (process_key is null)),
    constraint draft_of_task unique (task_id, author)
);
create index draft_of_start on pathways.draft (author, process_key) where process_key is not null;
comment on column pathways.draft.said is
    'the same under the labels that the form had then: shown where the form has changed and no longer asks it';
comment on column pathways.draft.page is 'the opened form from which it was typed last, in one window of one browser';
comment on column pathways.draft.turn is 'counts what that page sent: a message that was overtaken changes nothing';
comment on column pathways.draft.typing_since is 'when the present stretch of typing began, which ends with two minutes of rest';
