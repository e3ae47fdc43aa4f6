package io.pitrguard.functions;

import com.amazonaws.services.lambda.runtime.logging.LogLevel;
import io.pitrguard.config.RuleParameters;
import io.pitrguard.config.Settings;
import io.pitrguard.configrule.ConfigOrder;
import io.pitrguard.configrule.ConfigOutcome;
import io.pitrguard.configrule.ConfigRule;
import io.pitrguard.configrule.ConfigTrigger;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.notify.Notifier;
import io.pitrguard.port.ComplianceResults.Compliance;
import io.pitrguard.port.RecordedItems;
import io.pitrguard.port.Time;
import io.pitrguard.report.ConfigRuleViews;
import io.pitrguard.report.SweepDigest;
import io.pitrguard.report.SweepView;
import io.pitrguard.report.SweepViews;
import io.pitrguard.report.Truncate;
import io.pitrguard.sweep.SweepOrder;
import io.pitrguard.wiring.Wiring;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Evaluates tables for an AWS Config custom rule, on change and on schedule, and then does what the policy says. */
public final class ConfigRuleFunction extends Handler {
    private static final int MAX_LISTED = 50;

    private final Settings settings;
    private final ConfigRule rule;
    private final RecordedItems items;
    private final Notifier notifier;

    /** Wires the function from its environment; Lambda calls this. */
    public ConfigRuleFunction() {
        this(Deployment.onLambda());
    }

    /** Wires the function from these settings, to run on this clock. */
    public ConfigRuleFunction(Settings settings, Time time) {
        this(Deployment.of(settings, time));
    }

    /** Takes its collaborators. */
    ConfigRuleFunction(Deployment deployment) {
        super(deployment, "evaluation");
        this.settings = deployment.settings();
        this.rule = Wiring.configRule(deployment.clients(), deployment.clients(), settings, deployment.time());
        this.items = Wiring.recordedItems(deployment.clients());
        this.notifier = Wiring.notifier(deployment.clients(), settings, Optional.empty(), deployment.time());
    }

    @Override
    String handle(String text, Invocation invocation) throws InterruptedException {
        ConfigRuleEvent event = ConfigRuleEvent.parse(text, items, invocation.where());
        ConfigOrder order = order(event, invocation);
        ConfigOutcome outcome = rule.run(order, event.trigger());
        Optional<SweepView> tables = outcome.acted().map(SweepViews::of);
        if (!order.ticket().test()) {
            invocation.metrics(ConfigRuleViews.metrics(
                    order, outcome, invocation.metricsOutput(), invocation.now().toEpochMilli()));
        }
        String answer = ConfigRuleViews.json(order, outcome, tables.map(SweepView::withoutSilentTables));
        invocation.log(answer, LogLevel.INFO);
        // Only now may the invocation fail: everything that could be reported is, and the log has the rest.
        List<String> failures = failures(outcome, tables);
        if (!failures.isEmpty()) {
            throw new InvocationFailedException(String.join("\n", failures));
        }
        return answer;
    }

    private ConfigOrder order(ConfigRuleEvent event, Invocation invocation) {
        RuleParameters parameters = RuleParameters.read(event.parameters(), settings);
        TimeBudget budget =
                event.trigger() instanceof ConfigTrigger.Scheduled ? invocation.fleetBudget() : invocation.budget();
        SweepOrder sweep = new SweepOrder(
                invocation.id(), invocation.where(), parameters.policy(), settings.act(), budget.readUntil());
        return new ConfigOrder(
                sweep,
                event.ruleName(),
                event.ticket(),
                parameters.exemptAsCompliant() ? Compliance.COMPLIANT : Compliance.NOT_APPLICABLE,
                parameters.act(),
                budget.end());
    }

    private List<String> failures(ConfigOutcome outcome, Optional<SweepView> tables) throws InterruptedException {
        List<String> failures = new ArrayList<>(outcome.problems());
        Truncate.list(outcome.undetermined(), MAX_LISTED)
                .forEach(table -> failures.add("Undetermined, so not reported to AWS Config: " + table));
        if (tables.isPresent()) {
            notifier.notify(outcome.acted().orElseThrow(), SweepDigest.of(tables.get()))
                    .map(Cause::message)
                    .ifPresent(refused -> failures.add("The alert could not be sent. " + refused));
        }
        return failures;
    }
}
