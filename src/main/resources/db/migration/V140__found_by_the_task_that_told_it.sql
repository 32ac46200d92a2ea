-- Whoever completes a task that is over is told who completed it and when.
create index chronology_task on pathways.chronology_entry (task_id);
