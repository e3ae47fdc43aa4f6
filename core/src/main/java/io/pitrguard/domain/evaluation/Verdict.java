package io.pitrguard.domain.evaluation;

import io.pitrguard.domain.policy.Exemption;
import io.pitrguard.domain.table.Cause;
import java.util.List;

/** What is said of a table, measured against the policy. */
public sealed interface Verdict {
    /** The table has all that the policy asks. */
    record Compliant() implements Verdict {}

    /** The table falls short; at least one violation. */
    record NonCompliant(List<Violation> violations) implements Verdict {
        public NonCompliant {
            violations = List.copyOf(violations);
            if (violations.isEmpty()) {
                throw new IllegalArgumentException("non-compliant without a violation");
            }
        }
    }

    /** The policy or the table's tags let it be. */
    record Exempt(Exemption exemption) implements Verdict {}

    /**
     * There is nothing to judge.
     *
     * @param exists whether the table exists all the same, and is judged later
     */
    record NotApplicable(String reason, boolean exists) implements Verdict {
        /** How the reason begins of a table that pitr-guard is restoring. */
        public static final String RESTORING = "pitr-guard is restoring this table";

        /** Creates a verdict about a table that is gone, or as good as gone. */
        public NotApplicable(String reason) {
            this(reason, false);
        }
    }

    /** Whether the table exists and is judged later. */
    default boolean isPostponed() {
        return this instanceof NotApplicable notApplicable && notApplicable.exists();
    }

    /** It could not be read, so nothing is said: neither compliant nor non-compliant. */
    record Undetermined(Cause cause) implements Verdict {}
}
