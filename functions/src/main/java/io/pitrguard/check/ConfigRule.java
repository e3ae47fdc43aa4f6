package io.pitrguard.check;

import io.pitrguard.domain.evaluation.Annotation;
import io.pitrguard.domain.evaluation.Evaluator;
import io.pitrguard.domain.evaluation.Judgement;
import io.pitrguard.domain.evaluation.Verdict;
import io.pitrguard.domain.table.RecoveryState;
import io.pitrguard.port.ComplianceResults;
import io.pitrguard.port.ComplianceResults.Compliance;
import io.pitrguard.port.ComplianceResults.Evaluation;
import io.pitrguard.port.SweepListener;
import io.pitrguard.port.Time;
import io.pitrguard.remediate.Look;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A rule of AWS Config: judges, reports, and only then does what the policy says. Config takes no "don't know": an
 * undetermined table is withheld, so that the older result stays.
 */
public final class ConfigRule {
    /** The type of what the rule is about. */
    public static final String TABLE = "AWS::DynamoDB::Table";

    private final Sweep sweep;
    private final ComplianceResults results;
    private final Time time;

    /** Makes a rule that judges and corrects through a sweep. */
    public ConfigRule(Sweep sweep, ComplianceResults results, Time time) {
        this.sweep = sweep;
        this.results = results;
        this.time = time;
    }

    /** What an invocation has to say, and what it may act on. */
    private record Judged(List<Evaluation> evaluations, List<String> undetermined, Optional<SweepResult> tables) {
        static Judged of(Evaluation evaluation) {
            return new Judged(List.of(evaluation), List.of(), Optional.empty());
        }
    }

    /**
     * Evaluates. What AWS answers never makes it throw: it stands in the outcome.
     *
     * @throws InterruptedException when the thread is asked to stop
     */
    public ConfigOutcome run(ConfigOrder order, ConfigTrigger trigger) throws InterruptedException {
        List<String> problems = new ArrayList<>();
        ConfigReporting reporting = new ConfigReporting(results, order.ticket(), time, problems);
        Judged judged = judge(order, trigger);
        List<Evaluation> reported = reporting.report(judged.evaluations());
        List<Evaluation> withdrawn = List.of();
        if (trigger instanceof ConfigTrigger.Scheduled scheduled
                && judged.tables().isPresent()) {
            SweepResult tables = judged.tables().get();
            if (tables.listingFailure().isPresent()) {
                // Without the whole list nobody knows which tables are gone.
                problems.add(tables.listingFailure().get().message());
            } else {
                withdrawn = reporting.report(stale(order, scheduled, tables, problems));
            }
        }
        boolean silent = judged.evaluations().isEmpty() && withdrawn.isEmpty();
        if (silent && judged.undetermined().isEmpty() && problems.isEmpty()) {
            reporting.reportNothing();
        }
        return new ConfigOutcome(reported, withdrawn, judged.undetermined(), problems, act(order, judged));
    }

    /** Does what the policy says, after the report and never in a test run; a rule that may not act only reports. */
    private Optional<SweepResult> act(ConfigOrder order, Judged judged) throws InterruptedException {
        return order.ticket().test() || !order.sweep().fix() || judged.tables().isEmpty()
                ? Optional.empty()
                : Optional.of(sweep.correct(judged.tables().get(), SweepListener.SILENT));
    }

    private Judged judge(ConfigOrder order, ConfigTrigger trigger) throws InterruptedException {
        return switch (trigger) {
            case ConfigTrigger.OutOfScope gone ->
                Judged.of(new Evaluation(
                        TABLE, gone.table(), Compliance.NOT_APPLICABLE, Annotation.cut(gone.why()), gone.orderedAt()));
            case ConfigTrigger.Proposed proposed -> judgeProposed(order, proposed);
            case ConfigTrigger.Changed changed -> judgeChanged(order, changed);
            case ConfigTrigger.Scheduled scheduled -> judgeAll(order, scheduled);
        };
    }

    private Judged judgeAll(ConfigOrder order, ConfigTrigger.Scheduled scheduled) throws InterruptedException {
        SweepResult tables = sweep.judge(order.sweep(), SweepListener.SILENT);
        List<Evaluation> evaluations = new ArrayList<>();
        List<String> undetermined = new ArrayList<>();
        for (TableResult table : tables.tables()) {
            evaluation(order, table, "", scheduled.orderedAt(), undetermined).ifPresent(evaluations::add);
        }
        return new Judged(evaluations, undetermined, Optional.of(tables));
    }

    private Judged judgeChanged(ConfigOrder order, ConfigTrigger.Changed changed) throws InterruptedException {
        SweepResult tables = sweep.judge(order.sweep(), order.sweep().where().table(changed.table()));
        TableResult live = tables.tables().getFirst();
        TableResult told = byItem(order, live, changed);
        List<String> undetermined = new ArrayList<>();
        List<Evaluation> evaluations = new ArrayList<>();
        evaluation(order, told, remark(live, changed), changed.orderedAt(), undetermined)
                .ifPresent(evaluations::add);
        return new Judged(evaluations, undetermined, Optional.of(tables));
    }

