package io.pitrguard.infra;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.table.AccountRegion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awscdk.assertions.Match;
import software.amazon.awscdk.assertions.Template;

class AlarmsTest {
    private static final Template TEMPLATE = Deployed.with(Map.of());
    private static final Template MACHINE = Deployed.with(Map.of("mode", "large-account"));
    private static final Template ORGANIZATION = Deployed.with(Variant.organization(Map.of()));
    private static final Template RECOVERY = Deployed.with(Map.of("recovery", "true"));
    private static final Template DRILLS = Deployed.with(Variant.DRILLS.context("eu-west-1"), Deployed.DRILLING);
    private static final Template BACKUPS = Deployed.with(Variant.BACKUPS.context("eu-west-1"), Deployed.BACKED_UP);
    private static final AccountRegion HERE = new AccountRegion("aws", Synth.ACCOUNT, "eu-west-1");
    private static final String ALARM = "AWS::CloudWatch::Alarm";
    private static final String COMPOSITE = "AWS::CloudWatch::CompositeAlarm";

    @Test
    void existForTablesSweepsFunctionsQueuesAndTopics() {
        assertThat(Synth.resources(TEMPLATE, ALARM).values())
                .extracting(alarm -> Synth.<String>at(alarm, "Properties", "AlarmName"))
                .containsExactlyInAnyOrder(
                        "pitr-guard-non-compliant",
                        "pitr-guard-undetermined",
                        "pitr-guard-fix-failed",
                        "pitr-guard-sweep-overdue",
                        "pitr-guard-blind-spots",
                        "pitr-guard-ledger-failed",
                        "pitr-guard-ledger-throttled",
                        "pitr-guard-sweep-errors",
                        "pitr-guard-sweep-throttles",
                        "pitr-guard-sweep-slow",
                        "pitr-guard-config-rule-errors",
                        "pitr-guard-config-rule-throttles",
                        "pitr-guard-config-rule-slow",
                        "pitr-guard-drift-errors",
                        "pitr-guard-drift-throttles",
                        "pitr-guard-drift-slow",
                        "pitr-guard-drift-late",
                        "pitr-guard-drift-dlq",
                        "pitr-guard-schedule-dlq",
                        "pitr-guard-sweep-dlq",
                        "pitr-guard-config-rule-dlq",
                        "pitr-guard-alerts-undelivered",
                        "pitr-guard-health-undelivered",
                        "pitr-guard-evidence-failed");
    }

    @Test
    void ofRestoresExistInTheirStack() {
        assertThat(names(RECOVERY))
                .containsExactlyInAnyOrder(
                        "pitr-guard-restore-failed", "pitr-guard-restore-errors", "pitr-guard-restore-dlq");
        RECOVERY.resourceCountIs(COMPOSITE, 0);
    }

    @Test
    void ofBackupsExistWithThem() {
        assertThat(names(BACKUPS))
                .containsExactlyInAnyOrder(
                        "pitr-guard-restore-failed",
                        "pitr-guard-restore-errors",
                        "pitr-guard-restore-dlq",
                        "pitr-guard-backup-errors",
                        "pitr-guard-backup-throttles",
                        "pitr-guard-backup-slow",
                        "pitr-guard-backup-overdue",
                        "pitr-guard-backup-dlq",
                        "pitr-guard-backup-schedule-dlq");
    }

    @Test
    void ofDrillsExistWithThem() {
        assertThat(names(DRILLS))
                .containsExactlyInAnyOrder(
                        "pitr-guard-restore-failed",
                        "pitr-guard-restore-errors",
                        "pitr-guard-restore-dlq",
                        "pitr-guard-drill-failed",
                        "pitr-guard-drill-schedule-dlq");
        DRILLS.resourceCountIs("AWS::SNS::Topic", 0);
    }

