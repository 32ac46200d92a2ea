package uk.childpathways.notices;

import java.util.List;

/** Those who look after the installation. */
public interface Administrators {

    String GROUP = "camunda-admin";

    List<String> userIds();
}
