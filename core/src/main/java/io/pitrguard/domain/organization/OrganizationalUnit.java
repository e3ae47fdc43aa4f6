package io.pitrguard.domain.organization;

/**
 * An organizational unit (OU).
 *
 * @param id such as {@code ou-ab12-11111111}
 * @param name as in the console; unique only among its siblings
 */
public record OrganizationalUnit(String id, String name) {
    public OrganizationalUnit {
        if (id.isBlank()) {
            throw new IllegalArgumentException("a unit needs an id");
        }
    }
}
