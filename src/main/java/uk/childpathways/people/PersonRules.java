package uk.childpathways.people;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What must be right about a person, whoever puts them in. */
@Component
@Transactional(readOnly = true)
class PersonRules {

    private static final int LONGEST = 200;
    private static final Pattern TELEPHONE = Pattern.compile(
            "(?=(\\D*\\d){3})([0-9 +()/.-]*)((ext|extension|x)\\.? ?[0-9]{1,8})?", Pattern.CASE_INSENSITIVE);
    private static final Pattern TELEPHONE_ONCE = Pattern.compile("[0-9 +()/a-z.-]*");

    private final TeamRepository teams;
    private final ServiceRepository services;

    PersonRules(TeamRepository teams, ServiceRepository services) {
        this.teams = teams;
        this.services = services;
    }

    /** What is wrong, a sentence for each field (userId, name, roles, team, service, email, phone); empty when all is right. */
    Map<String, String> problems(Person person) {
        Map<String, String> problems = new LinkedHashMap<>();
        if (person.userId() == null || !person.userId().matches("[A-Za-z0-9][A-Za-z0-9._@-]{0,63}")) {
            problems.put("userId", "A user id is made of letters, digits, '.', '_', '@' and '-', at most 64.");
        } else if (person.userId().equals(Directory.APPLICATION)
                || person.userId().equalsIgnoreCase("anonymousUser")) {
            problems.put(
                    "userId", "'" + person.userId() + "' is kept for what nobody did by hand. Choose another user id.");
        }
        if (person.name() == null || person.name().isBlank()) {
            problems.put("name", "The person's name is missing.");
        } else if (!oneLine(person.name())) {
            problems.put("name", "A name is one line of at most " + LONGEST + " characters.");
        }
        roles(person, problems);
        if (person.team() != null
                && teams.findById(person.team()).filter(Team::active).isEmpty()) {
            problems.put("team", "There is no team '" + person.team() + "' (there are: " + teamNames() + ").");
        }
        if (person.service() != null
                && services.findById(person.service()).filter(Service::active).isEmpty()) {
            problems.put("service", "There is no service '" + person.service() + "'.");
        }
        if (person.email() != null
                && !person.email().isBlank()
                && !(oneLine(person.email()) && person.email().matches("[^\\s@,;<>\"]+@[^\\s@,;<>\"]+"))) {
            problems.put("email", "'" + shortened(person.email()) + "' is not an e-mail address.");
        }
        if (person.phone() != null && !person.phone().isBlank() && !telephone(person)) {
            problems.put(
                    "phone",
                    "'" + shortened(person.phone()) + "' is not a telephone number: it has at least three digits, with"
                            + " spaces, '+', '/', '-' and brackets, perhaps 'ext' and more digits, at most 40.");
        }
        return problems;
    }

    private void roles(Person person, Map<String, String> problems) {
        if (person.rolesGiven().stream().anyMatch(Objects::isNull)) {
            problems.put("roles", "One of the roles is empty. Leave it out, or name a role.");
            return;
        }
        for (String role : person.roles()) {
            Role known = Role.find(role).orElse(null);
            if (known == null) {
                try {
                    Role.of(role);
                } catch (IllegalArgumentException e) {
                    problems.put("roles", e.getMessage());
                }
            } else if (known.ofTeam() && person.team() == null && person.active()) {
                problems.put("team", "A " + known.words() + " belongs to a team: say which (" + teamNames() + ").");
            }
        }
    }

    /** Of somebody who leaves it is not asked anew: what earlier versions took must not keep them here. */
    private static boolean telephone(Person person) {
        return person.phone().length() <= 40
                && (person.active() ? TELEPHONE : TELEPHONE_ONCE)
                        .matcher(person.phone().trim())
                        .matches();
    }

    private static boolean oneLine(String text) {
        return text.length() <= LONGEST && text.chars().noneMatch(Character::isISOControl);
    }

    private static String shortened(String text) {
        return text.length() > 60 ? text.substring(0, 60) + "…" : text;
    }

    private String teamNames() {
        return String.join(
                ", ", teams.findByActiveTrueOrderByName().stream().map(Team::id).toList());
    }
}
