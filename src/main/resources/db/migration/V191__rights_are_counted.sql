-- How many rights let somebody read a task, or the tasks of a process, is counted: the database took it for one in two
-- hundred, compared each open task with each right, and took 3.2 seconds for a list that takes 0.1 (docs/decisions/41).
create statistics act_ru_authorization_reads on (perms_ & 2) from act_ru_authorization;
create statistics act_ru_authorization_reads_tasks on (perms_ & 64) from act_ru_authorization;
analyze act_ru_authorization;