    /** They notify the other stack's topics: restores have none of their own. */
    @Test
    void ofRestoresNotifyThoseWhoGetAlerts() {
        RECOVERY.resourceCountIs("AWS::SNS::Topic", 0);
        for (Map<String, Object> alarm : Synth.resources(RECOVERY, ALARM).values()) {
            TemplateValues values = new TemplateValues(RECOVERY, HERE);
            assertThat(Synth.<List<Object>>at(alarm, "Properties", "AlarmActions").stream()
                            .map(values::text))
                    .containsExactly(
                            "arn:aws:sns:eu-west-1:123456789012:pitr-guard-alerts",
                            "arn:aws:sns:eu-west-1:123456789012:pitr-guard-health");
        }
    }

    @Test
    void ofRestoresFireOnEveryBadEnd() {
        Map<String, Object> alarm = Synth.resources(RECOVERY, ALARM).values().stream()
                .filter(each -> Synth.at(each, "Properties", "AlarmName").equals("pitr-guard-restore-failed"))
                .findFirst()
                .orElseThrow();

        assertThat(Synth.texts(alarm))
                .contains("ExecutionsFailed", "ExecutionsTimedOut", "ExecutionsAborted")
                .contains("FILL(failed, 0) + FILL(timedOut, 0) + FILL(aborted, 0)");
        assertThat(text(RECOVERY, alarm)).contains("./pitr-guard restore list --region eu-west-1");
    }

    /** It retries its functions: what it gives up is a failed execution, or a place that the summary reports. */
    @Test
    void aStateMachineHasOneAlarmInPlaceOfThoseOfTheSweepFunction() {
        Set<String> ofMachine = names(MACHINE);

        assertThat(ofMachine)
                .contains("pitr-guard-sweep-failed", "pitr-guard-accounts-failed", "pitr-guard-sweep-overdue")
                .hasSize(names(TEMPLATE).size() - 2);
        assertThat(names(TEMPLATE))
                .filteredOn(name -> !ofMachine.contains(name))
                .containsExactlyInAnyOrder(
                        "pitr-guard-sweep-errors",
                        "pitr-guard-sweep-throttles",
                        "pitr-guard-sweep-slow",
                        "pitr-guard-sweep-dlq");
        MACHINE.hasResourceProperties(
                ALARM,
                Map.of(
                        "AlarmName",
                        "pitr-guard-sweep-failed",
                        "AlarmDescription",
                        // No step failed then, and no log has the error.
                        Match.stringLikeRegexp("SweepOverdue: .*raise workers or sweepMinutes"),
                        "Metrics",
                        Match.arrayWith(List.of(Match.objectLike(
                                Map.of("Expression", "FILL(failed, 0) + FILL(timedOut, 0) + FILL(aborted, 0)"))))));
        assertThat(dashboard(MACHINE)).contains("ExecutionsFailed", "ExecutionsTimedOut", "ExecutionsAborted");
    }

    private static Set<String> names(Template template) {
        return Synth.resources(template, ALARM).values().stream()
                .map(alarm -> Synth.<String>at(alarm, "Properties", "AlarmName"))
                .collect(Collectors.toSet());
    }

    @ParameterizedTest
    @CsvSource({"NonCompliantTables, ignore", "UndeterminedTables, ignore", "FixFailures, notBreaching"})
    void tablesAreWatchedBySweep(String metric, String missing) {
        TEMPLATE.hasResourceProperties(
                ALARM,
                Map.of(
                        "Namespace",
                        "PitrGuard",
                        "MetricName",
                        metric,
                        "Dimensions",
                        List.of(
                                Map.of("Name", "Account", "Value", Map.of("Ref", "AWS::AccountId")),
                                Map.of("Name", "Region", "Value", Map.of("Ref", "AWS::Region"))),
                        "Period",
                        3600,
                        "Threshold",
                        0,
                        "ComparisonOperator",
                        "GreaterThanThreshold",
                        "TreatMissingData",
                        missing));
    }

