-- Found by it: the processes of a child, a journey or a breach (docs/decisions/41). What people type into other variables may be
-- longer than an index holds.
create index act_ru_variable_whose on act_ru_variable (text_)
    where name_ in ('childRef', 'journeyId', 'breachId', 'begunBeside');
