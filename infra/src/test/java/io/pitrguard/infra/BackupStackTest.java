package io.pitrguard.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pitrguard.config.FunctionKind;
import io.pitrguard.domain.table.AccountRegion;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awscdk.assertions.Match;
import software.amazon.awscdk.assertions.Template;

/** The stack for restores with scheduled backups: exactly what their role may do, and that nothing else changes. */
class BackupStackTest {
    private static final AccountRegion HERE = new AccountRegion("aws", Synth.ACCOUNT, "eu-west-1");
    private static final Template TEMPLATE =
            Deployed.in(HERE.region(), Variant.BACKUPS.context(HERE.region()), Deployed.BACKED_UP);
    private static final String TABLES = "arn:aws:dynamodb:eu-west-1:123456789012:table/";
    private static final List<String> BACKED_UP = List.of(TABLES + "books", TABLES + "shop-*", TABLES + "archive");
    private static final List<String> LEDGER = List.of(TABLES + "pitr-guard-ledger");

    @Test
    void theFunctionMayDoThisAndNothingElse() {
        Map<String, List<String>> statements = new TreeMap<>();
        for (Map<String, Object> statement : Deployed.statements(TEMPLATE, "BackupRole")) {
            List<String> both = new ArrayList<>(texts(statement.get("Action")));
            both.add("on");
            both.addAll(texts(statement.get("Resource")));
            statements.put(String.valueOf(statement.get("Sid")), both);
        }

        assertThat(statements)
                .containsEntry("TakeBackup", on(BACKED_UP, "dynamodb:CreateBackup"))
                .containsEntry(
                        "ReadBackedUpTable", on(BACKED_UP, "dynamodb:DescribeTable", "dynamodb:ListTagsOfResource"))
                .containsEntry("ReadBackup", on(List.of(TABLES + "*/backup/*"), "dynamodb:DescribeBackup"))
                .containsEntry("DeleteBackup", on(List.of(TABLES + "*/backup/*"), "dynamodb:DeleteBackup"))
                .containsEntry("ListBackups", on(List.of("*"), "dynamodb:ListBackups"))
                .containsEntry("ListTables", on(List.of("*"), "dynamodb:ListTables", "tag:GetResources"))
                .containsEntry("ReadAndWriteLedger", on(LEDGER, "dynamodb:GetItem", "dynamodb:PutItem"))
                .containsEntry("ReadWholeLedger", on(LEDGER, "dynamodb:Query"));
        assertThat(statements.keySet())
                .containsExactlyInAnyOrder(
                        "TakeBackup",
                        "ReadBackedUpTable",
                        "ReadBackup",
                        "DeleteBackup",
                        "ListBackups",
                        "ListTables",
                        "ReadAndWriteLedger",
                        "ReadWholeLedger",
                        "PublishAlert",
                        "CheckSubscribers",
                        "CheckFilters",
                        "EncryptSharedAlerts",
                        "DeadLetter",
                        "WriteLogs");
    }

    private static List<String> on(List<String> resources, String... actions) {
        return Stream.of(List.of(actions), List.of("on"), resources)
                .flatMap(List::stream)
                .toList();
    }

    /** IAM tells tables by their names only. */
    @Test
    void aRuleThatNamesNoTableLetsEveryTableBeBackedUp() {
        Template template = Deployed.in(HERE.region(), Variant.BACKUPS.context(HERE.region()), """
                version: 1
                rules:
                  - name: gold
                    match: { tag: ["tier=gold"] }
                    backup: { every: 30d }
                  - name: books
                    match: { table: [books] }
                    backup: { every: 30d }
                """);

        assertThat(Deployed.statements(template, "BackupRole"))
                .filteredOn(statement -> "TakeBackup".equals(statement.get("Sid")))
                .flatExtracting(statement -> texts(statement.get("Resource")))
                .containsExactly(TABLES + "*");
    }

    @Test
    void refusesAPolicyThatAsksForNoBackup() {
        assertThatThrownBy(() -> Deployed.in(HERE.region(), Variant.BACKUPS.context(HERE.region()), Deployed.ALERTING))
                .isInstanceOf(OptionsException.class)
                .hasMessageContaining("backups is 'true', but no rule of the policy ")
                .hasMessageContaining(" asks for backups. Add backup to a rule (docs/backups.md), or remove it.");
    }

