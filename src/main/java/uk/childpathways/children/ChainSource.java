package uk.childpathways.children;

import java.util.Collection;
import java.util.List;

/** A table whose rows are links of the children's record chains; every such table offers itself for verification. */
public interface ChainSource {

    /** All entries of these children that this table holds, in any order. */
    List<Entry> entriesOf(Collection<String> childRefs);

    /**
     * One stored entry.
     *
     * @param childRef whose it is
     * @param what how to name it to a person ("chronology entry 4f…")
     * @param payload the same values, in the same order, as were given to {@link RecordChain#next}
     */
    record Entry(String childRef, String what, long seq, String previousHash, String hash, List<?> payload) {}
}
