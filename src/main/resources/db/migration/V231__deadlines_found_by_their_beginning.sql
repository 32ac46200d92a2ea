-- When the date of an event is corrected, what runs from it is looked for, however long ago it was met.
create index deadline_start_event on pathways.deadline (start_event_id) where start_event_id is not null;
