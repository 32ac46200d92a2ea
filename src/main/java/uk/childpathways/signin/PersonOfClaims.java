package uk.childpathways.signin;

import java.util.List;
import java.util.Optional;
import org.springframework.security.oauth2.core.ClaimAccessor;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import uk.childpathways.people.Confirmations;
import uk.childpathways.people.Directory;
import uk.childpathways.people.LeavingDays;
import uk.childpathways.people.LoginAccounts;
import uk.childpathways.people.Person;
import uk.childpathways.people.StaffAdministration;
import uk.childpathways.people.WaitingPeople;

/** From what the council's provider says of somebody to the person they are here, with their roles and team. */
@Component
public class PersonOfClaims {

    private final CouncilProvider provider;
    private final Directory directory;
    private final LoginAccounts accounts;
    private final StaffAdministration staff;
    private final LeavingDays leaving;
    private final WaitingPeople waiting;
    private final Confirmations confirmations;

    PersonOfClaims(
            CouncilProvider provider,
            Directory directory,
            LoginAccounts accounts,
            StaffAdministration staff,
            LeavingDays leaving,
            WaitingPeople waiting,
            Confirmations confirmations) {
        this.waiting = waiting;
        this.confirmations = confirmations;
        this.leaving = leaving;
        this.provider = provider;
        this.directory = directory;
        this.accounts = accounts;
        this.staff = staff;
    }

    /** The user id of somebody who may come in with these claims, as things stand; nobody is changed. */
    @Transactional(readOnly = true)
    public Optional<String> known(ClaimAccessor claims) {
        return userId(claims).filter(this::mayComeIn);
    }

    /**
     * The user id of somebody who logs in with these claims: put into the directory where that is configured, and given the
     * roles and the team that their groups stand for today. Empty when nobody is known.
     */
    @Transactional
    public Optional<String> atLogin(ClaimAccessor claims) {
        Optional<String> userId = userId(claims);
        if (userId.isEmpty()) {
            return userId;
        }
        String id = userId.get();
        Optional<Person> person = directory.person(id);
        if (person.isPresent() && (!person.get().active() || leaving.over(id))) {
            return Optional.empty();
        }
        if (person.isEmpty() && (!provider.settings().createPeople() || accounts.administrator(id))) {
            return userId.filter(this::mayComeIn);
        }
        if (!provider.saysRoles()) {
            return person.isPresent() ? userId : Optional.empty();
        }
        List<String> groups = claims.getClaimAsStringList(provider.settings().groupsClaim());
        CouncilProvider.Meaning meaning = provider.meaning(groups == null ? List.of() : groups);
        if (meaning.roles().isEmpty() && person.isEmpty()) {
            return Optional.empty();
        }
        String name = Optional.ofNullable(claims.getClaimAsString("name"))
                .or(() -> person.map(Person::name))
                .orElse(id);
        String email = Optional.ofNullable(claims.getClaimAsString("email"))
                .or(() -> person.map(Person::email))
                .orElse(null);
        Person now = new Person(
                id,
                name,
                meaning.roles(),
                meaning.team(),
                meaning.service(),
                email,
                person.map(Person::phone).orElse(null),
                person.map(Person::registered).orElse(false),
                person.map(Person::suitablyQualified).orElse(false),
                true);
        if (person.isPresent() && waiting.of(id).isPresent() && accounts.opensWithPassword(id)) {
            // A password kept here opens it too: who logs in with that one, the provider does not say.
            return meaning.roles().isEmpty() ? Optional.empty() : userId;
        }
        if (person.isEmpty() || differs(now, person.get())) {
            if (!accounts.exists(id)) {
                accounts.put(id, name, email, null);
            }
            staff.put(now, null);
        }
        confirmations.byTheProvider(id);
        return meaning.roles().isEmpty() ? Optional.empty() : userId;
    }

    private static boolean differs(Person now, Person before) {
        return !now.roles().equals(before.roles())
                || !java.util.Objects.equals(now.team(), before.team())
                || !java.util.Objects.equals(now.service(), before.service())
                || !java.util.Objects.equals(now.name(), before.name())
                || !java.util.Objects.equals(now.email(), before.email());
    }

    /** Somebody who works here, or an administrator, who need not be in the directory. */
    private boolean mayComeIn(String userId) {
        return directory
                .person(userId)
                .map(person -> person.active() && !leaving.over(userId))
                .orElseGet(() -> accounts.exists(userId) && accounts.administrator(userId));
    }

    private Optional<String> userId(ClaimAccessor claims) {
        return Optional.ofNullable(claims.getClaimAsString(provider.settings().userClaim()))
                .filter(id -> id.matches("[A-Za-z0-9][A-Za-z0-9._@-]{0,63}") && !id.equals(Directory.APPLICATION));
    }
}
