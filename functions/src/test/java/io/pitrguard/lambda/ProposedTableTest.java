package io.pitrguard.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.pitrguard.check.ConfigTrigger.Proposal;
import io.pitrguard.check.ConfigTrigger.Proposed;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.RecoveryState;
import io.pitrguard.domain.table.TableDetails;
import io.pitrguard.domain.table.TableStatus;
import io.pitrguard.domain.table.Tags;
import io.pitrguard.report.Json;
import io.pitrguard.sandbox.state.Evaluation;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables that do not exist yet, judged by the properties that CloudFormation would make them from. */
class ProposedTableTest {
    private static final String TABLE = "AWS::DynamoDB::Table";
    private static final String GLOBAL = "AWS::DynamoDB::GlobalTable";
    private static final String ON = "\"PointInTimeRecoverySpecification\": {\"PointInTimeRecoveryEnabled\": true}";

    private final RuleLab lab = new RuleLab();

    @AfterEach
    void close() {
        lab.close();
    }

    private static Proposed parse(String type, String properties) {
        String event = RuleEvents.withItem(RuleEvents.read("proactive-table.json"), item -> {
            item.put("resourceType", type);
            item.put("configuration", Json.parse(properties));
        });
        return ProposedTable.parse(
                EventFields.parse("x", EventFields.parse("x", event).text("invokingEvent")));
    }

    private static Proposal only(String properties) {
        return parse(TABLE, properties).replicas().getFirst();
    }

    private RuleRun propose(String type, String properties) {
        String event = RuleEvents.withItem(RuleEvents.read("proactive-table.json"), item -> {
            item.put("resourceType", type);
            item.put("configuration", Json.parse(properties));
        });
        RuleEvents.token(event).ifPresent(lab.rule::acceptToken);
        return lab.invoke(event);
    }

    @Test
    void readsTheProperties() {
        Proposal proposal = only("""
                {"TableName": "orders", "DeletionProtectionEnabled": true,
                 "PointInTimeRecoverySpecification": {"PointInTimeRecoveryEnabled": true, "RecoveryPeriodInDays": 7},
                 "Tags": [{"Key": "tier", "Value": "critical"}, {"Key": "bare"}]}
                """);

        assertThat(proposal.facts().table())
                .isEqualTo(new AccountRegion("aws", "123456789012", "eu-west-1").table("orders"));
        assertThat(proposal.facts().details()).isEqualTo(new TableDetails.Known(TableStatus.CREATING, 0, true));
        assertThat(proposal.facts().tags()).isEqualTo(new Tags.Known(Map.of("tier", "critical", "bare", "")));
        assertThat(days(proposal)).isEqualTo(OptionalInt.of(7));
    }

    @Test
    void readsPropertiesThatAreTexts() {
        Proposal proposal = only("""
                {"DeletionProtectionEnabled": "true",
                 "PointInTimeRecoverySpecification": {"PointInTimeRecoveryEnabled": "True", "RecoveryPeriodInDays": "7"}}
                """);

        assertThat(proposal.facts().details()).isEqualTo(new TableDetails.Known(TableStatus.CREATING, 0, true));
        assertThat(days(proposal)).isEqualTo(OptionalInt.of(7));
    }

