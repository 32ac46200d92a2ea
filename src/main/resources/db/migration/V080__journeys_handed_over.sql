-- A journey knows the one that handed the child over to it: its events are on record here too.
alter table pathways.journey add column handed_over_from uuid references pathways.journey (id);
create index journey_handed_over_from on pathways.journey (handed_over_from) where handed_over_from is not null;
