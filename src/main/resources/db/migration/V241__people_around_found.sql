-- Who is around a child, and what the opening of an enquiry or assessment asked before visiting, is read for each card of a
-- visit: found without reading everything else that was written about the child.
create index chronology_entry_around on pathways.chronology_entry (child_ref) where kind = 'around-child';
create index chronology_entry_risks on pathways.chronology_entry (child_ref)
    where answers like '%"knownRisksToWorkers"%';
