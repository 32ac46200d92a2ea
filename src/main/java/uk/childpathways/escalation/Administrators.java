package uk.childpathways.escalation;

import java.util.List;

/** Those who look after the installation. */
public interface Administrators {

    String GROUP = "camunda-admin";

    List<String> userIds();
}
