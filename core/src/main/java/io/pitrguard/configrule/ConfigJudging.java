package io.pitrguard.configrule;

import io.pitrguard.domain.evaluation.Annotation;
import io.pitrguard.domain.evaluation.Evaluator;
import io.pitrguard.domain.evaluation.Judgement;
import io.pitrguard.domain.evaluation.TableSnapshot;
import io.pitrguard.domain.evaluation.Verdict;
import io.pitrguard.domain.policy.Match;
import io.pitrguard.domain.policy.Policy;
import io.pitrguard.domain.policy.Rule;
import io.pitrguard.domain.remediation.TableResult;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.Fact;
import io.pitrguard.domain.table.RecoveryState;
import io.pitrguard.domain.table.TableDetails;
import io.pitrguard.port.ComplianceResults;
import io.pitrguard.port.ComplianceResults.Compliance;
import io.pitrguard.port.ComplianceResults.Evaluation;
import io.pitrguard.port.Time;
import io.pitrguard.sweep.JudgedTables;
import io.pitrguard.sweep.Sweep;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Judges what a rule of AWS Config is asked about, and puts it as Config takes it. */
final class ConfigJudging {
    private final Sweep sweep;
    private final Time time;

    ConfigJudging(Sweep sweep, Time time) {
        this.sweep = sweep;
        this.time = time;
    }

    /**
     * What an invocation has to say, and what it may act on.
     *
     * @param undetermined tables that nothing is said of, with why
     * @param problems what fails the invocation although the table was judged
     * @param tables empty where there is nothing to act on
     */
    record Judged(
            List<Evaluation> evaluations,
            List<String> undetermined,
            List<String> problems,
            Optional<JudgedTables> tables) {
        static Judged of(Evaluation evaluation) {
            return new Judged(List.of(evaluation), List.of(), List.of(), Optional.empty());
        }
    }

    /**
     * Judges.
     *
     * @throws InterruptedException when the thread is asked to stop
     */
    Judged judge(ConfigOrder order, ConfigTrigger trigger) throws InterruptedException {
        return switch (trigger) {
            case ConfigTrigger.OutOfScope gone ->
                Judged.of(new Evaluation(
                        ComplianceResults.TABLE,
                        gone.table(),
                        Compliance.NOT_APPLICABLE,
                        Annotation.cut(gone.why()),
                        gone.orderedAt()));
            case ConfigTrigger.Proposed proposed -> proposed(order, proposed);
            case ConfigTrigger.Changed changed -> changed(order, changed);
            case ConfigTrigger.Scheduled scheduled -> all(order, scheduled);
        };
    }

    private Judged all(ConfigOrder order, ConfigTrigger.Scheduled scheduled) throws InterruptedException {
        JudgedTables tables = sweep.judgeByOwnTags(order.sweep());
        List<Evaluation> evaluations = new ArrayList<>();
        List<String> undetermined = new ArrayList<>();
        for (TableResult table : tables.tables()) {
            evaluation(order, table, "", scheduled.orderedAt(), undetermined).ifPresent(evaluations::add);
        }
        return new Judged(evaluations, undetermined, List.of(), Optional.of(tables));
    }

    private Judged changed(ConfigOrder order, ConfigTrigger.Changed changed) throws InterruptedException {
        JudgedTables tables = sweep.judge(order.sweep(), order.sweep().where().table(changed.table()));
        TableResult live = tables.tables().getFirst();
        Optional<Cause> unread = unreadButOff(live, changed);
        TableResult told = unread.isPresent() ? byItem(order, live) : live;
        List<String> undetermined = new ArrayList<>();
        List<Evaluation> evaluations = new ArrayList<>();
        evaluation(order, told, remark(live, changed, unread.isPresent()), changed.orderedAt(), undetermined)
                .ifPresent(evaluations::add);
        List<String> problems = unread.filter(_ -> undetermined.isEmpty())
                .map(cause ->
                        List.of(changed.table() + " was judged by its configuration item only. " + cause.message()))
                .orElse(List.of());
        JudgedTables judged = tables.of(List.of(told));
        // What only a configuration item says was not seen, and is not remembered.
        return new Judged(
                evaluations, undetermined, problems, Optional.of(unread.isEmpty() ? judged : judged.readOnly()));
    }

    /**
     * Gives why the live state could not be read, where it was tried, where the verdict hangs on it, and where the item
     * says that recovery is off: an item that says so is believed then; one that says "on" is not.
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
        return compliance(order, judgement.verdict())
                .map(compliance -> new Evaluation(
                        ComplianceResults.TABLE,
                        table.table().name(),
                        compliance,
                        Annotation.of(judgement, table.snapshot().state(), remark),
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

    /** A proposal is compliant only when every replica would be, whatever its name. */
    private Judged proposed(ConfigOrder order, ConfigTrigger.Proposed proposed) {
        Optional<Evaluation> worst = Optional.empty();
        List<String> undetermined = new ArrayList<>();
        for (ConfigTrigger.Proposal replica : proposed.replicas()) {
            String where = proposed.replicas().size() == 1
                    ? ""
                    : "(Replica in " + replica.facts().table().where().region() + ".)";
            for (Policy policy : policies(order.sweep().policy(), replica)) {
                Judgement judgement = Evaluator.evaluate(policy, replica.facts(), replica.state(), time.instant());
                if (judgement.verdict() instanceof Verdict.Undetermined unknown) {
                    undetermined.add(
                            proposed.resourceId() + ": " + unknown.cause().message());
                }
                Optional<Evaluation> evaluation = compliance(order, judgement.verdict())
                        .map(compliance -> new Evaluation(
                                proposed.resourceType(),
                                proposed.resourceId(),
                                compliance,
                                Annotation.of(judgement, withoutTimes(replica.state()), where),
                                proposed.orderedAt()));
                if (evaluation.isPresent() && (worst.isEmpty() || rank(evaluation.get()) < rank(worst.get()))) {
                    worst = evaluation;
                }
            }
        }
        // What is certain stands; otherwise nothing is said of a proposal that leaves something open.
        boolean certain = worst.filter(evaluation -> rank(evaluation) == 0).isPresent();
        return certain || undetermined.isEmpty()
                ? Judged.of(worst.orElseThrow())
                : new Judged(List.of(), undetermined, List.of(), Optional.empty());
    }

    /** A table whose name nobody knows yet may fall under any rule that asks for one: it is judged by each. */
    private static List<Policy> policies(Policy policy, ConfigTrigger.Proposal proposal) {
        if (proposal.named()) {
            return List.of(policy);
        }
        List<Policy> policies = new ArrayList<>();
        policies.add(withNamed(policy, Optional.empty()));
        policy.rules().stream()
                .filter(ConfigJudging::asksForName)
                .map(rule -> withNamed(policy, Optional.of(rule)))
                .forEach(policies::add);
        return policies;
    }

    /** Gives the policy as it is for a table whose name only that rule fits. */
    private static Policy withNamed(Policy policy, Optional<Rule> fits) {
        List<Rule> rules = new ArrayList<>();
        for (Rule rule : policy.rules()) {
            if (!asksForName(rule)) {
                rules.add(rule);
            } else if (fits.filter(rule::equals).isPresent()) {
                Match match = rule.match();
                rules.add(new Rule(
                        rule.name(),
                        new Match(List.of(), match.anyTag(), match.allTags(), match.accounts(), match.regions()),
                        rule.effect()));
            }
        }
        return new Policy(policy.source(), rules, policy.limits(), policy.exemptTag());
    }

    private static boolean asksForName(Rule rule) {
        return !rule.match().tables().isEmpty();
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
}
