package io.pitrguard.functions;

import com.amazonaws.services.lambda.runtime.logging.LogLevel;
import io.pitrguard.config.Mode;
import io.pitrguard.config.RuleParameters;
import io.pitrguard.config.Settings;
import io.pitrguard.configrule.ConfigOrder;
import io.pitrguard.configrule.ConfigOutcome;
import io.pitrguard.configrule.ConfigTrigger;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.notify.Notifier;
import io.pitrguard.port.ComplianceResults.Compliance;
import io.pitrguard.port.Time;
import io.pitrguard.report.ConfigRuleViews;
import io.pitrguard.report.Json;
import io.pitrguard.report.SweepDigest;
import io.pitrguard.report.SweepView;
import io.pitrguard.report.SweepViews;
import io.pitrguard.report.Truncate;
import io.pitrguard.sweep.SweepOrder;
import io.pitrguard.wiring.AlertWiring;
import io.pitrguard.wiring.EventWiring;
import io.pitrguard.wiring.Wiring;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Evaluates tables for an AWS Config custom rule, on change and on schedule, and then does what the policy says. */
public final class ConfigRuleFunction extends Handler {
    static final String REHEARSAL = """
            {"invokingEvent": "{\\"messageType\\": \\"ScheduledNotification\\", \\"awsAccountId\\": \\"123456789012\\", \
            \\"notificationCreationTime\\": \\"2026-01-01T00:00:00.000Z\\"}", "ruleParameters": "{}",
            "resultToken": "rehearsal", "accountId": "123456789012", "configRuleName": "rehearsal",
            "configRuleArn": "arn:aws:config:eu-west-1:123456789012:config-rule/rehearsal"}""";

    private static final int MAX_LISTED = 50;

    private final Settings settings;
    private final Function<AccountRegion, RuleTargets> targets;
    private final Notifier notifier;

    /** Wires the function from its environment; Lambda calls this. */
    public ConfigRuleFunction() {
        this(Deployment.onLambda());
        Rehearsal.beforeSnapshot(deployment(), ConfigRuleFunction::new, REHEARSAL);
    }

    /** Wires the function from these settings, to run on this clock. */
    public ConfigRuleFunction(Settings settings, Time time) {
        this(Deployment.of(settings, time));
    }

    /** Takes its collaborators. */
    ConfigRuleFunction(Deployment deployment) {
        super(deployment, "evaluation");
        this.settings = deployment.settings();
        this.targets = settings.hub().mode() == Mode.ORGANIZATION
                ? OrganizationRule.in(deployment, OrganizationAccess.accounts(deployment))
                : own(deployment);
        this.notifier = AlertWiring.notifier(deployment.clients(), settings, deployment.time());
    }

    private static Function<AccountRegion, RuleTargets> own(Deployment deployment) {
        RuleTargets.Target target = new RuleTargets.Target(
                Wiring.configRule(deployment.clients(), deployment.clients(), deployment.settings(), deployment.time()),
                EventWiring.recordedItems(deployment.clients()),
                UnaryOperator.identity());
        return here -> new RuleTargets.Own(here, target);
    }

    @Override
    String handle(String text, Invocation invocation) throws InterruptedException {
        try {
            return evaluate(text, invocation);
        } catch (LeftOutException notOurs) {
            // AWS Config keeps showing no result, as for an account without the rule.
            String answer = Json.write(Map.of("ignored", String.valueOf(notOurs.getMessage())));
            invocation.log(answer, LogLevel.INFO);
            return answer;
        } catch (RefusedEventException refused) {
            // Any account's AWS Config may call the rule of an organization: its events must not become dead letters.
            invocation.metrics(ConfigRuleViews.refused(
                    invocation.where(),
                    invocation.id(),
                    invocation.metricsOutput(),
                    invocation.now().toEpochMilli()));
            String answer = Json.write(Map.of("refused", String.valueOf(refused.getMessage())));
            invocation.log(answer, LogLevel.WARN);
            return answer;
        }
    }

    private String evaluate(String text, Invocation invocation) throws InterruptedException {
        RuleTargets evaluating = targets.apply(invocation.where());
        ConfigRuleEvent event = ConfigRuleEvent.parse(text, evaluating);
        RuleTargets.Target target = evaluating.at(event.where());
        ConfigOrder order = order(event, target, invocation);
        ConfigOutcome outcome = target.rule().run(order, event.trigger());
        Optional<SweepView> tables = outcome.acted().map(SweepViews::of);
        if (!order.ticket().test()) {
            invocation.metrics(ConfigRuleViews.metrics(
                    order,
                    outcome,
                    invocation.where(),
                    invocation.metricsOutput(),
                    invocation.now().toEpochMilli()));
        }
        String answer = ConfigRuleViews.json(order, outcome, tables.map(SweepView::withoutSilentTables));
        invocation.log(answer, LogLevel.INFO);
        // Only now may the invocation fail: everything that could be reported is, and the log has the rest.
        List<String> failures = failures(outcome, tables);
        invocation.metrics(notifier.announced());
        if (!failures.isEmpty()) {
            throw new InvocationFailedException(String.join("\n", failures));
        }
        return answer;
    }

    private ConfigOrder order(ConfigRuleEvent event, RuleTargets.Target target, Invocation invocation) {
        RuleParameters parameters = RuleParameters.read(event.parameters(), settings);
        TimeBudget budget =
                event.trigger() instanceof ConfigTrigger.Scheduled ? invocation.fleetBudget() : invocation.budget();
        SweepOrder sweep = new SweepOrder(
                        invocation.id(),
                        event.where(),
                        target.part().apply(parameters.policy()),
                        settings.act(),
                        budget.readUntil())
                .with(settings.ledger().location(invocation.where()));
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
            notifier.notify(outcome.acted().orElseThrow(), SweepDigest.messages(tables.get()))
                    .map(Cause::message)
                    .ifPresent(refused -> failures.add("The alert could not be sent. " + refused));
        }
        return failures;
    }
}
