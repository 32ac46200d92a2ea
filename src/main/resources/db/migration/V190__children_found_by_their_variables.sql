-- The engine has no index by which a process is found from the child, journey or breach that it is for: it read the variables
-- of every running process. An index adds to the engine's schema and changes nothing in it, as its manual allows; only these
-- names, whose values are short, because what people type into other variables may be longer than an index holds.
create index act_ru_variable_whose on act_ru_variable (text_)
    where name_ in ('childRef', 'journeyId', 'breachId', 'begunBeside');
