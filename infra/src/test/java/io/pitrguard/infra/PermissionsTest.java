package io.pitrguard.infra;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.aws.AccountRegions;
import io.pitrguard.aws.AccountTagOwners;
import io.pitrguard.aws.AggregateQueries;
import io.pitrguard.aws.AwsOrganization;
import io.pitrguard.aws.CloudTrails;
import io.pitrguard.aws.ConfigHistory;
import io.pitrguard.aws.ConfigQueries;
import io.pitrguard.aws.ConfigRecorders;
import io.pitrguard.aws.ConfigResults;
import io.pitrguard.aws.DynamoDbInstallationStore;
import io.pitrguard.aws.DynamoDbLedger;
import io.pitrguard.aws.DynamoDbRecovery;
import io.pitrguard.aws.DynamoDbRecoveryChanges;
import io.pitrguard.aws.DynamoDbRestoreStore;
import io.pitrguard.aws.DynamoDbSharedChangeCounter;
import io.pitrguard.aws.DynamoDbTableCatalog;
import io.pitrguard.aws.EventBridgeBus;
import io.pitrguard.aws.EventBridgeRules;
import io.pitrguard.aws.ResourceTags;
import io.pitrguard.aws.S3EvidenceStore;
import io.pitrguard.aws.S3SweepStore;
import io.pitrguard.aws.SnsAlerts;
import io.pitrguard.aws.SnsSubscriptions;
import io.pitrguard.aws.SqsDriftQueue;
import io.pitrguard.domain.evaluation.Checks;
import io.pitrguard.domain.table.FactKind;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awscdk.assertions.Match;
import software.amazon.awscdk.assertions.Template;

/** What each role may do: what the checks and adapters declare, nothing missing and nothing more. */
class PermissionsTest {
    private static final List<String> FUNCTIONS = List.of("SweepRole", "DriftRole", "ConfigRuleRole");
    private static final List<String> FUNCTIONS_OF_HUB =
            List.of("PlanRole", "PlaceRole", "SummaryRole", "DriftRole", "ConfigRuleRole");
    private static final Set<String> JUDGING = union(
            Checks.ALL.stream().flatMap(check -> check.iamActions().stream()).collect(Collectors.toSet()),
            Set.of(DynamoDbRecovery.ACTION, FactKind.DETAILS.iamAction()));
    private static final Set<String> FLEET = Set.of(
            DynamoDbTableCatalog.LIST_ACTION,
            ResourceTags.BULK_ACTION,
            ConfigQueries.ACTION,
            ResourceTags.TABLE_ACTION,
            DynamoDbLedger.QUERY_ACTION);
    private static final Set<String> TELLING = union(
            Set.of(SnsAlerts.ACTION, SnsSubscriptions.ACTION, SnsSubscriptions.FILTER_ACTION, EventBridgeBus.ACTION),
            SnsAlerts.ACTIONS_ON_KEY);
    private static final Set<String> REMEDIATING_ACTIONS = union(
            DynamoDbSharedChangeCounter.ACTIONS, Set.of(DynamoDbRecoveryChanges.ACTION, ResourceTags.TABLE_ACTION));
    private static final Set<String> CHECKING_ITSELF = union(CloudTrails.ACTIONS, EventBridgeRules.ACTIONS);
    // What Lambda itself does with a function's role.
    private static final Set<String> LOGGING = Set.of("logs:CreateLogStream", "logs:PutLogEvents");
    private static final Set<String> KEEPING = Set.of("sqs:SendMessage");
    private static final Set<String> TAKING =
            Set.of("sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes");

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theSweepMayDoWhatItsAdaptersDeclare(boolean remediates) {
        assertThat(actions(template(remediates), "SweepRole"))
                .isEqualTo(union(
                        JUDGING,
                        FLEET,
                        CHECKING_ITSELF,
                        ConfigRecorders.ACTIONS,
                        DynamoDbLedger.ACTIONS,
                        Set.of(DynamoDbLedger.MANY_ENTRIES_ACTION, S3EvidenceStore.WRITE_ACTION),
                        DynamoDbInstallationStore.ACTIONS,
                        TELLING,
                        LOGGING,
                        KEEPING,
                        remediates ? REMEDIATING_ACTIONS : Set.of()));
    }

    @ParameterizedTest
    @CsvSource({
        // option; value; role; what it may do then
        "eventBus, default, DriftRole, events:PutEvents, true",
        "eventBus, none, DriftRole, events:PutEvents, false",
        "securityHub, true, SweepRole, securityhub:BatchImportFindings, true",
        "securityHub, true, DriftRole, securityhub:BatchImportFindings, false",
        "securityHub, false, SweepRole, securityhub:BatchImportFindings, false",
        "evidence, true, DriftRole, s3:PutObject, false",
        "evidence, false, SweepRole, s3:PutObject, false"
    })
    void otherSystemsAreNotifiedWhereTheDeploymentSaysSo(
            String option, String value, String role, String action, boolean allowed) {
        assertThat(actions(Deployed.with(Map.of(option, value)), role).contains(action))
                .isEqualTo(allowed);
    }

