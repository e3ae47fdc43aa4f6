package io.pitrguard.domain.policy;

import io.pitrguard.domain.organization.OrganizationalUnit;
import java.util.List;

/**
 * Which accounts, by the organizational units that they are in: those in a unit of this id ({@code ou-ab12-11111111}), or
 * in one whose path from the root fits this pattern ({@code Workloads/Prod*}). What is below such a unit is in it, too.
 */
public record UnitPattern(String text) implements Pattern<UnitPattern> {
    public UnitPattern {
        if (text.isBlank()) {
            throw new IllegalArgumentException("a pattern for units must not be empty");
        }
    }

    /** Whether an account in these units, from the root down, is meant. */
    public boolean matches(List<OrganizationalUnit> units) {
        Glob pattern = new Glob(text);
        StringBuilder path = new StringBuilder();
        for (OrganizationalUnit unit : units) {
            path.append(path.isEmpty() ? "" : "/").append(unit.name());
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
