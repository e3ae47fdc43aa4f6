package io.pitrguard.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pitrguard.config.FunctionKind;
import io.pitrguard.config.Mode;
import io.pitrguard.domain.table.AccountRegion;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awscdk.assertions.Template;

/** The stack for restores with drills: exactly what their role may do, and that nothing else changes. */
class DrillStackTest {
    private static final AccountRegion HERE = new AccountRegion("aws", Synth.ACCOUNT, "eu-west-1");
    private static final Template TEMPLATE =
            Deployed.in(HERE.region(), Variant.DRILLS.context(HERE.region()), Deployed.DRILLING);
    private static final String TABLES = "arn:aws:dynamodb:eu-west-1:123456789012:table/";
    private static final String DRILLS = TABLES + "pitr-guard-drill-*";
    private static final List<String> SOURCES = List.of(TABLES + "orders", TABLES + "shop-*", TABLES + "carts");

    /** Facts of AWS about restores and exports; the rest is what the function calls (RecordedCallsTest). */
    @Test
    void theFunctionMayDoThisWithTablesAndNothingElse() {
        Map<String, List<String>> resources = new TreeMap<>();
        Map<String, List<String>> actions = new TreeMap<>();
        for (Map<String, Object> statement : Deployed.statements(TEMPLATE, "DrillRole")) {
            String sid = String.valueOf(statement.get("Sid"));
            resources.put(sid, texts(statement.get("Resource")));
            actions.put(sid, texts(statement.get("Action")));
        }

        assertThat(resources)
                .containsEntry("RestoreForDrill", SOURCES)
                .containsEntry("ReadDrilledTable", SOURCES)
                .containsEntry("SampleDrilledTable", SOURCES)
                .containsEntry("ExportForDrill", SOURCES)
                .containsEntry(
                        "ReadExport",
                        SOURCES.stream().map(table -> table + "/export/*").toList())
                .containsEntry("WriteExport", List.of("arn:aws:s3:::exports/drills/*"))
                .containsEntry("FillDrillTable", List.of(DRILLS))
                .containsEntry("CheckDrillTable", List.of(DRILLS))
                .containsEntry("DeleteDrillTable", List.of(DRILLS))
                .containsEntry("WriteEvidence", List.of("arn:aws:s3:::pitr-guard-evidencebucket-1a2b3c/evidence/*"));
        assertThat(actions)
                .containsEntry("RestoreForDrill", List.of("dynamodb:RestoreTableToPointInTime"))
                .containsEntry(
                        "ReadDrilledTable", List.of("dynamodb:DescribeContinuousBackups", "dynamodb:DescribeTable"))
                .containsEntry("SampleDrilledTable", List.of("dynamodb:BatchGetItem", "dynamodb:Scan"))
                .containsEntry(
                        "FillDrillTable",
                        List.of(
                                "dynamodb:BatchWriteItem",
                                "dynamodb:DeleteItem",
                                "dynamodb:GetItem",
                                "dynamodb:PutItem",
                                "dynamodb:Query",
                                "dynamodb:Scan",
                                "dynamodb:UpdateItem"))
                .containsEntry(
                        "CheckDrillTable",
                        List.of("dynamodb:BatchGetItem", "dynamodb:PartiQLSelect", "dynamodb:Query", "dynamodb:Scan"))
                .containsEntry(
                        "DeleteDrillTable",
                        List.of(
                                "dynamodb:DeleteTable",
                                "dynamodb:DescribeKinesisStreamingDestination",
                                "dynamodb:DescribeTable"))
                .containsEntry("ExportForDrill", List.of("dynamodb:ExportTableToPointInTime"))
                .containsEntry("ReadExport", List.of("dynamodb:DescribeExport"))
                .containsEntry("WriteExport", List.of("s3:AbortMultipartUpload", "s3:PutObject", "s3:PutObjectAcl"));
        assertThat(actions.keySet())
                .containsExactlyInAnyOrder(
                        "RestoreForDrill",
                        "ReadDrilledTable",
                        "SampleDrilledTable",
                        "FillDrillTable",
                        "CheckDrillTable",
                        "DeleteDrillTable",
                        "FindDrillTables",
                        "ExportForDrill",
                        "ReadExport",
                        "WriteExport",
                        "UseTableKeys",
                        "ReadAndWriteLedger",
                        "ReadWholeLedger",
                        "PublishAlert",
                        "SendEvents",
                        "CheckSubscribers",
                        "CheckFilters",
                        "EncryptSharedAlerts",
                        "WriteEvidence",
                        "WriteLogs");
    }

