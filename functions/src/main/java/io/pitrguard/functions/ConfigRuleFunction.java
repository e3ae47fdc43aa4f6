package io.pitrguard.functions;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.amazonaws.services.lambda.runtime.logging.LogLevel;
import io.pitrguard.config.RuleParameters;
import io.pitrguard.config.Settings;
import io.pitrguard.configrule.ConfigOrder;
import io.pitrguard.configrule.ConfigOutcome;
import io.pitrguard.configrule.ConfigRule;
import io.pitrguard.configrule.ConfigTrigger;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.port.ComplianceResults.Compliance;
import io.pitrguard.port.RecordedItems;
import io.pitrguard.port.Time;
import io.pitrguard.report.ConfigRuleViews;
import io.pitrguard.report.SweepView;
import io.pitrguard.report.SweepViews;
import io.pitrguard.report.Truncate;
import io.pitrguard.sweep.SweepOrder;
import io.pitrguard.sweep.SweepResult;
import io.pitrguard.wiring.AwsClients;
import io.pitrguard.wiring.SystemTime;
import io.pitrguard.wiring.Wiring;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Evaluates tables for a custom rule of AWS Config, on change and on schedule, and then does what the policy says. */
public final class ConfigRuleFunction implements RequestStreamHandler {
    private static final int MOST_TOLD = 50;

    private final Settings settings;
    private final ConfigRule rule;
    private final RecordedItems items;
    private final Digests digests;
    private final Time time;
    private final PrintStream metrics;

    /** Wires the function from its environment; Lambda calls this. */
    public ConfigRuleFunction() {
        this(System.getenv(), new SystemTime());
    }

    /**
     * Wires the function from these settings, to run on this clock.
     *
     * @throws io.pitrguard.config.SettingsException with everything that is wrong with them
     */
    public ConfigRuleFunction(Map<String, String> environment, Time time) {
        this(Settings.read(environment), AwsClients.forRegion(Optional.empty()), time, System.out);
    }

    /** Takes its collaborators. */
    ConfigRuleFunction(Settings settings, AwsClients clients, Time time, PrintStream metrics) {
        this.settings = settings;
        this.rule = Wiring.configRule(clients, settings, time);
        this.items = Wiring.recordedItems(clients);
        this.digests = new Digests(settings.topicArn().map(topic -> Wiring.alerts(clients, topic)));
        this.time = time;
        this.metrics = metrics;
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        String text = new String(input.readAllBytes(), StandardCharsets.UTF_8);
        AccountRegion where = FunctionArn.where(context.getInvokedFunctionArn());
        ConfigRuleEvent event = ConfigRuleEvent.parse(text, items, where);
        ConfigOrder order = order(event, where, context);
        ConfigOutcome outcome = run(order, event);
        Optional<SweepView> tables = outcome.acted().map(SweepViews::of);
        if (!order.ticket().test()) {
            metrics.println(ConfigRuleViews.metrics(
                    order, outcome, settings.metricsNamespace(), time.instant().toEpochMilli()));
        }
        String answer = ConfigRuleViews.json(order, outcome, tables.map(SweepView::withoutSilentTables));
        context.getLogger().log(answer + "\n", LogLevel.INFO);
        // Only now may the invocation fail: all that could be reported is, and the log has the rest.
        failIfAny(failures(outcome, tables));
        output.write(answer.getBytes(StandardCharsets.UTF_8));
    }

    private ConfigOrder order(ConfigRuleEvent event, AccountRegion where, Context context) {
        RuleParameters parameters = RuleParameters.read(event.parameters(), settings);
        Duration left = Duration.ofMillis(context.getRemainingTimeInMillis());
        TimeBudget budget = event.trigger() instanceof ConfigTrigger.Scheduled
                ? TimeBudget.ofFleet(time.instant(), left, settings.timeReserve())
                : TimeBudget.of(time.instant(), left, settings.timeReserve());
        SweepOrder sweep = new SweepOrder(
                context.getAwsRequestId(), where, parameters.policy(), settings.act(), budget.readUntil());
        return new ConfigOrder(
                sweep,
                event.ruleName(),
                event.ticket(),
                parameters.exemptAsCompliant() ? Compliance.COMPLIANT : Compliance.NOT_APPLICABLE,
                parameters.act(),
                budget.end());
    }

    private ConfigOutcome run(ConfigOrder order, ConfigRuleEvent event) {
        try {
            return rule.run(order, event.trigger());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InvocationFailedException("The evaluation was interrupted before its end.");
        }
    }

    private List<String> failures(ConfigOutcome outcome, Optional<SweepView> tables) {
        List<String> failures = new ArrayList<>(outcome.problems());
        Truncate.list(outcome.undetermined(), MOST_TOLD)
                .forEach(table -> failures.add("Undetermined, so not reported to AWS Config: " + table));
        tables.flatMap(view -> publish(view, outcome.acted().orElseThrow()))
                .ifPresent(refused -> failures.add("The alert could not be sent. " + refused));
        return failures;
    }

    private Optional<String> publish(SweepView view, SweepResult result) {
        try {
            return digests.send(view, result).map(Cause::message);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InvocationFailedException("The evaluation was interrupted before its end.");
        }
    }

    private static void failIfAny(List<String> failures) {
        if (!failures.isEmpty()) {
            throw new InvocationFailedException(String.join("\n", failures));
        }
    }
}
