package io.pitrguard.domain.evaluation;

import io.pitrguard.domain.policy.Requirement;
import io.pitrguard.domain.policy.RequirementKey;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.FactKind;
import io.pitrguard.domain.table.LedgerLocation;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One thing that the policy can ask of a table, with all that belongs to it: how the policy spells it, the facts that it
 * needs, its words for people, and the violation that it finds.
 */
public interface Check {
    /** How a check ended. */
    sealed interface Result {
        /** The table has it. */
        record Passed() implements Result {}

        /** The table falls short. */
        record Failed(Violation violation) implements Result {}

        /** The recovery state lacks what the check needs. */
        record Unknown(Cause cause) implements Result {}
    }

    /** The one {@link Result.Passed}. */
    Result PASSED = new Result.Passed();

    /** Describes in a few words what the check requires. */
    String title();

    /** Returns why it matters. */
    String reason();

    /**
     * Returns what a person does about it, as a command where one exists.
     *
     * @param ledger which ledger has the table, for commands that read or write it
     */
    String remedy(TableSnapshot snapshot, Requirement requirement, LedgerLocation ledger);

    /** Returns the key by which the policy asks for it; empty for what every rule asks. */
    default Optional<RequirementKey<?>> key() {
        return Optional.empty();
    }

    /** Whether a rule of AWS Config may ask for it with a parameter of the key's name. */
    default boolean isRuleParameter() {
        return false;
    }

    /** Returns the words for what a requirement asks; empty for what nobody writes down. */
    default Optional<Asked> asked(Requirement requirement) {
        return Optional.empty();
    }

    /** Returns the facts that the check needs beyond the table's recovery state. */
    default Set<FactKind> facts() {
        return Set.of();
    }

    /** Returns the IAM actions that reading what the check needs takes. */
    default Set<String> iamActions() {
        return facts().isEmpty()
                ? Set.of("dynamodb:DescribeContinuousBackups")
                : facts().stream().map(FactKind::iamAction).collect(Collectors.toSet());
    }

    /** Whether the requirement asks for it. */
    default boolean isAsked(Requirement requirement) {
        return key().isEmpty() || requirement.asks(key().get());
    }

    /**
     * Checks a table that the requirement asks it of, whose state is {@code Enabled} or {@code Disabled}, and whose
     * {@link #facts} are known.
     */
    Result test(Requirement requirement, TableSnapshot snapshot);
}
