package uk.childpathways.vocabulary.contract;

import java.util.Map;

/**
 * A closed list of values for one kind, offered by the room that knows them: roles by people, notices by notices. Each
 * room that has such a list adds a bean.
 */
public interface NamedValues {

    ValueKind kind();

    /** Each value with what it means, in the order of the reference. */
    Map<String, String> meanings();

    /** A list that is known from the start. */
    record Listed(ValueKind kind, Map<String, String> meanings) implements NamedValues {}
}
