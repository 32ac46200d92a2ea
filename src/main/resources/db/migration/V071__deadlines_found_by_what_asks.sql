-- The deadlines of a step that is cancelled, those that an event has met, and a journey's open ones: asked at each task.
create index deadline_execution on pathways.deadline (execution_id) where status in ('OPEN', 'BREACHED');
create index deadline_met_event on pathways.deadline (met_event_id) where met_event_id is not null;
create index deadline_open_of_journey on pathways.deadline (journey_id) where status in ('OPEN', 'BREACHED');
