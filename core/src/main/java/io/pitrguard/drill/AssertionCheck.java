package io.pitrguard.drill;

import io.pitrguard.domain.drill.CheckProgress;
import io.pitrguard.domain.drill.CountRules;
import io.pitrguard.domain.drill.DrillPlan;
import io.pitrguard.domain.drill.ReadUnits;
import io.pitrguard.domain.item.Statement;
import io.pitrguard.domain.policy.DrillRequirement;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.drill.DrillChecks.Part;
import io.pitrguard.port.Result;
import io.pitrguard.port.TableItems.StatementPage;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/** Carries out one statement of the policy on the restored table, and counts the items that it finds. */
final class AssertionCheck {
    /** A statement without a key reads the whole table, and begins anew after a kill. */
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private static final int PAGE = 10_000;

    private final ReadTools reads;

    AssertionCheck(ReadTools reads) {
        this.reads = reads;
    }

    Part next(DrillPlan plan, CheckProgress before) {
        DrillRequirement.Assertion assertion = plan.requirement().assertions().get(before.assertions());
        Optional<Statement> statement = statement(assertion);
        if (statement.isEmpty()) {
            return known(
                    before, assertion, OptionalLong.empty(), "The statement is not one that only reads the table.");
        }
        Instant deadline = reads.time().instant().plus(LONGEST);
        PageSize pages = new PageSize(reads.share(), PageSize.LARGEST_EVENTUAL);
        CheckProgress progress = before;
        Optional<String> token = Optional.empty();
        long found = 0;
        do {
            Optional<String> from = token;
            int limit = pages.limit(PAGE);
            switch (reads.read(
                    deadline,
                    pages.planned(limit),
                    items -> items.select(plan.target(), statement.get(), from, limit),
                    StatementPage::consumed)) {
                case Result.Failure<StatementPage>(Cause cause) -> {
                    return failed(progress, assertion, cause);
                }
                case Result.Success<StatementPage>(StatementPage page) -> {
                    progress = progress.consumed(new ReadUnits(page.consumed(), 0));
                    // Of those that a statement looked at, it answers only those that it found.
                    pages.seen(limit, page.consumed());
                    found += page.items().size();
                    token = page.token();
                }
            }
        } while (token.isPresent() && found <= assertion.max().orElse(Long.MAX_VALUE));
        return known(progress, assertion, OptionalLong.of(found), "");
    }

    private static Part failed(CheckProgress progress, DrillRequirement.Assertion assertion, Cause cause) {
        if (cause.kind() == Cause.Kind.OUT_OF_TIME) {
            return known(
                    progress,
                    assertion,
                    OptionalLong.empty(),
                    "The statement was not answered within 5 minutes at the policy's pace. Select by a key, or raise"
                            + " drills.readsPerSecond.");
        }
        return ReadTools.lasting(cause)
                .map(lasting -> known(progress, assertion, OptionalLong.empty(), lasting.message()))
                .orElseGet(() -> new Part.Later(progress, cause));
    }

    private static Part known(
            CheckProgress progress, DrillRequirement.Assertion assertion, OptionalLong found, String problem) {
        return new Part.Advanced(progress.with(CountRules.assertion(assertion, found, problem)));
    }

    private static Optional<Statement> statement(DrillRequirement.Assertion assertion) {
        try {
            return Optional.of(Statement.of(assertion.statement()));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
