package uk.childpathways.signin;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.stereotype.Component;
import uk.childpathways.people.Role;

/**
 * The council's sign-in provider, if there is one: who it is, and what its claims mean here. With a provider, passwords
 * kept here open nothing but the accounts that are named for the day on which the provider is out of reach.
 */
@Component
@EnableConfigurationProperties(CouncilProvider.Settings.class)
public class CouncilProvider {

    /** Id of the registration, part of the provider's address for the way back. */
    public static final String ID = "council";

    /**
     * @param issuer address of the provider; empty for none
     * @param audience what a token for programs must be meant for; empty for the client's id
     * @param userClaim which claim is the user id here
     * @param groupsClaim which claim lists the groups
     * @param groups what a group means: {@code CP-North=team:north}, {@code CP-Managers=role:team-manager},
     *     {@code CP-Safeguarding=service:family-safeguarding}; empty: roles and team are kept in the directory here
     * @param createPeople whether somebody who is not in the directory is put there from the claims
     * @param localAccounts user ids that may still come in with a password kept here
     */
    @ConfigurationProperties("pathways.oidc")
    record Settings(
            @DefaultValue("") String issuer,
            @DefaultValue("") String clientId,
            @DefaultValue("") String clientSecret,
            @DefaultValue("") String audience,
            @DefaultValue({"openid", "profile", "email"}) List<String> scopes,
            @DefaultValue("preferred_username") String userClaim,
            @DefaultValue("groups") String groupsClaim,
            @DefaultValue List<String> groups,
            @DefaultValue("false") boolean createPeople,
            @DefaultValue List<String> localAccounts) {}

    /** What a person's groups say about them here. */
    record Meaning(Set<String> roles, String team, String service) {}

    private final Settings settings;
    private final Map<String, List<String[]>> groups = new HashMap<>();

    CouncilProvider(Settings settings) {
        this.settings = settings;
        if (configured() && settings.clientId().isBlank()) {
            throw new IllegalStateException(
                    "PATHWAYS_OIDC_ISSUER names a sign-in provider: say with PATHWAYS_OIDC_CLIENT_ID who we are there.");
        }
        for (String line : settings.groups()) {
            if (!line.isBlank()) {
                read(line.trim());
            }
        }
    }

    private void read(String line) {
        int equals = line.lastIndexOf('=');
        String[] meaning =
                equals < 1 ? new String[0] : line.substring(equals + 1).split(":", 2);
        if (meaning.length != 2 || !Set.of("role", "team", "service").contains(meaning[0])) {
            throw new IllegalStateException("PATHWAYS_OIDC_GROUPS: '" + line
                    + "' is not understood. Write GROUP=role:social-worker, GROUP=team:north or"
                    + " GROUP=service:family-safeguarding, with commas between them.");
        }
        if (meaning[0].equals("role")) {
            Role.of(meaning[1]);
        }
        groups.computeIfAbsent(line.substring(0, equals), group -> new java.util.ArrayList<>())
                .add(meaning);
    }

    public boolean configured() {
        return !settings.issuer().isBlank();
    }

    /** Whether a password kept here may open the account. */
    public boolean passwordOpens(String userId) {
        return !configured() || settings.localAccounts().contains(userId);
    }

    /** Whether any account is opened by a password kept here. */
    public boolean somePasswords() {
        return !configured() || !settings.localAccounts().isEmpty();
    }

    /** Whether roles and team come from the provider's groups; otherwise they are kept in the directory here. */
    boolean saysRoles() {
        return !groups.isEmpty();
    }

    Meaning meaning(List<String> groupsOfPerson) {
        Set<String> roles = new LinkedHashSet<>();
        String team = null;
        String service = null;
        for (String group : groupsOfPerson) {
            for (String[] meaning : groups.getOrDefault(group, List.of())) {
                switch (meaning[0]) {
                    case "role" -> roles.add(meaning[1]);
                    case "team" -> team = meaning[1];
                    default -> service = meaning[1];
                }
            }
        }
        return new Meaning(roles, team, service);
    }

    Settings settings() {
        return settings;
    }

    /** What an address of the provider begins with, for the browser's list of where a form may lead; empty for none. */
    public String origin() {
        if (!configured()) {
            return "";
        }
        java.net.URI issuer = java.net.URI.create(settings.issuer());
        return issuer.getScheme() + "://" + issuer.getAuthority();
    }

    /** Who a token for programs must be meant for. */
    List<String> audiences() {
        return Arrays.asList(settings.audience().isBlank() ? settings.clientId() : settings.audience());
    }
}
