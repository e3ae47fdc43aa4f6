package io.pitrguard.infra;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.config.Mode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awscdk.assertions.Match;
import software.amazon.awscdk.assertions.Template;

/** What a smaller footprint leaves out, and what then carries each signal. */
class FootprintTest {
    private static final Template FULL = Deployed.with(Map.of());
    private static final Template LEAN = Deployed.with(Map.of("footprint", "lean"));
    private static final Template MINIMAL = Deployed.with(Map.of("footprint", "minimal"));

    /**
     * For each alarm that the lean footprint does not have, the ones that fire instead. MetricsOutputTest proves it for the
     * functions' own metrics. Runs that are throttled or slow end late, incomplete, or as dead letters.
     */
    private static final Map<String, Set<String>> CARRIED = Map.ofEntries(
            Map.entry("non-compliant", Set.of("open-tables")),
            Map.entry("undetermined", Set.of("open-tables")),
            Map.entry("fix-failed", Set.of("failures")),
            Map.entry("blind-spots", Set.of("failures")),
            Map.entry("ledger-failed", Set.of("failures")),
            Map.entry("evidence-failed", Set.of("failures")),
            // What could not be swept is a blind spot, too.
            Map.entry("accounts-failed", Set.of("failures")),
            // Lambda retries for an hour, then keeps the event as a dead letter.
            Map.entry("sweep-throttles", Set.of("sweep-overdue", "sweep-dlq")),
            Map.entry("config-rule-throttles", Set.of("config-rule-dlq")),
            Map.entry("drift-throttles", Set.of("drift-late")),
            // A run that runs out of time leaves tables undetermined, or messages in the queue.
            Map.entry("sweep-slow", Set.of("sweep-overdue", "open-tables")),
            Map.entry("config-rule-slow", Set.of("config-rule-errors")),
            Map.entry("drift-slow", Set.of("drift-late", "drift-errors")));

    @ParameterizedTest
    @EnumSource(names = {"ACCOUNT", "LARGE_ACCOUNT"})
    void everySignalReachesAnAlarmInTheLeanFootprint(Mode mode) {
        Template whole = Deployed.with(Map.of("mode", mode.key()));
        Template small = Deployed.with(Map.of("mode", mode.key(), "footprint", "lean"));
        Set<String> lean = alarms(small);

        for (String alarm : alarms(whole)) {
            if (lean.contains(alarm)) {
                assertThat(CARRIED).doesNotContainKey(alarm);
                assertThat(alarm(small, alarm)).isEqualTo(alarm(whole, alarm));
            } else {
                assertThat(CARRIED).as(alarm).containsKey(alarm);
                assertThat(lean).containsAll(CARRIED.get(alarm));
            }
        }
    }

    @Test
    void theLeanFootprintHasOneAlarmForTablesAndOneForFailures() {
        LEAN.hasResourceProperties(
                "AWS::CloudWatch::Alarm",
                Map.of(
                        "MetricName", "OpenTables",
                        "Statistic", "Maximum",
                        "TreatMissingData", "ignore",
                        "Threshold", 0));
        LEAN.hasResourceProperties(
                "AWS::CloudWatch::Alarm", Map.of("MetricName", "Failures", "Statistic", "Sum", "Threshold", 0));
        LEAN.resourceCountIs("AWS::CloudWatch::CompositeAlarm", 1);
        LEAN.resourceCountIs("AWS::CloudWatch::Dashboard", 0);
    }

    @Test
    void theMinimalFootprintOnlyNoticesSilence() {
        assertThat(alarms(MINIMAL))
                .containsExactlyInAnyOrder(
                        "sweep-overdue", "drift-late", "drift-dlq", "config-rule-dlq", "alerts-undelivered");
        assertThat(alarms(Deployed.with(Map.of("mode", "large-account", "footprint", "minimal"))))
                .isEqualTo(alarms(MINIMAL));
        MINIMAL.resourceCountIs("AWS::CloudWatch::CompositeAlarm", 0);
        MINIMAL.resourceCountIs("AWS::CloudWatch::Dashboard", 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"full", "lean", "minimal"})
    void theFunctionsWriteTheMetricsOfTheFootprint(String footprint) {
        Deployed.with(Map.of("footprint", footprint))
                .allResourcesProperties(
                        "AWS::Lambda::Function",
                        Map.of(
                                "Environment",
                                Match.objectLike(Map.of(
                                        "Variables", Match.objectLike(Map.of("PITR_GUARD_FOOTPRINT", footprint))))));
    }

    @Test
    void awsConfigEvaluatesOnlyChangesInTheLeanFootprint() {
        assertThat(messages(FULL)).contains("ScheduledNotification");
        assertThat(messages(LEAN))
                .containsExactly("ConfigurationItemChangeNotification", "OversizedConfigurationItemChangeNotification");
        assertThat(messages(Deployed.with(Map.of("footprint", "lean", "configHours", "24"))))
                .contains("ScheduledNotification");
    }

    @Test
    void theRunbookHasALineForTheirAlarms() throws IOException {
        String runbook = Files.readString(Path.of("..", "docs", "runbooks", "unhealthy.md"));

        assertThat(alarms(LEAN)).allSatisfy(id -> assertThat(runbook).contains("`pitr-guard-" + id + "`"));
    }

    private static List<String> messages(Template template) {
        return Synth.<List<Map<String, String>>>at(
                        Synth.resource(template, "AWS::Config::ConfigRule"), "Properties", "Source", "SourceDetails")
                .stream()
                .map(message -> message.get("MessageType"))
                .toList();
    }

    private static Set<String> alarms(Template template) {
        return Synth.resources(template, "AWS::CloudWatch::Alarm").values().stream()
                .map(alarm -> Synth.<String>at(alarm, "Properties", "AlarmName").replace("pitr-guard-", ""))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Map<String, Object> alarm(Template template, String id) {
        return Synth.resources(template, "AWS::CloudWatch::Alarm").values().stream()
                .map(alarm -> Synth.<Map<String, Object>>at(alarm, "Properties"))
                .filter(properties -> properties.get("AlarmName").equals("pitr-guard-" + id))
                .findFirst()
                .orElseThrow();
    }
}
