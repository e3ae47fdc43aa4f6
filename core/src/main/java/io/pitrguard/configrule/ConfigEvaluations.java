package io.pitrguard.configrule;

import io.pitrguard.domain.evaluation.Annotation;
import io.pitrguard.domain.evaluation.Judgement;
import io.pitrguard.domain.evaluation.TableSnapshot;
import io.pitrguard.domain.evaluation.Verdict;
import io.pitrguard.domain.remediation.TableResult;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.Fact;
import io.pitrguard.domain.table.RecoveryState;
import io.pitrguard.domain.table.TableDetails;
import io.pitrguard.port.ComplianceResults;
import io.pitrguard.port.ComplianceResults.Compliance;
import io.pitrguard.port.ComplianceResults.Evaluation;
import io.pitrguard.sweep.JudgedTables;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Puts the verdicts on tables as AWS Config takes them. */
final class ConfigEvaluations {
    private ConfigEvaluations() {}

    /** Returns the evaluation that takes a table out of the rule's results. */
    static JudgedEvaluations outOfScope(ConfigTrigger.OutOfScope gone) {
        return JudgedEvaluations.of(new Evaluation(
                ComplianceResults.TABLE,
                gone.table(),
                Compliance.NOT_APPLICABLE,
                Annotation.cut(gone.why()),
                gone.orderedAt()));
    }

    /** Returns the evaluations of all tables. */
    static JudgedEvaluations scheduled(ConfigOrder order, ConfigTrigger.Scheduled scheduled, JudgedTables tables) {
        List<Evaluation> evaluations = new ArrayList<>();
        List<String> undetermined = new ArrayList<>();
        for (TableResult table : tables.tables()) {
            evaluation(order, table, "", scheduled.orderedAt(), undetermined).ifPresent(evaluations::add);
        }
        return new JudgedEvaluations(evaluations, undetermined, List.of(), Optional.of(tables));
    }

    /** Returns the evaluation of a table that changed; where its state is unreadable, its configuration item may count. */
    static JudgedEvaluations changed(ConfigOrder order, ConfigTrigger.Changed changed, JudgedTables tables) {
        TableResult live = tables.tables().getFirst();
        Optional<Cause> unread = unreadButOff(live, changed);
        TableResult reported = unread.isPresent() ? byItem(order, live) : live;
        List<String> undetermined = new ArrayList<>();
        List<Evaluation> evaluations = new ArrayList<>();
        evaluation(order, reported, remark(live, changed, unread.isPresent()), changed.orderedAt(), undetermined)
                .ifPresent(evaluations::add);
        List<String> problems = unread.filter(_ -> undetermined.isEmpty())
                .map(cause ->
                        List.of(changed.table() + " was judged by its configuration item only. " + cause.message()))
                .orElse(List.of());
        JudgedTables judged = tables.of(List.of(reported));
        // What only a configuration item says was not observed, and is not recorded.
        return new JudgedEvaluations(
                evaluations, undetermined, problems, Optional.of(unread.isEmpty() ? judged : judged.readOnly()));
    }

    /**
     * Returns why the live state could not be read, if that was tried, if the verdict depends on it, and if the item says
     * that recovery is off: such an item is believed then; one that says "on" never is.
     */
    private static Optional<Cause> unreadButOff(TableResult live, ConfigTrigger.Changed changed) {
        boolean itemSaysOff =
                changed.recoveryOn().isPresent() && !changed.recoveryOn().get();
        return itemSaysOff && live.judgement().verdict() instanceof Verdict.Undetermined undetermined
                ? unread(live, undetermined).filter(cause -> cause.kind() != Cause.Kind.OUT_OF_TIME)
                : Optional.empty();
    }

    private static Optional<Cause> unread(TableResult live, Verdict.Undetermined undetermined) {
        return switch (live.snapshot().state()) {
            case RecoveryState.Unreadable unreadable -> Optional.of(unreadable.cause());
            // AWS describes the table, but says that it knows no backups of it.
            case RecoveryState.TableGone _
            when live.snapshot().facts().details() instanceof Fact.Known<TableDetails> ->
                Optional.of(undetermined.cause());
            case RecoveryState.TableGone _, RecoveryState.Enabled _, RecoveryState.Disabled _ -> Optional.empty();
        };
    }

    private static TableResult byItem(ConfigOrder order, TableResult live) {
        TableSnapshot snapshot = new TableSnapshot(
                live.snapshot().facts(),
                new RecoveryState.Disabled(),
                live.snapshot().past(),
                live.snapshot().at());
        return new TableResult(snapshot, snapshot.judge(order.sweep().policy()), live.cost(), Optional.empty());
    }

    private static String remark(TableResult live, ConfigTrigger.Changed changed, boolean byItem) {
        if (byItem) {
            return "(By the configuration item: the live state could not be read.)";
        }
        if (changed.recoveryOn().isEmpty()) {
            return "";
        }
        boolean itemOn = changed.recoveryOn().get();
        return switch (live.snapshot().state()) {
            case RecoveryState.Enabled _
            when !itemOn -> "(The configuration item says recovery is off; the live state counts.)";
            case RecoveryState.Disabled _, RecoveryState.TableGone _
            when itemOn -> "(The configuration item says recovery is on; the live state counts.)";
            case RecoveryState.Enabled _,
                    RecoveryState.Disabled _,
                    RecoveryState.TableGone _,
                    RecoveryState.Unreadable _ -> "";
        };
    }

    private static Optional<Evaluation> evaluation(
            ConfigOrder order, TableResult table, String remark, Instant orderedAt, List<String> undetermined) {
        Judgement judgement = table.judgement();
        if (judgement.verdict() instanceof Verdict.Undetermined unknown) {
            undetermined.add(table.table().name() + ": " + unknown.cause().message());
        }
        return order.compliance(judgement.verdict())
                .map(compliance -> new Evaluation(
                        ComplianceResults.TABLE,
                        table.table().name(),
                        compliance,
                        Annotation.of(judgement, table.snapshot().state(), remark),
                        orderedAt));
    }
}