    @Test
    void theFunctionChangesNoTableAndReadsNoItemOfEveryTable() {
        List<Map<String, Object>> statements = Deployed.statements(TEMPLATE, "DrillRole");

        assertThat(Synth.texts(statements))
                .doesNotContain(
                        "dynamodb:UpdateTable",
                        "dynamodb:UpdateContinuousBackups",
                        "dynamodb:UpdateTimeToLive",
                        "dynamodb:DeleteBackup",
                        "dynamodb:RestoreTableFromBackup",
                        "dynamodb:*");
        assertThat(statements)
                .filteredOn(statement -> texts(statement.get("Resource")).contains("*"))
                .flatExtracting(statement -> texts(statement.get("Action")))
                .containsExactlyInAnyOrder(
                        "dynamodb:ListTables",
                        "lambda:ListEventSourceMappings",
                        "pipes:ListPipes",
                        "sns:GetSubscriptionAttributes");
        assertThat(statements)
                .filteredOn(statement -> texts(statement.get("Action")).stream()
                        .anyMatch(action -> action.matches("dynamodb:(.*Item|Scan|Query|PartiQL.*|.*Table.*)")
                                && !action.equals("dynamodb:ListTables")))
                .flatExtracting(statement -> texts(statement.get("Resource")))
                .as("all by name")
                .allMatch(
                        arn -> arn.equals(DRILLS) || SOURCES.contains(arn) || arn.endsWith("table/pitr-guard-ledger"));
    }

    @Test
    void exportsAreAllowedOnlyWhereThePolicyAsksForThem() {
        Template template = drilling("""
                version: 1
                rules:
                  - name: orders
                    match: { table: [orders] }
                    drill: { every: 30d }
                """);

        assertThat(Synth.texts(Deployed.statements(template, "DrillRole")))
                .doesNotContain("dynamodb:ExportTableToPointInTime", "dynamodb:DescribeExport", "s3:PutObjectAcl");
    }

    /** IAM tells tables by their names only. */
    @ParameterizedTest
    @ValueSource(strings = {"match: { tag: tier=critical }", "match: { region: eu-west-1 }"})
    void aRuleThatNamesNoTableLetsDrillsRestoreEveryTable(String match) {
        Template template = drilling("""
                version: 1
                rules:
                  - name: named
                    match: { table: [orders] }
                    drill: { every: 30d }
                  - name: others
                    %s
                    drill: { every: 30d }
                """.formatted(match));

        assertThat(Deployed.statements(template, "DrillRole"))
                .filteredOn(statement -> "RestoreForDrill".equals(statement.get("Sid")))
                .flatExtracting(statement -> texts(statement.get("Resource")))
                .containsExactly(TABLES + "*");
    }

    @Test
    void refusesAPolicyThatAsksForNoDrill() {
        assertThatThrownBy(() -> drilling("version: 1\n"))
                .isInstanceOf(OptionsException.class)
                .hasMessageContaining("asks for drills");
    }

    @Test
    void withoutTheOptionThereIsNothingOfDrills() {
        Template template = Deployed.in(HERE.region(), Map.of("recovery", "true"), Deployed.DRILLING);

        template.resourceCountIs("AWS::Lambda::Function", 1);
        template.resourceCountIs("AWS::StepFunctions::StateMachine", 1);
        template.resourceCountIs("AWS::Scheduler::Schedule", 0);
        assertThat(Synth.texts(template.toJSON())).noneMatch(text -> text.contains("pitr-guard-drill"));
    }

    /** What restores may do does not depend on drills. */
    @Test
    void theOtherFunctionHasTheSameRole() {
        Template without = Deployed.in(HERE.region(), Map.of("recovery", "true"), Deployed.DRILLING);

        assertThat(Deployed.statements(TEMPLATE, "RestoreRole")).isEqualTo(Deployed.statements(without, "RestoreRole"));
    }

    /** The promise of the base deployment: no option of drills changes it. */
    @ParameterizedTest
    @CsvSource({"account", "large-account", "organization"})
    void theStackWithEverythingElseIsTheSameWithTheOption(String mode) {
        Map<String, String> base = mode.equals("organization") ? Variant.organization(Map.of()) : Map.of("mode", mode);
        Map<String, String> more = new HashMap<>(base);
        more.putAll(Map.of("drills", "true", "drillSchedule", "rate(12 hours)", "evidenceBucket", "evidence"));

        assertThat(Deployed.in(HERE.region(), more).toJSON())
                .isEqualTo(Deployed.in(HERE.region(), base).toJSON());
    }

    /**
     * All that the functions of the base deployment may do, as it was before there were drills. Whoever changes it changes
     * what every deployment may do with its next update.
     */
    @Test
    void theFunctionsOfTheBaseMayDoWhatTheyCouldBeforeDrills() {
        TreeSet<String> actions = new TreeSet<>();
        TreeSet<Permission.Scope> scopes = new TreeSet<>();
        Stream.of(FunctionKind.values())
                .filter(kind -> !kind.recovers())
                .flatMap(kind -> new FunctionPermissions(
                                kind, new Grants(true, true, Mode.ORGANIZATION, true, true, Grants.Outputs.ALL))
                        .all().stream())
                .forEach(permission -> {
                    actions.addAll(permission.actions());
                    scopes.add(permission.scope());
                });

        assertThat(actions.stream().filter(action -> action.startsWith("dynamodb:")))
                .containsExactly(
                        "dynamodb:ConditionCheckItem",
                        "dynamodb:DescribeContinuousBackups",
                        "dynamodb:DescribeTable",
                        "dynamodb:GetItem",
                        "dynamodb:ListTables",
                        "dynamodb:ListTagsOfResource",
                        "dynamodb:PutItem",
                        "dynamodb:Query",
                        "dynamodb:UpdateContinuousBackups",
                        "dynamodb:UpdateItem");
        assertThat(scopes)
                .doesNotContain(
                        Permission.Scope.DRILLED_TABLES,
                        Permission.Scope.DRILL_TABLES,
                        Permission.Scope.EXPORT_FOLDERS,
                        Permission.Scope.EXPORTS_OF_DRILLED_TABLES);
        assertThat(actions).noneMatch(action -> action.startsWith("pipes:") || action.startsWith("lambda:"));
    }