    @Test
    void silenceOfThreeIntervalsIsBad() {
        Deployed.with(Map.of("sweepMinutes", "30"))
                .hasResourceProperties(
                        ALARM,
                        Map.of(
                                "AlarmName",
                                "pitr-guard-sweep-overdue",
                                "Metrics",
                                Match.arrayWith(List.of(
                                        Match.objectLike(Map.of("Expression", "FILL(completed, 0)")),
                                        Match.objectLike(
                                                Map.of("MetricStat", Match.objectLike(Map.of("Period", 1800)))))),
                                "EvaluationPeriods",
                                3,
                                "Threshold",
                                1,
                                "ComparisonOperator",
                                "LessThanThreshold",
                                "TreatMissingData",
                                "breaching"));
    }

    @Test
    void oneFailedCheckRaisesNoAlarm() {
        TEMPLATE.hasResourceProperties(ALARM, Map.of("MetricName", "BlindSpots", "EvaluationPeriods", 2));
    }

    @ParameterizedTest
    @CsvSource({"sweep, 739500", "config-rule, 739500", "drift, 42500"})
    void slowIsWhatARunReachesBeforeItStopsReading(String function, double milliseconds) {
        TEMPLATE.hasResourceProperties(
                ALARM, Map.of("AlarmName", "pitr-guard-" + function + "-slow", "Threshold", milliseconds));
    }

    @Test
    void throttledReadsCountWhereNoWriteWasThrottled() {
        TEMPLATE.hasResourceProperties(
                ALARM,
                Map.of(
                        "AlarmName",
                        "pitr-guard-ledger-throttled",
                        "Metrics",
                        Match.arrayWith(
                                List.of(Match.objectLike(Map.of("Expression", "FILL(reads, 0) + FILL(writes, 0)"))))));
    }

    @Test
    void everyDeadLetterQueueIsWatched() {
        long watched = Synth.resources(TEMPLATE, ALARM).values().stream()
                .filter(alarm ->
                        "ApproximateNumberOfMessagesVisible".equals(Synth.at(alarm, "Properties", "MetricName")))
                .count();
        long dead = Synth.resources(TEMPLATE, "AWS::SQS::Queue").values().stream()
                .filter(queue ->
                        Synth.<String>at(queue, "Properties", "QueueName").endsWith("-dlq"))
                .count();

        assertThat(watched).isEqualTo(dead).isEqualTo(4);
    }

    @Test
    void everyAlarmSaysWhatToDoAndNotifiesByItself() {
        Template template = Deployed.in(HERE.region(), Map.of());
        assertThat(Synth.resources(template, ALARM).values()).allSatisfy(alarm -> {
            // SNS and CloudWatch take 1,024 characters.
            assertThat(text(template, alarm)).hasSizeBetween(60, 1024).contains(".");
            boolean tables = Synth.<String>at(alarm, "Properties", "AlarmName")
                    .matches("pitr-guard-(non-compliant|undetermined|fix-failed)");
            assertThat(topics(alarm, "AlarmActions"))
                    .isEqualTo(tables ? Set.of("TopicsAlerts") : Set.of("TopicsAlerts", "TopicsHealth"));
        });
    }

    /** A text that names a function, a queue or a command is of no use where there is none, or where it sees one account only. */
    @ParameterizedTest
    @CsvSource({"account, full", "large-account, full", "organization, full", "organization, lean", "account, lean"})
    void theirTextsNameWhatTheModeHas(String mode, String footprint) {
        Map<String, String> context =
                new HashMap<>(mode.equals("organization") ? Variant.organization(Map.of()) : Map.of("mode", mode));
        context.put("footprint", footprint);
        String texts = texts(context);

        assertThat(texts.contains("the log of the sweep")).isEqualTo(mode.equals("account"));
        assertThat(texts.contains("dead-letter queues of the sweep")).isEqualTo(mode.equals("account"));
        assertThat(texts.contains("executions of the state machine")).isEqualTo(!mode.equals("account"));
        assertThat(texts.contains("doctor --organization")).isEqualTo(mode.equals("organization"));
        assertThat(texts.contains("without an owner"))
                .isEqualTo(mode.equals("organization") && footprint.equals("full"));
        // Without the option, commands see one account and region only.
        assertThat(texts)
                .containsPattern(
                        "\\./pitr-guard status" + (mode.equals("organization") ? " --organization" : " --region"))
                .containsPattern(
                        "\\./pitr-guard sweep" + (mode.equals("organization") ? " --organization" : " --region"));
        assertThat(texts.contains("--organization")).isEqualTo(mode.equals("organization"));
    }

