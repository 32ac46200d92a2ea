package uk.childpathways.around;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What somebody is to a child. */
public enum Relation {
    MOTHER("mother", "Mother", Kind.PARENT, Sign.WOMAN),
    FATHER("father", "Father", Kind.PARENT, Sign.MAN),
    PARENT("parent", "Parent (adoptive, or another mother or father)", Kind.PARENT, Sign.ANYBODY),
    STEP_MOTHER("step-mother", "Stepmother", Kind.STEP_PARENT, Sign.WOMAN),
    STEP_FATHER("step-father", "Stepfather", Kind.STEP_PARENT, Sign.MAN),
    PARTNER("partner", "Partner of a parent", Kind.STEP_PARENT, Sign.ANYBODY),
    MOTHERS_MOTHER("mothers-mother", "Grandmother, mother’s side", Kind.GRANDPARENT, Sign.WOMAN),
    MOTHERS_FATHER("mothers-father", "Grandfather, mother’s side", Kind.GRANDPARENT, Sign.MAN),
    FATHERS_MOTHER("fathers-mother", "Grandmother, father’s side", Kind.GRANDPARENT, Sign.WOMAN),
    FATHERS_FATHER("fathers-father", "Grandfather, father’s side", Kind.GRANDPARENT, Sign.MAN),
    SISTER("sister", "Sister (without a record here)", Kind.SIBLING, Sign.WOMAN),
    BROTHER("brother", "Brother (without a record here)", Kind.SIBLING, Sign.MAN),
    HALF_SISTER("half-sister", "Half-sister or stepsister", Kind.SIBLING, Sign.WOMAN),
    HALF_BROTHER("half-brother", "Half-brother or stepbrother", Kind.SIBLING, Sign.MAN),
    AUNT("aunt", "Aunt", Kind.RELATIVE, Sign.WOMAN),
    UNCLE("uncle", "Uncle", Kind.RELATIVE, Sign.MAN),
    RELATIVE("relative", "Other relative", Kind.RELATIVE, Sign.ANYBODY),
    CARER("carer", "Foster carer or other carer", Kind.CARER, Sign.ANYBODY),
    FRIEND("friend", "Friend or neighbour", Kind.OTHER, Sign.ANYBODY),
    DOCTOR("doctor", "Family doctor (GP)", Kind.PROFESSIONAL, Sign.ANYBODY),
    HEALTH_VISITOR("health-visitor", "Health visitor", Kind.PROFESSIONAL, Sign.ANYBODY),
    MIDWIFE("midwife", "Midwife", Kind.PROFESSIONAL, Sign.ANYBODY),
    PAEDIATRICIAN("paediatrician", "Paediatrician", Kind.PROFESSIONAL, Sign.ANYBODY),
    SCHOOL("school", "School or nursery", Kind.PROFESSIONAL, Sign.ANYBODY),
    POLICE("police", "Police", Kind.PROFESSIONAL, Sign.ANYBODY),
    HOUSING("housing", "Housing", Kind.PROFESSIONAL, Sign.ANYBODY),
    ADVOCATE("advocate", "Advocate", Kind.PROFESSIONAL, Sign.ANYBODY),
    GUARDIAN("guardian", "Children’s guardian", Kind.PROFESSIONAL, Sign.ANYBODY),
    PROFESSIONAL("professional", "Other professional", Kind.PROFESSIONAL, Sign.ANYBODY);

    /** In which part of the page somebody stands. */
    public enum Kind {
        PARENT,
        STEP_PARENT,
        GRANDPARENT,
        SIBLING,
        RELATIVE,
        CARER,
        OTHER,
        PROFESSIONAL
    }

    /** How somebody is drawn in a family tree. */
    public enum Sign {
        WOMAN,
        MAN,
        ANYBODY
    }

    private final String key;
    private final String words;
    private final Kind kind;
    private final Sign sign;

    Relation(String key, String words, Kind kind, Sign sign) {
        this.key = key;
        this.words = words;
        this.kind = kind;
        this.sign = sign;
    }

    public String key() {
        return key;
    }

    public String words() {
        return words;
    }

    public Kind kind() {
        return kind;
    }

    public Sign sign() {
        return sign;
    }

    public boolean professional() {
        return kind == Kind.PROFESSIONAL;
    }

    public static Optional<Relation> of(Object key) {
        return Arrays.stream(values())
                .filter(relation -> relation.key.equals(key))
                .findFirst();
    }

    /** For a choice on a page. */
    public static Map<String, String> choices() {
        Map<String, String> choices = new LinkedHashMap<>();
        for (Relation relation : values()) {
            choices.put(relation.key, relation.words);
        }
        return choices;
    }
}