    @Test
    void asksForTheBucketOfTheEvidence() {
        Map<String, String> context = Map.of("recovery", "true", "drills", "true");

        assertThatThrownBy(() -> DeploymentOptions.read(context, Optional.empty()))
                .isInstanceOf(OptionsException.class)
                .hasMessageContaining("evidenceBucket is ''")
                .hasMessageContaining("evidence=false");
        Map<String, String> without = new HashMap<>(context);
        without.put("evidence", "false");
        assertThat(Deployed.statements(Deployed.in(HERE.region(), without, Deployed.DRILLING), "DrillRole"))
                .noneMatch(statement -> "WriteEvidence".equals(statement.get("Sid")));
        assertThat(DeploymentOptions.read(Map.of("drills", "true"), Optional.empty())
                        .recovery()
                        .drills())
                .as("the other stack makes that bucket")
                .isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"rate(1 day)", "rate(12 hours)", "rate(1 hour)", "cron(0 2 * * ? *)", "cron(30 1 ? * MON-FRI *)"
            })
    void takesTheSchedulesOfTheScheduler(String expression) {
        assertThat(DeploymentOptions.read(Map.of("drills", "true", "drillSchedule", expression), Optional.empty())
                        .recovery()
                        .drills())
                .hasValueSatisfying(drills -> assertThat(drills.schedule()).isEqualTo(expression));
    }

    @ParameterizedTest
    @ValueSource(strings = {"daily", "rate(1 days)", "rate(5 minutes)", "cron(0 2 * *)", "at(2026-12-01T02:00:00)"})
    void refusesOtherSchedules(String expression) {
        assertThatThrownBy(() -> DeploymentOptions.read(Map.of("drillSchedule", expression), Optional.empty()))
                .isInstanceOf(OptionsException.class)
                .hasMessageContaining("drillSchedule is '" + expression + "'");
    }

    @Test
    void refusesAnEvidenceBucketThatIsNoName() {
        assertThatThrownBy(() ->
                        DeploymentOptions.read(Map.of("evidenceBucket", "arn:aws:s3:::evidence"), Optional.empty()))
                .isInstanceOf(OptionsException.class)
                .hasMessageContaining("Write the name of a bucket.");
    }

    @Test
    void theFunctionKnowsItsBucketAndNoMemberAccount() {
        Template template = Deployed.in(
                HERE.region(),
                Variant.organization(Map.of("recovery", "true", "drills", "true", "evidenceBucket", "evidence")),
                Deployed.DRILLING);
        Map<String, Object> variables = Synth.resources(template, "AWS::Lambda::Function").values().stream()
                .filter(function -> "pitr-guard-drill".equals(Synth.at(function, "Properties", "FunctionName")))
                .findFirst()
                .map(function -> Synth.<Map<String, Object>>at(function, "Properties", "Environment", "Variables"))
                .orElseThrow();

        assertThat(variables)
                .containsEntry("PITR_GUARD_EVIDENCE_BUCKET", "evidence")
                .containsEntry("PITR_GUARD_LEDGER_TABLE", "pitr-guard-ledger")
                .doesNotContainKeys("PITR_GUARD_EXTERNAL_ID", "PITR_GUARD_MEMBER_ROLE");
    }

    @Test
    void printsTheNamesOfFunctionAndMachine() {
        Map<String, Object> outputs = Synth.at(TEMPLATE.toJSON(), "Outputs");

        assertThat(outputs).containsKeys("DrillMachine", "DrillFunctionName");
        assertThat(Synth.<String>at(outputs, "DrillFunctionName", "Value")).isEqualTo("pitr-guard-drill");
    }

    private static Template drilling(String policy) {
        return Deployed.in(HERE.region(), Variant.DRILLS.context(HERE.region()), policy);
    }

    private static List<String> texts(Object oneOrMany) {
        TemplateValues values = new TemplateValues(TEMPLATE, HERE);
        Collection<?> many = oneOrMany instanceof Collection<?> list ? list : List.of(oneOrMany);
        List<String> texts = new ArrayList<>();
        many.forEach(each -> texts.add(values.text(each)));
        return texts;
    }
}