    @Test
    void withoutTheOptionThereIsNothingOfBackups() {
        Template template = Deployed.in(HERE.region(), Map.of("recovery", "true"), Deployed.BACKED_UP);

        template.resourceCountIs("AWS::Lambda::Function", 1);
        template.resourceCountIs("AWS::Scheduler::Schedule", 0);
        assertThat(Synth.texts(template.toJSON()))
                .doesNotContain("dynamodb:CreateBackup", "dynamodb:DeleteBackup")
                .noneMatch(text -> text.contains("pitr-guard-backup"));
    }

    /** What restores may do does not depend on backups. */
    @Test
    void theOtherFunctionHasTheSameRole() {
        Template without = Deployed.in(HERE.region(), Map.of("recovery", "true"), Deployed.BACKED_UP);

        assertThat(Deployed.statements(TEMPLATE, "RestoreRole")).isEqualTo(Deployed.statements(without, "RestoreRole"));
    }

    /** The promise of the base deployment: no option of backups changes it. */
    @ParameterizedTest
    @CsvSource({"account", "large-account", "organization"})
    void theStackWithEverythingElseIsTheSameWithTheOption(String mode) {
        Map<String, String> base = mode.equals("organization") ? Variant.organization(Map.of()) : Map.of("mode", mode);
        Map<String, String> more = new HashMap<>(base);
        more.put("backups", "true");

        assertThat(Deployed.in(HERE.region(), more, Deployed.BACKED_UP).toJSON())
                .isEqualTo(Deployed.in(HERE.region(), base, Deployed.BACKED_UP).toJSON());
    }

    @Test
    void runsEachHour() {
        TemplateValues values = new TemplateValues(TEMPLATE, HERE);
        Map<String, Object> schedule = Synth.at(Synth.resource(TEMPLATE, "AWS::Scheduler::Schedule"), "Properties");
        Map<String, Object> target = Synth.at(schedule, "Target");

        assertThat(schedule.get("Name")).isEqualTo("pitr-guard-backup");
        assertThat(schedule.get("ScheduleExpression")).isEqualTo("rate(1 hour)");
        assertThat(values.text(target.get("Arn")))
                .isEqualTo("arn:aws:lambda:eu-west-1:123456789012:function:pitr-guard-backup:live");
        assertThat(target).as("the event of a schedule").doesNotContainKey("Input");
        assertThat(Deployed.statements(TEMPLATE, "BackupsScheduleRole"))
                .extracting(statement -> statement.get("Action"))
                .containsExactly("lambda:InvokeFunction", "sqs:SendMessage");
    }

    /** AWS repeats a run that fails twice, and keeps the event: an alarm watches the queue. */
    @Test
    void keepsWhatFailsForGood() {
        for (String queue : List.of("pitr-guard-backup-dlq", "pitr-guard-backup-schedule-dlq")) {
            TEMPLATE.hasResourceProperties("AWS::SQS::Queue", Map.of("QueueName", queue));
        }
        TEMPLATE.hasResourceProperties(
                "AWS::Lambda::EventInvokeConfig",
                Map.of(
                        "MaximumRetryAttempts",
                        2,
                        "Qualifier",
                        "live",
                        "DestinationConfig",
                        Match.objectLike(Map.of("OnFailure", Match.anyValue()))));
    }

    @Test
    void theAlarmCountsRunsThatSucceed() {
        Map<String, Object> alarm = Synth.resources(TEMPLATE, "AWS::CloudWatch::Alarm").values().stream()
                .map(each -> Synth.<Map<String, Object>>at(each, "Properties"))
                .filter(each -> "pitr-guard-backup-overdue".equals(each.get("AlarmName")))
                .findFirst()
                .orElseThrow();

        assertThat(alarm)
                .containsEntry("EvaluationPeriods", 3)
                .containsEntry("Threshold", 1)
                .containsEntry("TreatMissingData", "breaching");
        assertThat(Synth.texts(alarm))
                .contains("FILL(runs, 0) - FILL(errors, 0)", "Invocations", "Errors")
                .anyMatch(text -> text.contains("./pitr-guard backup list --region eu-west-1"));
    }

    @Test
    void printsTheNameOfTheFunction() {
        assertThat(Synth.<Map<String, Object>>at(TEMPLATE.toJSON(), "Outputs")).containsKey("BackupFunctionName");
        assertThat(FunctionKind.BACKUP.recovers()).isTrue();
    }

    private static List<String> texts(Object oneOrMany) {
        TemplateValues values = new TemplateValues(TEMPLATE, HERE);
        Collection<?> many = oneOrMany instanceof Collection<?> list ? list : List.of(oneOrMany);
        List<String> texts = new ArrayList<>();
        many.forEach(each -> texts.add(values.text(each)));
        return texts;
    }
}