    @Test
    void fillsInWhatCloudFormationWould() {
        assertThat(only("{}").facts().table().name()).isEqualTo("orders-before-deployment");
        assertThat(only("{}").facts().tags()).isEqualTo(Tags.NONE);
        assertThat(only("{}").facts().details()).isEqualTo(new TableDetails.Known(TableStatus.CREATING, 0, false));
        assertThat(only("{}").state()).isEqualTo(new RecoveryState.Disabled());
        assertThat(days(only("{" + ON + "}"))).isEqualTo(OptionalInt.of(35));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"PointInTimeRecoveryEnabled\": false, \"RecoveryPeriodInDays\": 35}",
                "{\"PointInTimeRecoveryEnabled\": \"false\"}",
                "{\"PointInTimeRecoveryEnabled\": null}",
                "null"
            })
    void takesRecoveryForOffUnlessItIsOn(String specification) {
        assertThat(only("{\"PointInTimeRecoverySpecification\": " + specification + "}")
                        .state())
                .isEqualTo(new RecoveryState.Disabled());
    }

    @ParameterizedTest
    @CsvSource({"cn-north-1, aws-cn", "us-gov-west-1, aws-us-gov", "eu-west-1, aws"})
    void knowsThePartitionOfARegion(String region, String partition) {
        String event =
                RuleEvents.withItem(RuleEvents.read("proactive-table.json"), item -> item.put("awsRegion", region));
        Proposed proposed = ProposedTable.parse(
                EventFields.parse("x", EventFields.parse("x", event).text("invokingEvent")));

        assertThat(proposed.replicas().getFirst().facts().table().where())
                .isEqualTo(new AccountRegion(partition, "123456789012", region));
    }

    @Test
    void reportsUnderTheIdAndTypeOfTheProposal() {
        RuleRun run = propose(TABLE, "{\"TableName\": \"orders\", " + ON + "}");

        assertThat(run.only()).isEqualTo("COMPLIANT Point-in-time recovery is on, period 35 days.");
        assertThat(run.accepted().getFirst())
                .returns(TABLE, Evaluation::resourceType)
                .returns("orders-before-deployment", Evaluation::resourceId);
        assertThat(run.calls()).as("nothing is read or changed").hasSize(1);
        assertThat(run.answer().tables()).isNull();
    }

    @Test
    void judgesByAllThatThePolicyAsksButTheLag() {
        lab.policy = RuleLab.policy("""
                version: 1
                rules:
                  - { name: all, require: { recoveryPeriodDays: 14, maxRestorePointLag: 1s, deletionProtection: true } }
                """);

        assertThat(propose(TABLE, "{\"DeletionProtectionEnabled\": true, " + ON + "}")
                        .only())
                .startsWith("COMPLIANT ");
        assertThat(propose(
                                TABLE,
                                "{\"PointInTimeRecoverySpecification\": {\"PointInTimeRecoveryEnabled\": true,"
                                        + " \"RecoveryPeriodInDays\": 13}}")
                        .only())
                .isEqualTo("NON_COMPLIANT The recovery period is 13 days; the policy requires at least 14. Deletion"
                        + " protection is off; the policy requires it on.");
    }

    @Test
    void exemptsByTheTagsOfTheProposal() {
        assertThat(propose(TABLE, """
                        {"Tags": [{"Key": "pitr-guard:exempt-until", "Value": "2027-03-31"},
                                  {"Key": "pitr-guard:exempt-reason", "Value": "load test"},
                                  {"Key": "pitr-guard:exempt-owner", "Value": "team-data"}]}
                        """).only())
                .isEqualTo("NOT_APPLICABLE Exempt until 2027-03-31: load test (owner: team-data).");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "on on on | COMPLIANT (Replica in eu-west-1.) Point-in-time recovery is on, period 35 days.",
                "on off on | NON_COMPLIANT (Replica in eu-central-1.) Point-in-time recovery is off; the policy requires it on.",
                "off on on | NON_COMPLIANT (Replica in eu-west-1.) Point-in-time recovery is off; the policy requires it on.",
                "on on off | NON_COMPLIANT (Replica in us-east-1.) Point-in-time recovery is off; the policy requires it on.",
                "exempt on exempt | COMPLIANT (Replica in eu-central-1.) Point-in-time recovery is on, period 35 days.",
                "exempt | NOT_APPLICABLE Exempt until 2099-01-01: rebuilt (owner: me).",
                "on | COMPLIANT Point-in-time recovery is on, period 35 days."
            })
    void judgesGlobalTableByItsWorstReplica(String replicas, String words) {
        lab.policy = RuleLab.policy("""
                version: 1
                rules: [{ name: x, match: { tag: exempt }, exempt: { reason: rebuilt, owner: me, until: 2099-01-01 } }]
                """);
        String[] regions = {"eu-west-1", "eu-central-1", "us-east-1"};
        StringBuilder properties = new StringBuilder();
        for (String replica : replicas.split(" ")) {
            int i = properties.isEmpty() ? 0 : properties.toString().split("Region").length - 1;
            properties
                    .append(i == 0 ? "" : ",")
                    .append("{\"Region\": \"%s\"%s}".formatted(regions[i], replica(replica)));
        }

        RuleRun run = propose(GLOBAL, "{\"Replicas\": [" + properties + "]}");

        assertThat(run.only()).isEqualTo(words);
        assertThat(run.accepted().getFirst().resourceType()).isEqualTo(GLOBAL);
    }

    private static String replica(String word) {
        return switch (word) {
            case "on" -> ", " + ON;
            case "exempt" -> ", \"Tags\": [{\"Key\": \"exempt\", \"Value\": \"\"}]";
            default -> "";
        };
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "AWS::DynamoDB::GlobalTable | {} | The proposed global table 'orders-before-deployment' has no Replicas.",
                "AWS::DynamoDB::GlobalTable | {\"Replicas\": [{}]} | The event's invokingEvent.configurationItem.configuration.Replicas[] has no 'Region'.",
                "AWS::DynamoDB::Table | {\"Tags\": [{}]} | configuration.Tags[] has no 'Key'.",
                "AWS::DynamoDB::Table | {\"Tags\": {}} | configuration.Tags is not a list but '{}'.",
                "AWS::DynamoDB::Table | {\"PointInTimeRecoverySpecification\": {\"PointInTimeRecoveryEnabled\": 1}} | PointInTimeRecoveryEnabled is not true or false but '1'.",
                "AWS::DynamoDB::Table | null | The item of the proactive evaluation has no configuration, so there is nothing to judge.",
                "AWS::S3::Bucket | {} | The rule judges AWS::DynamoDB::Table and AWS::DynamoDB::GlobalTable, but AWS Config proposed the AWS::S3::Bucket 'orders-before-deployment'."
            })
    void namesWhatIsAmiss(String type, String properties, String message) {
        RuleRun run = propose(type, properties);

        assertThat(run.failed()).contains(message);
        assertThat(run.calls()).isEmpty();
    }

    @Test
    void namesAccountThatIsNone() {
        String event =
                RuleEvents.withItem(RuleEvents.read("proactive-table.json"), item -> item.put("awsAccountId", "12"));

        assertThatExceptionOfType(InvocationFailedException.class)
                .isThrownBy(() -> ProposedTable.parse(
                        EventFields.parse("x", EventFields.parse("x", event).text("invokingEvent"))))
                .withMessage("The event's configurationItem.awsAccountId: account must be 12 digits, not '12'");
    }

    private static OptionalInt days(Proposal proposal) {
        return ((RecoveryState.Enabled) proposal.state()).periodDays();
    }
}
