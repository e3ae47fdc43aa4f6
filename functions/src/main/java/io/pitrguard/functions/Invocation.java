package io.pitrguard.functions;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.logging.LogLevel;
import io.pitrguard.config.Settings;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.text.Printable;
import io.pitrguard.notify.Announced;
import io.pitrguard.report.MetricsOutput;
import io.pitrguard.report.OutputMetrics;
import java.time.Duration;
import java.time.Instant;

/** One invocation of a function: where and until when it runs, and its log. */
record Invocation(Deployment deployment, Context context) {
    /** Returns the invocation's id; AWS repeats an invocation under the same id. */
    String id() {
        return context.getAwsRequestId();
    }

    /** Returns the account and region that the function runs in. */
    AccountRegion where() {
        return FunctionArn.where(context.getInvokedFunctionArn());
    }

    /** Returns how the remaining time is shared. */
    TimeBudget budget() {
        return TimeBudget.of(now(), remaining(), deployment.settings().timeReserve());
    }

    /** Returns how the remaining time is shared when a whole fleet is reported. */
    TimeBudget fleetBudget() {
        return TimeBudget.ofFleet(now(), remaining(), deployment.settings().timeReserve());
    }

    Instant now() {
        return deployment.time().instant();
    }

    /** Writes one line to the log. */
    void log(String line, LogLevel level) {
        context.getLogger().log(Printable.output(line) + "\n", level);
    }

    /** Returns which numbers become metrics, and where. */
    MetricsOutput metricsOutput() {
        Settings.Reporting reporting = deployment.settings().reporting();
        return new MetricsOutput(reporting.metricsNamespace(), reporting.footprint());
    }

    /** Writes one line of metrics. */
    void metrics(String line) {
        deployment.metrics().println(line);
    }

    /** Writes how many announcements failed, if any did. */
    void metrics(Announced announced) {
        OutputMetrics.line(announced, new OutputMetrics.Of(where(), id(), now().toEpochMilli()), metricsOutput())
                .ifPresent(this::metrics);
    }

    /** Returns how long it may go on. */
    Duration remaining() {
        return Duration.ofMillis(context.getRemainingTimeInMillis());
    }
}
