package uk.childpathways.people;

import java.util.Arrays;
import java.util.Optional;

/**
 * The roles that models name, and the group that each is to the engine. A role of a team has a group for each team
 * ({@code social-workers-north}) beside the one for everybody.
 */
public enum Role {
    SOCIAL_WORKER("social-worker", "social-workers", Scope.TEAM, false, false),
    TEAM_MANAGER("team-manager", "team-managers", Scope.TEAM, true, true),
    ASSISTANT_TEAM_MANAGER("assistant-team-manager", "assistant-team-managers", Scope.TEAM, true, true),
    PRINCIPAL_SOCIAL_WORKER("principal-social-worker", "principal-social-workers", Scope.EVERY_CHILD, true, true),
    SERVICE_MANAGER("service-manager", "service-managers", Scope.EVERY_CHILD, true, true),
    HEAD_OF_SERVICE("head-of-service", "heads-of-service", Scope.EVERY_CHILD, true, true),
    DIRECTOR("director", "directors", Scope.EVERY_CHILD, true, true),
    CP_CHAIR("cp-chair", "cp-chairs", Scope.PART, false, true),
    IRO("iro", "iros", Scope.PART, false, true),
    LEGAL("legal", "legal", Scope.PART, false, true),
    AGENCY_DECISION_MAKER("agency-decision-maker", "agency-decision-makers", Scope.PART, false, true),
    PANEL_ADVISER("panel-adviser", "panel-advisers", Scope.PART, false, false),
    PERSONAL_ADVISER("personal-adviser", "personal-advisers", Scope.OWN_CHILDREN, false, false),
    EARLY_HELP_PRACTITIONER("early-help-practitioner", "early-help-practitioners", Scope.OWN_CHILDREN, false, false),
    EARLY_HELP_MANAGER("early-help-manager", "early-help-managers", Scope.OWN_CHILDREN, true, true),
    QUALITY_ASSURANCE("quality-assurance", "quality-assurance", Scope.PART, false, true),
    EDS("eds", "eds", Scope.EVERY_CHILD, false, true),
    FRONT_DOOR("front-door", "front-door", Scope.EVERY_CHILD, false, false),
    CONFERENCE_ADMINISTRATOR("conference-administrator", "conference-administrators", Scope.PART, false, false),
    FOSTERING_REVIEWING_OFFICER("fostering-reviewing-officer", "fostering-reviewing-officers", Scope.PART, false, true),
    CASE_PROGRESSION_MANAGER("case-progression-manager", "case-progression-managers", Scope.PART, false, false),
    PRACTICE_IMPROVEMENT_LEAD("practice-improvement-lead", "practice-improvement-leads", Scope.PART, false, false),
    HUMAN_RESOURCES("human-resources", "human-resources", Scope.NO_CHILD, false, false),
    SAFEGUARDING_MANAGER("safeguarding-manager", "safeguarding-managers", Scope.PART, true, true),
    HEAD_OF_SAFEGUARDING("head-of-safeguarding", "heads-of-safeguarding", Scope.PART, true, true),
    PROCESS_OWNER("process-owner", "process-owners", Scope.NO_CHILD, false, false),
    STANDARDS_LEAD("standards-lead", "standards-leads", Scope.NO_CHILD, false, false);

    /** Whose records a role opens by itself; an allocated worker always reads the child's. */
    public enum Scope {
        /** The children of the person's team. */
        TEAM,
        /** All children (of the person's service, where one is set). */
        EVERY_CHILD,
        /** Those in whose case the person has a part, as long as it lasts (of the person's service, where one is set). */
        PART,
        /** Those to whom the person is allocated. */
        OWN_CHILDREN,
        NO_CHILD
    }

    private final String key;
    private final String group;
    private final Scope scope;
    private final boolean manager;
    private final boolean writesOversight;

    Role(String key, String group, Scope scope, boolean manager, boolean writesOversight) {
        this.key = key;
        this.group = group;
        this.scope = scope;
        this.manager = manager;
        this.writesOversight = writesOversight;
    }

    /** As models spell it. */
    public String key() {
        return key;
    }

    /** The engine's group of everybody with this role. */
    public String group() {
        return group;
    }

    /** Whether this is the engine's group of everybody with this role, or of those of one team. */
    public boolean isGroup(String id) {
        return id.equals(group) || (ofTeam() && id.startsWith(group + "-"));
    }

    public Scope scope() {
        return scope;
    }

    /** Whether its people open a child's record by what is asked of them in the single case. */
    public boolean byPart() {
        return scope == Scope.PART;
    }

    public boolean ofTeam() {
        return scope == Scope.TEAM;
    }

    public boolean manager() {
        return manager;
    }

    /**
     * Whether a person in this role may write on the oversight record: managers, and those whose decision,
     * advice or audit a clause asks for (conference chair, reviewing officer, agency decision maker, out-of-hours duty,
     * legal services, quality assurance). Practitioners never.
     */
    public boolean writesOversight() {
        return writesOversight;
    }

    /** "team manager", "IRO": how a sentence names it. */
    public String words() {
        return switch (this) {
            case IRO -> "IRO";
            case EDS -> "emergency duty worker";
            case FRONT_DOOR -> "front door worker";
            case CP_CHAIR -> "conference chair";
            default -> key.replace('-', ' ');
        };
    }

    public static Optional<Role> find(String key) {
        return Arrays.stream(values()).filter(role -> role.key.equals(key)).findFirst();
    }

    /** @throws IllegalArgumentException with a sentence when no role is spelled so */
    public static Role of(String key) {
        return find(key)
                .orElseThrow(() -> new IllegalArgumentException("There is no role '" + key + "'. The roles are: "
                        + String.join(
                                ", ", Arrays.stream(values()).map(Role::key).toList()) + "."));
    }
}
