-- An agreed action can also end undone, with what came of it.
alter table pathways.agreed_action drop constraint agreed_action_status_check;
alter table pathways.agreed_action
    add constraint agreed_action_status_check check (status in ('OPEN', 'DONE', 'NOT_DONE', 'WITHDRAWN'));
create unique index agreed_action_follow_up on pathways.agreed_action (process_instance_id);
