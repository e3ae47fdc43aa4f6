package io.pitrguard.domain.evaluation;

import io.pitrguard.domain.finding.Violation;
import io.pitrguard.domain.policy.Requirement;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.TableRef;
import java.util.Set;

/** One thing that the policy can ask of a table, with what people need to know about it beside it. */
public interface Check {
    /** How a check ended. */
    sealed interface Result {
        /** The table has it, or nobody asked. */
        record Passed() implements Result {}

        /** The table falls short. */
        record Failed(Violation violation) implements Result {}

        /** What the check needs could not be read. */
        record Unknown(Cause cause) implements Result {}

        /** The check needs the table's description, which nobody has read yet. */
        record NeedsDetails() implements Result {}
    }

    /** The one {@link Result.Passed}. */
    Result PASSED = new Result.Passed();

    /** Says in a few words what is checked. */
    String title();

    /** Says why it matters. */
    String reason();

    /** Says what a person does about it, as a command where one exists. */
    String remedy(TableRef table, Requirement requirement);

    /** The IAM actions that reading what this check needs takes. */
    Set<String> iamActions();

    /** Checks a table whose state could be read: it is {@code Enabled} or {@code Disabled}. */
    Result test(Requirement requirement, TableSnapshot snapshot);
}
