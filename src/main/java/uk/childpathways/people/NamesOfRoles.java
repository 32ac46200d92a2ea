package uk.childpathways.people;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import uk.childpathways.vocabulary.contract.NamedValues;
import uk.childpathways.vocabulary.contract.ValueKind;

/** The roles, and the groups of the start list, as models spell them. */
@Configuration(proxyBeanMethods = false)
class NamesOfRoles {

    @Bean
    NamedValues roleNames() {
        return new NamedValues.Listed(
                ValueKind.ROLES, names(Role::key, role -> "The " + role.words() + ": " + whose(role)));
    }

    @Bean
    NamedValues groupNames() {
        return new NamedValues.Listed(
                ValueKind.GROUPS, names(Role::group, role -> "Everybody who is " + role.words() + "."));
    }

    private static Map<String, String> names(Function<Role, String> name, Function<Role, String> meaning) {
        return Arrays.stream(Role.values())
                .collect(Collectors.toMap(name, meaning, (one, other) -> one, java.util.LinkedHashMap::new));
    }

    private static String whose(Role role) {
        return switch (role.scope()) {
            case TEAM -> "of the child's team.";
            case EVERY_CHILD -> "of the whole service.";
            case PART -> "opens the records of children in whose case they have a part, as long as it lasts.";
            case OWN_CHILDREN -> "opens the records of children allocated to them.";
            case NO_CHILD -> "opens no child's record.";
        };
    }
}
