package io.pitrguard.domain.policy;

import io.pitrguard.domain.organization.OrganizationalUnit;
import java.util.List;
import java.util.Optional;

/**
 * Which accounts, by the organizational units that they are in: those in a unit of this id ({@code ou-ab12-11111111}), or
 * in one whose path from the root fits this pattern ({@code Workloads/Prod*}). What is below such a unit is in it, too. A
 * unit whose own name contains a slash is meant by its id, or by a wildcard in place of the slash.
 */
public record UnitPattern(String text) implements Pattern<UnitPattern> {
    /** The form of a unit's id. */
    public static final String ID = "ou-[a-z0-9]{4,32}-[a-z0-9]{8,32}";

    private static final char SEPARATOR = '/';

    /** Stands for a separator in a unit's name, which AWS allows: no pattern contains it. */
    private static final char NO_SEPARATOR = '\0';

    private static final String LIKE_AN_ID = "ou-[a-z0-9*?-]*";

    /** The form of a root's id. */
    public static final String ROOT_ID = "r-[a-z0-9]{4,32}";

    /**
     * Why a pattern fits no unit, whatever the organization looks like.
     *
     * @param what follows the pattern, such as "is not the id of a unit"
     */
    public record Problem(String what, String remedy) {}

    public UnitPattern {
        if (text.isBlank()) {
            throw new IllegalArgumentException("a pattern for units must not be empty");
        }
    }

    /** Returns why a text fits no unit; empty if it may fit one. */
    public static Optional<Problem> problem(String text) {
        if (text.startsWith("/") || text.endsWith("/") || text.contains("//")) {
            return Optional.of(new Problem(
                    "has a '/' without a name on both sides",
                    "Write the names from the root down with one '/' between two, such as Workloads/Production."));
        }
        return text.matches(LIKE_AN_ID) && !text.matches(ID)
                ? Optional.of(
                        new Problem(
                                "looks like the id of an organizational unit and is not one",
                                "An id is complete and has no wildcards, such as ou-ab12-11111111; for a unit of this name, write its id."))
                : Optional.empty();
    }

    /** Whether it has the form of a root's id: all accounts are below the root. */
    public boolean namesRoot() {
        return text.matches(ROOT_ID);
    }

    /** Whether an account in these units, from the root down, is meant. */
    public boolean matches(List<OrganizationalUnit> units) {
        Glob pattern = new Glob(text);
        StringBuilder path = new StringBuilder();
        for (OrganizationalUnit unit : units) {
            path.append(path.isEmpty() ? "" : SEPARATOR).append(unit.name().replace(SEPARATOR, NO_SEPARATOR));
            if (unit.id().equals(text) || pattern.matches(path.toString())) {
                return true;
            }
        }
        return false;
    }

    @Override
    public boolean covers(UnitPattern other) {
        return new Glob(text).covers(new Glob(other.text));
    }

    @Override
    public String toString() {
        return text;
    }
}
