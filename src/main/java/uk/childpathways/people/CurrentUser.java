package uk.childpathways.people;

import java.util.Optional;

/** Port: who is logged in on this thread; nobody when the application acts by itself (a timer, a start-up step). */
public interface CurrentUser {

    Optional<String> userId();
}