    /** Whoever is on call has another default region, and perhaps another deployment. */
    @Test
    void theirCommandsHaveTheOptionsOfTheDeployment() {
        assertThat(texts(Variant.organization(Map.of("name", "pg-us", "regions", "eu-west-1,us-east-1"))))
                .contains(
                        "./pitr-guard doctor --region eu-west-1 --name pg-us && ./pitr-guard doctor --organization --region eu-west-1 --name pg-us",
                        "./pitr-guard status --organization --region eu-west-1 --ledger pg-us-ledger",
                        "./pitr-guard sweep --organization --region eu-west-1 --regions eu-west-1,us-east-1 --role pg-us-member --external-id ID (externalId in cdk.json)",
                        "./pitr-guard redrive --region eu-west-1 --queue https://sqs.eu-west-1.amazonaws.com/123456789012/pg-us-drift-dlq")
                .doesNotContainPattern("\\./pitr-guard \\w+(?: --organization)?(?! --(?:organization|region))[ .;)]");
        assertThat(texts(Map.of()))
                .contains("./pitr-guard sweep --region eu-west-1", "./pitr-guard redrive --region eu-west-1 (Runbook")
                .doesNotContain("--name", "--ledger");
    }

    /** The scheduler has no log. */
    @Test
    void theTextOfTheSchedulesDeadLettersSaysWhereTheCauseIs() {
        assertThat(texts(Map.of()).lines().filter(text -> text.startsWith("The schedule could not")))
                .singleElement()
                .asString()
                .contains("ERROR_MESSAGE", "aws sqs receive-message", "aws sqs purge-queue", "pitr-guard-schedule-dlq")
                .doesNotContain("the log");
    }

    private static String texts(Map<String, ?> context) {
        Template template = Deployed.in(HERE.region(), context);
        return Synth.resources(template, ALARM).values().stream()
                .map(alarm -> text(template, alarm))
                .collect(Collectors.joining("\n"));
    }

    private static String text(Template template, Map<String, Object> alarm) {
        return new TemplateValues(template, HERE).text(Synth.at(alarm, "Properties", "AlarmDescription"));
    }

    /** What only some modes have is named as such, so that nobody looks for it elsewhere. */
    @Test
    void theRunbookNamesTheModeOfAlarmsThatNotAllModesHave() throws IOException {
        List<String> lines = Files.readAllLines(Path.of("..", "docs", "runbooks", "unhealthy.md"));
        Set<String> everywhere = new HashSet<>(names(TEMPLATE));
        everywhere.retainAll(names(ORGANIZATION));
        Set<String> some = new HashSet<>(names(TEMPLATE));
        some.addAll(names(ORGANIZATION));
        some.removeAll(everywhere);

        assertThat(some)
                .isNotEmpty()
                .allSatisfy(name -> assertThat(lines)
                        .filteredOn(line -> line.startsWith("- ") && line.split(":", 2)[0].contains("`" + name + "`"))
                        .singleElement()
                        .asString()
                        .contains("mode=" + (names(TEMPLATE).contains(name) ? "account" : "large-account")));
    }

