package io.pitrguard.configrule;

import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.Fact;
import io.pitrguard.domain.table.TableDetails;
import io.pitrguard.domain.table.TableStatus;
import io.pitrguard.port.ComplianceResults;
import io.pitrguard.port.ComplianceResults.Compliance;
import io.pitrguard.port.ComplianceResults.Evaluation;
import io.pitrguard.port.Page;
import io.pitrguard.port.PageTrail;
import io.pitrguard.port.Result;
import io.pitrguard.port.Time;
import io.pitrguard.sweep.Sweep;
import io.pitrguard.sweep.SweepResult;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds results that AWS Config still holds of tables that no longer exist. After a periodic evaluation such results stay
 * until the rule withdraws them.
 */
final class StaleResults {
    private static final String LEFT = "Results of deleted tables could not be withdrawn. ";

    private final Sweep sweep;
    private final ComplianceResults results;
    private final Time time;
    private final List<String> problems;

    /** Creates a search that adds what cannot be found out to {@code problems}. */
    StaleResults(Sweep sweep, ComplianceResults results, Time time, List<String> problems) {
        this.sweep = sweep;
        this.results = results;
        this.time = time;
        this.problems = problems;
    }

    /** Returns the evaluations that withdraw stale results; {@code tables} is the whole list of those that exist. */
    List<Evaluation> find(ConfigOrder order, ConfigTrigger.Scheduled scheduled, SweepResult tables) {
        Set<String> known = new HashSet<>();
        tables.tables().forEach(table -> known.add(table.table().name()));
        List<Evaluation> stale = new ArrayList<>();
        PageTrail<String> trail = new PageTrail<>();
        Optional<String> token = Optional.empty();
        do {
            if (!time.instant().isBefore(order.end())) {
                problems.add(LEFT + "The time budget of the call ended.");
                return stale;
            }
            switch (page(order, token)) {
                case Result.Failure<Page<List<String>>>(Cause cause) -> {
                    problems.add(LEFT + cause.message());
                    return stale;
                }
                case Result.Success<Page<List<String>>>(Page<List<String>> page) -> {
                    page.content().stream()
                            .filter(known::add)
                            .filter(table -> isGone(order, table))
                            .map(table -> withdrawal(table, scheduled))
                            .forEach(stale::add);
                    token = page.next();
                }
            }
            if (token.filter(trail::isEndless).isPresent()) {
                problems.add(LEFT + "AWS Config repeated a page of its results.");
                return stale;
            }
        } while (token.isPresent());
        return stale;
    }

    private Result<Page<List<String>>> page(ConfigOrder order, Optional<String> token) {
        // A defect here must lose neither the report, which is done, nor the remediation that follows.
        return Result.of(() -> results.held(order.ruleName(), token));
    }

    /** The list alone proves nothing: it may be a moment old. */
    private boolean isGone(ConfigOrder order, String table) {
        return switch (sweep.describe(order.sweep().where().table(table), order.end())) {
            case Fact.Gone<TableDetails> _ -> true;
            case Fact.Known<TableDetails>(TableDetails known) -> known.status() == TableStatus.DELETING;
            case Fact.NotRead<TableDetails> _ -> false;
            case Fact.Unreadable<TableDetails> unreadable -> {
                problems.add("Whether the table " + table + " is gone could not be read. "
                        + unreadable.cause().message());
                yield false;
            }
        };
    }

    private static Evaluation withdrawal(String table, ConfigTrigger.Scheduled scheduled) {
        return new Evaluation(
                ComplianceResults.TABLE,
                table,
                Compliance.NOT_APPLICABLE,
                "The table no longer exists.",
                scheduled.orderedAt());
    }
}
