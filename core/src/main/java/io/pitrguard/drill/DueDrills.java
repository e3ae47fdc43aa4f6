package io.pitrguard.drill;

import io.pitrguard.domain.drill.DrillCost;
import io.pitrguard.domain.drill.DrillId;
import io.pitrguard.domain.drill.DrillRecord;
import io.pitrguard.domain.drill.DrillRules;
import io.pitrguard.domain.drill.DrillRules.Candidate;
import io.pitrguard.domain.drill.DrillRules.Taken;
import io.pitrguard.domain.drill.DrillState;
import io.pitrguard.domain.drill.DrillTarget;
import io.pitrguard.domain.ledger.Identity;
import io.pitrguard.domain.ledger.LastObservation;
import io.pitrguard.domain.ledger.TableRecord;
import io.pitrguard.domain.policy.DrillRequirement;
import io.pitrguard.domain.policy.Policy;
import io.pitrguard.domain.policy.RecordedRule;
import io.pitrguard.domain.recovery.DrillPast;
import io.pitrguard.domain.recovery.Drilled;
import io.pitrguard.domain.restore.RestorePrices;
import io.pitrguard.domain.restore.TableShape;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.domain.text.Counted;
import io.pitrguard.port.DrillStore;
import io.pitrguard.port.Ledger;
import io.pitrguard.port.Result;
import io.pitrguard.port.Time;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/** Finds out from the ledger which tables are due for a drill, and which of them a run begins. */
public final class DueDrills {
    private final Ledger ledger;
    private final DrillStore store;
    private final RestorePrices prices;
    private final Time time;

    /** Creates the use case. */
    public DueDrills(Ledger ledger, DrillStore store, RestorePrices prices, Time time) {
        this.ledger = ledger;
        this.store = store;
        this.prices = prices;
        this.time = time;
    }

    /**
     * A table whose rule asks for drills.
     *
     * @param past the drills of this very table
     * @param deadline when its proof is, or was, too old
     * @param dueAt from when the schedule drills it
     * @param running its drill that still runs; empty if none does
     */
    public record Row(
            TableRef table,
            DrillRequirement requirement,
            DrillPast.Known past,
            Instant deadline,
            Instant dueAt,
            Optional<DrillId> running) {}

    /**
     * What is due.
     *
     * @param rows all tables whose rules ask for drills, in their order
     * @param choices what a run does about those that are due, in the order in which it begins them
     * @param problems what could not be understood: such tables are not among the rows
     * @param usd what the drills cost that the run has begun before, by their estimates
     */
    public record Due(List<Row> rows, List<DrillRules.Choice> choices, List<Cause> problems, BigDecimal usd) {
        public Due {
            rows = List.copyOf(rows);
            choices = List.copyOf(choices);
            problems = List.copyOf(problems);
        }
    }

    /** Finds out what is due in an account and region: a failure if the ledger cannot be read. */
    public Result<Due> find(AccountRegion where, Policy policy) {
        return find(where, policy, Instant.MAX);
    }

    /**
     * Does the same for a run that may have begun drills before: a call whose answer was lost is repeated.
     *
     * @param since when the run began: drills that a schedule planned since then count against its budget
     */
    public Result<Due> find(AccountRegion where, Policy policy, Instant since) {
        return switch (ledger.readAll(where)) {
            case Result.Failure<Ledger.Fleet>(Cause cause) -> new Result.Failure<>(cause);
            case Result.Success<Ledger.Fleet>(Ledger.Fleet fleet) ->
                store.list(where).map(drills -> due(policy, fleet, drills, since));
        };
    }

    private Due due(Policy policy, Ledger.Fleet fleet, DrillStore.Listing drills, Instant since) {
        Instant now = time.awsInstant();
        List<Cause> problems = new ArrayList<>(fleet.problems());
        problems.addAll(drills.problems());
        List<Row> rows = new ArrayList<>();
        List<Candidate> candidates = new ArrayList<>();
        Map<String, List<DrillRecord>> byTable = drills.drills().stream()
                .collect(Collectors.groupingBy(drill -> drill.plan().source().tableId()));
        List<TableRecord> withoutRule = new ArrayList<>();
        for (TableRecord table : fleet.tables()) {
            if (judged(table) && rule(policy, table, now).rule().isEmpty()) {
                withoutRule.add(table);
                continue;
            }
            List<DrillRecord> own = table.tableId()
                    .map(id -> byTable.getOrDefault(id, List.of()))
                    .orElse(List.of());
            Optional<Row> found = row(requirement(policy, table, now), table, own);
            found.ifPresent(rows::add);
            found.filter(row -> row.running().isEmpty() && !now.isBefore(row.dueAt()))
                    .map(row -> candidate(row, table))
                    .ifPresent(candidates::add);
        }
        if (policy.rules().stream().anyMatch(rule -> RequiredDrill.by(rule).isPresent())) {
            withoutRule.stream()
                    .min(Comparator.comparing(TableRecord::table))
                    .ifPresent(first -> problems.add(noRule(withoutRule.size(), first)));
        }
        rows.sort(Comparator.comparing(Row::table));
        Taken taken = taken(drills.drills(), since);
        return new Due(rows, DrillRules.choose(candidates, policy.drills(), taken), problems, taken.usd());
    }