    @Test
    void theRunbookHasAnAnchorForEveryAlarm() throws IOException {
        String runbook = Files.readString(Path.of("..", "docs", "runbooks", "unhealthy.md"));

        for (Template template : List.of(TEMPLATE, MACHINE, ORGANIZATION, RECOVERY, DRILLS, BACKUPS)) {
            assertThat(Synth.resources(template, "AWS::CloudWatch::Alarm").values())
                    .allSatisfy(alarm -> {
                        String name = Synth.at(alarm, "Properties", "AlarmName");
                        String id = name.replaceFirst("^pitr-guard-", "");
                        assertThat(runbook).contains("`" + name + "`").containsOnlyOnce("<a id=\"" + id + "\"></a>");
                        assertThat(text(template, alarm)).endsWith("/unhealthy.md#" + id + ")");
                    });
        }
    }

    @Test
    void aChatGetsThemAsWell() {
        String chat = "arn:aws:sns:eu-west-1:123456789012:chat";

        Template template = Deployed.with(Map.of("chatTopicArn", chat));
        template.allResourcesProperties(ALARM, Map.of("AlarmActions", Match.arrayWith(List.of(chat))));
        template.hasResourceProperties(COMPOSITE, Map.of("OKActions", Match.arrayWith(List.of(chat))));
    }

    @Test
    void aNewDeploymentDoesNotSendAMailForEachAlarmThatIsClear() {
        TEMPLATE.allResourcesProperties(ALARM, Map.of("OKActions", Match.absent()));
    }

    /** If it told of its alarms, one that stays in alarm would hide all later ones. */
    @Test
    void aCompositeAlarmCoversPitrGuardItselfAndOnlySaysThatAllIsClear() {
        Map<String, Object> composite = Synth.resource(TEMPLATE, COMPOSITE);

        assertThat(Synth.<Map<String, Object>>at(composite, "Properties")).doesNotContainKey("AlarmActions");
        assertThat(topics(composite, "OKActions")).containsExactlyInAnyOrder("TopicsAlerts", "TopicsHealth");
        List<String> under = Synth.texts(Synth.<Object>at(composite, "Properties", "AlarmRule"));
        long itself = Synth.resources(TEMPLATE, ALARM).size() - 3L;
        assertThat(under).filteredOn(text -> text.startsWith("Alarms")).hasSize((int) itself);
        assertThat(under).noneMatch(text -> text.matches("Alarms(noncompliant|undetermined|fixfailed).*"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CompliantTables",
                "UndeterminedTables",
                "FixedTables",
                "SweepDuration",
                "ThrottledCalls",
                "/config/home?region=",
                "./pitr-guard history"
            })
    void theDashboardShowsIt(String what) {
        assertThat(dashboard(TEMPLATE)).contains(what);
    }

    @Test
    void theDashboardOfAnOrganizationNamesItsCommandsAndCountsItsAccountsAndRegions() {
        assertThat(dashboard(ORGANIZATION))
                .contains(
                        "`./pitr-guard status --organization`",
                        "`./pitr-guard history TABLE --account ID --region REGION`",
                        "\"AccountRegions\"",
                        "\"FailedAccountRegions\"");
        assertThat(dashboard(MACHINE)).doesNotContain("--organization", "\"AccountRegions\"");
    }

    @Test
    void theDashboardLeadsToTheRuleWhereItsNameIsKnown() {
        assertThat(dashboard(TEMPLATE)).contains("#/rules/details?configRuleName=pitr-guard)");
        assertThat(dashboard(Deployed.with(Map.of("conformancePack", "true")))).contains("#/rules)");
        assertThat(dashboard(Deployed.with(Map.of("configRule", "false")))).doesNotContain("/config/home");
    }

    private static Set<String> topics(Map<String, Object> alarm, String actions) {
        return Synth.<List<Map<String, String>>>at(alarm, "Properties", actions).stream()
                .map(action -> String.valueOf(action.get("Ref")).replaceAll("[0-9A-F]{8}$", ""))
                .collect(Collectors.toSet());
    }

    private static String dashboard(Template template) {
        Map<String, Object> dashboard = Synth.resource(template, "AWS::CloudWatch::Dashboard");
        return String.join("", Synth.texts(Synth.<Object>at(dashboard, "Properties", "DashboardBody")));
    }
}
