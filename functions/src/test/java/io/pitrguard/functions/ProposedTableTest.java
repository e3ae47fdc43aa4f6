package io.pitrguard.functions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.pitrguard.configrule.ConfigTrigger.Proposal;
import io.pitrguard.configrule.ConfigTrigger.Proposed;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.Fact;
import io.pitrguard.domain.table.RecoveryState;
import io.pitrguard.domain.table.TableDetails;
import io.pitrguard.domain.table.TableStatus;
import io.pitrguard.domain.table.Tags;
import io.pitrguard.report.Json;
import io.pitrguard.sandbox.state.Evaluation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
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

    private final ConfigRuleTestBed bed = new ConfigRuleTestBed();

    @AfterEach
    void close() {
        bed.close();
    }

    private static Proposed parse(String type, String properties) {
        String event = RuleEvents.withItem(RuleEvents.read("proactive-table.json"), item -> {
            item.put("resourceType", type);
            item.put("configuration", withKeys(properties));
        });
        return ProposedTable.parse(
                EventFields.parse("x", EventFields.parse("x", event).text("invokingEvent")), "aws");
    }

    /** The properties of a table, which always has keys. */
    private static @Nullable Object withKeys(String properties) {
        Object parsed = Json.parse(properties);
        if (!(parsed instanceof Map<?, ?> map)) {
            return parsed;
        }
        Map<Object, Object> whole = new LinkedHashMap<>(map);
        whole.put("KeySchema", List.of(Map.of("AttributeName", "pk", "KeyType", "HASH")));
        return whole;
    }

    private static Proposal only(String properties) {
        return parse(TABLE, properties).replicas().getFirst();
    }

    private RuleRun propose(String type, String properties) {
        return proposeAsIs(type, withKeys(properties));
    }

    private RuleRun proposeAsIs(String type, @Nullable Object configuration) {
        String event = RuleEvents.withItem(RuleEvents.read("proactive-table.json"), item -> {
            item.put("resourceType", type);
            item.put("configuration", configuration);
        });
        RuleEvents.token(event).ifPresent(bed.rule::acceptToken);
        return bed.invoke(event);
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
        assertThat(proposal.facts().details())
                .isEqualTo(new Fact.Known<>(new TableDetails(TableStatus.CREATING, 0, true)));
        assertThat(proposal.facts().tags()).isEqualTo(new Tags.Known(Map.of("tier", "critical", "bare", "")));
        assertThat(days(proposal)).isEqualTo(OptionalInt.of(7));
        assertThat(proposal.named()).isTrue();
    }

    @Test
    void readsPropertiesThatAreTexts() {
        Proposal proposal = only("""
                {"DeletionProtectionEnabled": "true",
                 "PointInTimeRecoverySpecification": {"PointInTimeRecoveryEnabled": "True", "RecoveryPeriodInDays": "7"}}
                """);

        assertThat(proposal.facts().details())
                .isEqualTo(new Fact.Known<>(new TableDetails(TableStatus.CREATING, 0, true)));
        assertThat(days(proposal)).isEqualTo(OptionalInt.of(7));
    }

    @Test
    void fillsInWhatCloudFormationWould() {
        assertThat(only("{}").named()).isFalse();
        assertThat(only("{}").facts().table().name()).as("stands for a name").isEqualTo("orders-before-deployment");
        assertThat(only("{}").facts().tags()).isEqualTo(Tags.NONE);
        assertThat(only("{}").facts().details())
                .isEqualTo(new Fact.Known<>(new TableDetails(TableStatus.CREATING, 0, false)));
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
    @CsvSource({
        "cn-north-1, aws-cn",
        "us-gov-west-1, aws-us-gov",
        "eu-west-1, aws",
        "eusc-de-east-1, aws-eusc",
        "us-isob-east-1, aws-iso-b"
    })
    void takesThePartitionFromTheFunction(String region, String partition) {
        String event =
                RuleEvents.withItem(RuleEvents.read("proactive-table.json"), item -> item.put("awsRegion", region));
        Proposed proposed = ProposedTable.parse(
                EventFields.parse("x", EventFields.parse("x", event).text("invokingEvent")), partition);

        assertThat(proposed.replicas().getFirst().facts().table().where())
                .isEqualTo(new AccountRegion(partition, "123456789012", region));
    }

    @Test
    void reportsUnderTheIdAndTypeOfTheProposal() {
        RuleRun run = propose(TABLE, "{\"TableName\": \"orders\", " + ON + "}");

        assertThat(run.only())
                .isEqualTo("COMPLIANT Point-in-time recovery is on, period 35 days. Rule default requires it on.");
        assertThat(run.accepted().getFirst())
                .returns(TABLE, Evaluation::resourceType)
                .returns("orders-before-deployment", Evaluation::resourceId);
        assertThat(run.calls()).as("nothing is read or changed").hasSize(1);
        assertThat(run.answer().tables()).isNull();
    }

    @Test
    void judgesByAllThatThePolicyAsksButTheLag() {
        bed.policy = ConfigRuleTestBed.policy("""
                version: 1
                rules:
                  - { name: all, require: { recoveryPeriodDays: 14, maxRestorePointLag: 301s, deletionProtection: true } }
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
                .isEqualTo("NOT_APPLICABLE Exempt until 2027-03-31 (owner: team-data): load test.");
    }

    /** CloudFormation makes up a name that begins with the stack's; the id is of the caller's choice. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "orders-before-deployment-2 | NOT_APPLICABLE",
                "other | COMPLIANT",
                "strict-1 | NON_COMPLIANT",
                "none | NON_COMPLIANT"
            })
    void judgesTableWithoutNameByTheWorstOfTheRulesThatAskForOne(String name, String compliance) {
        bed.policy = ConfigRuleTestBed.policy("""
                version: 1
                rules:
                  - { name: lax, match: { table: orders-* }, exempt: { reason: rebuilt, owner: me, until: 2099-01-01 } }
                  - { name: strict, match: { table: strict-* }, require: { recoveryPeriodDays: 35 } }
                  - { name: all, require: { recoveryPeriodDays: 7 } }
                """);
        String named = name.equals("none") ? "" : "\"TableName\": \"" + name + "\", ";

        assertThat(propose(
                                TABLE,
                                "{" + named + "\"PointInTimeRecoverySpecification\": {\"PointInTimeRecoveryEnabled\":"
                                        + " true, \"RecoveryPeriodInDays\": 8}}")
                        .only())
                .startsWith(compliance + " ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "on on on | COMPLIANT (Replica in eu-west-1.) Point-in-time recovery is on, period 35 days. Rule default requires it on.",
                "on off on | NON_COMPLIANT (Replica in eu-central-1.) Point-in-time recovery is off; the policy requires it on.",
                "off on on | NON_COMPLIANT (Replica in eu-west-1.) Point-in-time recovery is off; the policy requires it on.",
                "on on off | NON_COMPLIANT (Replica in us-east-1.) Point-in-time recovery is off; the policy requires it on.",
                "exempt on exempt | COMPLIANT (Replica in eu-central-1.) Point-in-time recovery is on, period 35 days. Rule default requires it on.",
                "exempt | NOT_APPLICABLE Exempt until 2099-01-01 (owner: me): rebuilt.",
                "on | COMPLIANT Point-in-time recovery is on, period 35 days. Rule default requires it on."
            })
    void judgesGlobalTableByItsWorstReplica(String replicas, String words) {
        bed.policy = ConfigRuleTestBed.policy("""
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
                "AWS::DynamoDB::Table | {\"PointInTimeRecoverySpecification\": {\"Fn::If\": [\"Prod\", {}, {}]}} | The proposed properties hold Fn::If at configuration.PointInTimeRecoverySpecification, which is not resolved. Hand over its value.",
                "AWS::DynamoDB::Table | {\"PointInTimeRecoverySpecification\": {\"Ref\": \"Spec\"}} | hold Ref at configuration.PointInTimeRecoverySpecification, which",
                "AWS::DynamoDB::Table | {\"TableName\": {\"Fn::Sub\": \"${Stage}-orders\"}} | hold Fn::Sub at configuration.TableName, which",
                "AWS::DynamoDB::Table | {\"Fn::Transform\": {\"Name\": \"x\"}} | hold Fn::Transform at configuration, which",
                "AWS::DynamoDB::Table | {\"Tags\": [{\"Key\": \"a\", \"Value\": {\"Fn::GetAtt\": []}}]} | hold Fn::GetAtt at configuration.Tags.Value, which",
                "AWS::DynamoDB::Table | {\"Tags\": [null]} | configuration.Tags[] is not an object but 'null'.",
                "AWS::DynamoDB::GlobalTable | {\"Replicas\": [{\"Region\": {\"Ref\": \"AWS::Region\"}}]} | hold Ref at configuration.Replicas.Region, which",
                "AWS::DynamoDB::Table | null | The item of the proactive evaluation has no configuration, so there is nothing to judge."
            })
    void namesWhatIsWrong(String type, String properties, String message) {
        RuleRun run = propose(type, properties);

        assertThat(run.failed()).contains(message);
        assertThat(run.calls()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "36", "99", "-1", "\"0\"", "\"36\""})
    void refusesPeriodsThatAWSDoesNotTake(String days) {
        String specification = "{\"PointInTimeRecoverySpecification\": {\"PointInTimeRecoveryEnabled\": true,"
                + " \"RecoveryPeriodInDays\": " + days + "}}";

        assertThat(propose(TABLE, specification).failed())
                .isEqualTo("The proposed RecoveryPeriodInDays is " + days.replace("\"", "") + "; AWS takes 1 to 35.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "35", "\"35\""})
    void takesPeriodsThatAWSTakes(String days) {
        assertThat(days(only("{\"PointInTimeRecoverySpecification\": {\"PointInTimeRecoveryEnabled\": true,"
                        + " \"RecoveryPeriodInDays\": " + days + "}}")))
                .isEqualTo(OptionalInt.of(Integer.parseInt(days.replace("\"", ""))));
    }

    @ParameterizedTest
    @ValueSource(strings = {TABLE, GLOBAL})
    void refusesWhatHasNoKeys(String type) {
        RuleRun run = proposeAsIs(type, Map.of("tableName", "orders", "tableStatus", "ACTIVE"));

        assertThat(run.failed())
                .isEqualTo(
                        "The proposed properties have no KeySchema, so they are not CloudFormation's of a table. Hand"
                                + " over the resource's properties as in the template.");
        assertThat(run.calls()).isEmpty();
    }

    @Test
    void refusesWhatIsNoTableBeforeItLooksAtItsProperties() {
        assertThat(proposeAsIs("AWS::S3::Bucket", Map.of("BucketName", Map.of("Ref", "Name")))
                        .failed())
                .isEqualTo(
                        "The rule judges AWS::DynamoDB::Table and AWS::DynamoDB::GlobalTable, but AWS Config proposed"
                                + " the AWS::S3::Bucket 'orders-before-deployment'. Set the rule's scope to tables.");
    }

    @Test
    void takesPropertiesThatOnlyLookLikeFunctions() {
        assertThat(propose(TABLE, "{\"Some\": {\"Ref\": 1, \"Fn\": [null, {\"None\": null}]}, " + ON + "}")
                        .only())
                .startsWith("COMPLIANT ");
    }

    @Test
    void namesAccountThatIsNone() {
        String event =
                RuleEvents.withItem(RuleEvents.read("proactive-table.json"), item -> item.put("awsAccountId", "12"));

        assertThatExceptionOfType(InvocationFailedException.class)
                .isThrownBy(() -> ProposedTable.parse(
                        EventFields.parse("x", EventFields.parse("x", event).text("invokingEvent")), "aws"))
                .withMessage("The event's configurationItem.awsAccountId: account must be 12 digits, not '12'");
    }

    private static OptionalInt days(Proposal proposal) {
        return ((RecoveryState.Enabled) proposal.state()).periodDays();
    }
}
