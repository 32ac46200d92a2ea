package uk.childpathways.children;

import uk.childpathways.people.Role;

/**
 * Somebody has a part in a child's case by name from now on, and the others of the role no longer.
 *
 * @param role in which
 * @param taskId the task by which it came; null for none
 */
public record PartNamed(String childRef, Role role, String taskId) {}
