-- A longer interval than the limit holds only with a recorded reason (SWI-SV2-12c).
alter table pathways.agreed_interval add column reason text;

-- One case supervision for each child, whoever opens it at the same moment.
create unique index journey_one_supervision on pathways.journey (child_ref)
    where key = 'case-supervision' and ended_at is null;

-- A child's situation is read over all its journeys.
create index journey_of_child on pathways.journey (child_ref, opened_at);