    /** Where the live state is unreadable, an item that says "off" is believed; one that says "on" is not. */
    private static TableResult byItem(ConfigOrder order, TableResult live, ConfigTrigger.Changed changed) {
        boolean itemSaysOff =
                changed.recoveryOn().isPresent() && !changed.recoveryOn().get();
        if (!itemSaysOff || !(live.look().state() instanceof RecoveryState.Unreadable)) {
            return live;
        }
        Look look = new Look(
                live.look().facts(), new RecoveryState.Disabled(), live.look().at());
        return new TableResult(look, look.judge(order.sweep().policy()), live.cost(), Optional.empty());
    }

    private static String remark(TableResult live, ConfigTrigger.Changed changed) {
        if (changed.recoveryOn().isEmpty()) {
            return "";
        }
        boolean itemOn = changed.recoveryOn().get();
        return switch (live.look().state()) {
            case RecoveryState.Enabled _
            when !itemOn -> "(The configuration item says recovery is off; the live state counts.)";
            case RecoveryState.Disabled _
            when itemOn -> "(The configuration item says recovery is on; the live state counts.)";
            case RecoveryState.Unreadable _
            when !itemOn -> "(By the configuration item: the live state could not be read.)";
            case RecoveryState.Enabled _,
                    RecoveryState.Disabled _,
                    RecoveryState.TableGone _,
                    RecoveryState.Unreadable _ -> "";
        };
    }

    private Optional<Evaluation> evaluation(
            ConfigOrder order, TableResult table, String remark, Instant orderedAt, List<String> undetermined) {
        Judgement judgement = table.judgement();
        if (judgement.verdict() instanceof Verdict.Undetermined unknown) {
            undetermined.add(table.table().name() + ": " + unknown.cause().message());
        }
        return compliance(order, judgement.verdict())
                .map(compliance -> new Evaluation(
                        TABLE,
                        table.table().name(),
                        compliance,
                        Annotation.of(judgement, table.look().state(), remark),
                        orderedAt));
    }

    private static Optional<Compliance> compliance(ConfigOrder order, Verdict verdict) {
        return switch (verdict) {
            case Verdict.Compliant _ -> Optional.of(Compliance.COMPLIANT);
            case Verdict.NonCompliant _ -> Optional.of(Compliance.NON_COMPLIANT);
            case Verdict.Exempt _ -> Optional.of(order.exemptAs());
            case Verdict.NotApplicable _ -> Optional.of(Compliance.NOT_APPLICABLE);
            case Verdict.Undetermined _ -> Optional.empty();
        };
    }

    /** A proposal is compliant only when every replica would be. */
    private Judged judgeProposed(ConfigOrder order, ConfigTrigger.Proposed proposed) {
        Optional<Evaluation> worst = Optional.empty();
        for (ConfigTrigger.Proposal replica : proposed.replicas()) {
            Judgement judgement =
                    Evaluator.evaluate(order.sweep().policy(), replica.facts(), replica.state(), time.instant());
            Optional<Compliance> compliance = compliance(order, judgement.verdict());
            String where = proposed.replicas().size() == 1
                    ? ""
                    : "(Replica in " + replica.facts().table().where().region() + ".)";
            Evaluation evaluation = new Evaluation(
                    proposed.resourceType(),
                    proposed.resourceId(),
                    // Properties are all there is to know of a table that does not exist: what they leave open is not
                    // promised.
                    compliance.orElse(Compliance.NON_COMPLIANT),
                    Annotation.of(judgement, withoutTimes(replica.state()), where),
                    proposed.orderedAt());
            if (worst.isEmpty() || rank(evaluation) < rank(worst.get())) {
                worst = Optional.of(evaluation);
            }
        }
        return Judged.of(worst.orElseThrow());
    }

    /** What does not exist yet cannot be restored to any moment. */
    private static RecoveryState withoutTimes(RecoveryState proposed) {
        return proposed instanceof RecoveryState.Enabled enabled
                ? new RecoveryState.Enabled(enabled.periodDays(), Optional.empty(), Optional.empty())
                : proposed;
    }

    private static int rank(Evaluation evaluation) {
        return switch (evaluation.compliance()) {
            case NON_COMPLIANT -> 0;
            case COMPLIANT -> 1;
            case NOT_APPLICABLE -> 2;
        };
    }

    /** What Config still holds of tables that are not there any more. */
    private List<Evaluation> stale(
            ConfigOrder order, ConfigTrigger.Scheduled scheduled, SweepResult tables, List<String> problems) {
        Set<String> listed = new HashSet<>();
        tables.tables().forEach(table -> listed.add(table.table().name()));
        List<Evaluation> stale = new ArrayList<>();
        Optional<String> token = Optional.empty();
        do {
            switch (results.held(order.ruleName(), token)) {
                case ComplianceResults.Held.Failed failed -> {
                    problems.add("Results of deleted tables could not be withdrawn. "
                            + failed.cause().message());
                    return stale;
                }
                case ComplianceResults.Held.Page page -> {
                    page.resourceIds().stream()
                            .filter(id -> !listed.contains(id))
                            .forEach(id -> stale.add(new Evaluation(
                                    TABLE,
                                    id,
                                    Compliance.NOT_APPLICABLE,
                                    "The table no longer exists.",
                                    scheduled.orderedAt())));
                    token = page.next();
                }
            }
        } while (token.isPresent());
        return stale;
    }
}
