-- What a form was told last about a child, in whichever journey.
create index chronology_child_form on pathways.chronology_entry (child_ref, form_id, chain_seq);