    @Test
    void eventsHaveOneSource() {
        assertThat(Deployed.statements(Deployed.with(Map.of()), "SweepRole"))
                .filteredOn(statement -> "SendEvents".equals(statement.get("Sid")))
                .singleElement()
                .satisfies(statement -> assertThat(statement.get("Condition"))
                        .isEqualTo(Map.of("StringEquals", Map.of("events:source", "pitr-guard"))));
    }

    @Test
    void aRecorderIsOnlyLookedForWhereThereIsARuleOfAwsConfig() {
        assertThat(actions(Deployed.with(Map.of("configRule", "false")), "SweepRole"))
                .doesNotContainAnyElementsOf(ConfigRecorders.ACTIONS)
                .containsAll(CHECKING_ITSELF);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theDriftFunctionMayDoWhatItsAdaptersDeclare(boolean remediates) {
        assertThat(actions(template(remediates), "DriftRole"))
                .isEqualTo(union(
                        JUDGING,
                        Set.of(ResourceTags.TABLE_ACTION, SqsDriftQueue.ACTION),
                        DynamoDbLedger.ACTIONS,
                        Set.of(DynamoDbLedger.MANY_ENTRIES_ACTION, DynamoDbRestoreStore.LIST_ACTION),
                        TELLING,
                        LOGGING,
                        TAKING,
                        remediates ? REMEDIATING_ACTIONS : Set.of()));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theConfigRuleMayDoWhatItsAdaptersDeclare(boolean remediates) {
        assertThat(actions(template(remediates), "ConfigRuleRole"))
                .isEqualTo(union(
                        JUDGING,
                        FLEET,
                        Set.of(
                                ResourceTags.TABLE_ACTION,
                                ConfigResults.REPORT_ACTION,
                                ConfigResults.ASK_ACTION,
                                ConfigHistory.ACTION),
                        DynamoDbLedger.ACTIONS,
                        Set.of(DynamoDbLedger.MANY_ENTRIES_ACTION),
                        TELLING,
                        LOGGING,
                        KEEPING,
                        remediates ? REMEDIATING_ACTIONS : Set.of()));
    }

    @Test
    void theScheduleMayInvokeTheSweepAndKeepWhatItCannotDeliver() {
        assertThat(Deployed.statements(template(false), "ScheduleRole"))
                .extracting(statement -> statement.get("Action"))
                .containsExactly("lambda:InvokeFunction", "sqs:SendMessage");
    }

    @Test
    void onlyTheRolesOfTheFunctionsAndTheScheduleExist() {
        assertThat(Synth.resources(template(true), "AWS::IAM::Role").keySet())
                .map(id -> id.replaceAll("[0-9A-F]{8}$", ""))
                .containsExactlyInAnyOrder("SweepRole", "DriftRole", "ConfigRuleRole", "ScheduleRole");
        assertThat(Synth.resources(hub(true), "AWS::IAM::Role").keySet())
                .map(id -> id.replaceAll("[0-9A-F]{8}$", ""))
                .containsExactlyInAnyOrder(
                        "PlanRole",
                        "PlaceRole",
                        "SummaryRole",
                        "DriftRole",
                        "ConfigRuleRole",
                        "MachineRole",
                        "ScheduleRole");
        for (Template template : List.of(template(true), hub(true))) {
            template.allResourcesProperties("AWS::IAM::Role", Map.of("ManagedPolicyArns", Match.absent()));
        }
    }

    @ParameterizedTest
    @CsvSource({"policy, false", "never, true"})
    void nothingIsWrittenToUserTablesUnlessThePolicyRemediatesAndMay(String act, boolean remediating) {
        Template template = Deployed.with(Map.of("act", act), remediating ? Deployed.REMEDIATING : Deployed.ALERTING);

        assertThat(FUNCTIONS)
                .allSatisfy(role -> assertThat(actions(template, role)).doesNotContain(DynamoDbRecoveryChanges.ACTION));
        assertThat(FUNCTIONS_OF_HUB)
                .allSatisfy(
                        role -> assertThat(actions(hub(false), role)).doesNotContain(DynamoDbRecoveryChanges.ACTION));
    }

    @Test
    void onlyTheWorkerTheDriftFunctionAndTheRuleChangeTablesInTheOrganization() {
        assertThat(FUNCTIONS_OF_HUB)
                .filteredOn(role -> actions(hub(true), role).contains(DynamoDbRecoveryChanges.ACTION))
                .containsExactly("PlaceRole", "DriftRole", "ConfigRuleRole");
    }

    @Test
    void whoeverComparesAnAccountWithThePlanMayReadIt() {
        for (String rule : List.of("true", "false")) {
            Template template = Deployed.with(
                    Variant.organization(Map.of("organizationConfigRule", rule, "memberStackSet", "none")),
                    Deployed.ALERTING);
            assertThat(List.of("PlanRole", "DriftRole", "ConfigRuleRole"))
                    .allSatisfy(role -> assertThat(actions(template, role))
                            .as("%s, organizationConfigRule=%s", role, rule)
                            .contains(S3SweepStore.READ_ACTION, S3SweepStore.LIST_ACTION));
        }
    }

    /** In other regions of the hub's own account the worker acts with its own role, not with a member's. */
    @Test
    void workerMayCheckForwardingInItsOwnAccount() {
        assertThat(actions(hub(false), "PlaceRole")).containsAll(EventBridgeRules.ACTIONS);
    }

    @Test
    void planAsksAnAggregatorOfItsAccountAndRegionWhereThereIsOne() {
        Template template = Deployed.with(
                Variant.organization(Map.of("configAggregator", "organization", "memberStackSet", "none")),
                Deployed.ALERTING);

        assertThat(FUNCTIONS_OF_HUB)
                .filteredOn(role -> actions(template, role).contains(AggregateQueries.ACTION))
                .containsExactly("PlanRole");
        assertThat(Deployed.statements(template, "PlanRole"))
                .filteredOn(statement -> Synth.texts(statement.get("Action")).contains(AggregateQueries.ACTION))
                .singleElement()
                .satisfies(statement -> assertThat(
                                Synth.texts(statement.get("Resource")).getLast())
                        .endsWith(":config-aggregator/*"));
        assertThat(actions(hub(true), "PlanRole")).doesNotContain(AggregateQueries.ACTION);
    }

    @Test
    void noRoleReadsOrWritesItemsOfUserTables() {
        Set<String> allowedOnTables = union(JUDGING, Set.of(ResourceTags.TABLE_ACTION, DynamoDbRecoveryChanges.ACTION));
        for (String role : everyRole()) {
            for (Map<String, Object> statement : statements(role)) {
                if (Synth.texts(statement.get("Resource")).contains(":table/*")) {
                    assertThat(allowedOnTables).containsAll(Synth.texts(statement.get("Action")));
                }
            }
        }
    }

    @Test
    void everyStatementNamesItsResourceUnlessItsActionsTakeNone() {
        Set<String> takeNone = union(
                Set.of(
                        "dynamodb:ListTables",
                        "tag:GetResources",
                        "config:PutEvaluations",
                        "config:SelectResourceConfig",
                        "config:GetResourceConfigHistory",
                        SnsSubscriptions.FILTER_ACTION,
                        // Its resource is the account itself.
                        AccountRegions.ACTION),
                // Of units and accounts, which only AWS Organizations knows.
                AwsOrganization.ACTIONS,
                Set.of(AccountTagOwners.ACTION),
                // A trail may belong to the organization's account.
                CloudTrails.ACTIONS,
                ConfigRecorders.ACTIONS);
        for (String role : everyRole()) {
            for (Map<String, Object> statement : statements(role)) {
                if ("*".equals(statement.get("Resource"))) {
                    assertThat(takeNone).containsAll(Synth.texts(statement.get("Action")));
                }
            }
        }
    }

    @Test
    void noActionHasAWildcard() {
        for (String role : everyRole()) {
            assertThat(statements(role))
                    .flatMap(statement -> Synth.texts(statement.get("Action")))
                    .noneMatch(action -> action.contains("*"));
        }
    }

    private static Template template(boolean remediates) {
        return Deployed.with(Map.of(), remediates ? Deployed.REMEDIATING : Deployed.ALERTING);
    }

    /** Returns the template of the organization's deployment. */
    private static Template hub(boolean remediates) {
        return Deployed.with(
                Variant.organization(Map.of("organizationConfigRule", "true", "memberStackSet", "none")),
                remediates ? Deployed.REMEDIATING : Deployed.ALERTING);
    }

    private static Set<String> everyRole() {
        return union(FUNCTIONS, FUNCTIONS_OF_HUB);
    }

    /** Returns what a role may do in every deployment that has it. */
    private static List<Map<String, Object>> statements(String role) {
        return Stream.of(FUNCTIONS.contains(role) ? template(true) : hub(true), hub(true))
                .filter(template -> FUNCTIONS_OF_HUB.contains(role) || !template.equals(hub(true)))
                .flatMap(template -> Deployed.statements(template, role).stream())
                .toList();
    }

    private static Set<String> actions(Template template, String role) {
        return Deployed.statements(template, role).stream()
                .flatMap(statement -> Synth.texts(statement.get("Action")).stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> union(Collection<?>... sets) {
        return Stream.of(sets)
                .flatMap(Collection::stream)
                .map(String::valueOf)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
