package uk.childpathways.web;

import org.springframework.http.HttpStatus;

/**
 * A refusal with a sentence for the person who caused it. Our REST API answers it as problem details (RFC 9457); the
 * engine's REST API answers its message.
 */
public abstract class Problem extends RuntimeException {

    private final HttpStatus status;
    private final String title;

    protected Problem(HttpStatus status, String title, String sentence) {
        super(sentence);
        this.status = status;
        this.title = title;
    }

    public HttpStatus status() {
        return status;
    }

    /** The kind of problem in a few words; the message is the sentence about this case. */
    public String title() {
        return title;
    }
}
