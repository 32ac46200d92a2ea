package uk.childpathways.signin;

/** Port: the password of whoever is logged in, kept by the engine's identity service. */
public interface OwnPassword {

    /** Whether it is this; counted as a try like any other. */
    boolean is(String userId, String password);

    /** Sets it as its owner. The caller has asked for the old one and looked at the rules. */
    void set(String userId, String password);
}