    private static Taken taken(List<DrillRecord> drills, Instant since) {
        int running = (int) drills.stream().filter(DueDrills::busy).count();
        return Taken.by(
                running,
                drills.stream()
                        .filter(drill -> drill.plan().order().scheduled())
                        // Stored times have no fractions of seconds.
                        .filter(drill -> drill.plan().plannedAt().getEpochSecond() >= since.getEpochSecond())
                        .toList());
    }

    /** One whose table is only kept takes nothing any more. */
    private static boolean busy(DrillRecord drill) {
        return !drill.state().over() && !(drill.state() instanceof DrillState.Keeping);
    }

    private static Optional<Row> row(Optional<DrillRequirement> asked, TableRecord table, List<DrillRecord> own) {
        if (asked.isEmpty() || table.identity().isEmpty()) {
            return Optional.empty();
        }
        Identity identity = table.identity().get();
        DrillPast.Known past = table.drills().of(identity.id());
        Instant due = DrillRules.dueAt(asked.get(), past.passed(), identity.since());
        // One that failed or proved nothing is repeated, but not in every run.
        Optional<Instant> again = own.stream()
                .filter(drill ->
                        !drill.state().over() || drill.times().requested().isPresent())
                .map(drill -> drill.plan().plannedAt())
                .max(Comparator.naturalOrder())
                .map(last -> DrillRules.again(asked.get(), last))
                .filter(next -> next.isAfter(due));
        return Optional.of(new Row(
                table.table(),
                asked.get(),
                past,
                DrillRules.deadline(asked.get(), past.passed(), identity.since()),
                again.orElse(due),
                own.stream()
                        .filter(drill -> !drill.state().over())
                        .map(DrillRecord::id)
                        .findFirst()));
    }

    /** Returns what the rule asks that applied when the table was last observed; none of tables that drills made. */
    private static Optional<DrillRequirement> requirement(Policy policy, TableRecord table, Instant now) {
        return judged(table) ? rule(policy, table, now).rule().flatMap(RequiredDrill::by) : Optional.empty();
    }

    private static boolean judged(TableRecord table) {
        return table.present()
                && !table.table().name().startsWith(DrillTarget.PREFIX)
                && table.lastObservation().filter(last -> !last.exempt()).isPresent();
    }

    private static RecordedRule rule(Policy policy, TableRecord table, Instant now) {
        return RecordedRule.of(policy, table.table(), table.rule(), now);
    }

    private static Cause noRule(int tables, TableRecord first) {
        return new Cause(
                Cause.Kind.NOT_YET,
                "Whether a drill is due is not known of %s, such as %s: the ledger has no rule of this policy for it%s. Sweep with this policy first."
                        .formatted(
                                Counted.tables(tables),
                                first.table().name(),
                                first.rule()
                                        .map(name -> ", but '" + name + "' of the last sweep")
                                        .orElse("")));
    }

    private Candidate candidate(Row row, TableRecord table) {
        OptionalLong size = table.lastObservation()
                .map(LastObservation::details)
                .map(LastObservation.Details::sizeBytes)
                .orElse(OptionalLong.empty());
        TableShape shape = new TableShape(
                size,
                List.of(),
                new TableShape.Billing.Unknown(),
                new TableShape.Encryption.Unknown(),
                new TableShape.Stream.None());
        Instant since = row.past()
                .passed()
                .map(Drilled::at)
                .or(() -> table.identity().map(Identity::since))
                .orElse(row.dueAt());
        return new Candidate(
                row.table(),
                row.requirement(),
                since,
                DrillCost.of(prices.estimate(row.table(), row.table(), shape, false), row.requirement()));
    }
}
