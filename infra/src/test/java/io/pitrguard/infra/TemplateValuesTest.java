package io.pitrguard.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pitrguard.domain.table.AccountRegion;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The functions of CloudFormation that policies hold. */
class TemplateValuesTest {
    private static final Map<String, Map<String, Object>> RESOURCES = Map.of(
            "Ledger", Map.of("Type", "AWS::DynamoDB::Table", "Properties", Map.of("TableName", "ledger")),
            "Topic", Map.of("Type", "AWS::SNS::Topic", "Properties", Map.of("TopicName", "alerts")),
            "Queue", Map.of("Type", "AWS::SQS::Queue", "Properties", Map.of("QueueName", "calls")),
            "Log", Map.of("Type", "AWS::Logs::LogGroup", "Properties", Map.of("LogGroupName", "/aws/lambda/sweep")),
            "Key", Map.of("Type", "AWS::KMS::Key", "Properties", Map.of()),
            "Cache", Map.of("Type", "AWS::ElastiCache::CacheCluster", "Properties", Map.of()));

    private final TemplateValues values =
            new TemplateValues(RESOURCES, new AccountRegion("aws-cn", "123456789012", "cn-north-1"));

    @Test
    void leavesTextsAsTheyAre() {
        assertThat(values.text("*")).isEqualTo("*");
    }

    @Test
    void joins() {
        Object joined = List.of("arn:", Map.of("Ref", "AWS::Partition"), ":x:", Map.of("Ref", "AWS::AccountId"));

        assertThat(values.text(Map.of("Fn::Join", List.of("", joined)))).isEqualTo("arn:aws-cn:x:123456789012");
    }

    @Test
    void substitutes() {
        assertThat(values.text(Map.of("Fn::Sub", "${AWS::Region}/${Ledger}/${Ledger.Arn}")))
                .isEqualTo("cn-north-1/ledger/arn:aws-cn:dynamodb:cn-north-1:123456789012:table/ledger");
        assertThat(values.text(Map.of("Fn::Sub", List.of("${A}-${AWS::Region}", Map.of("A", Map.of("Ref", "Ledger"))))))
                .isEqualTo("ledger-cn-north-1");
    }

    @Test
    void makesArns() {
        assertThat(List.of(
                        values.text(Map.of("Fn::GetAtt", List.of("Ledger", "Arn"))),
                        values.text(Map.of("Ref", "Topic")),
                        values.text(Map.of("Fn::GetAtt", List.of("Queue", "Arn"))),
                        values.text(Map.of("Fn::GetAtt", List.of("Log", "Arn"))),
                        values.text(Map.of("Fn::GetAtt", List.of("Key", "Arn")))))
                .containsExactly(
                        "arn:aws-cn:dynamodb:cn-north-1:123456789012:table/ledger",
                        "arn:aws-cn:sns:cn-north-1:123456789012:alerts",
                        "arn:aws-cn:sqs:cn-north-1:123456789012:calls",
                        "arn:aws-cn:logs:cn-north-1:123456789012:log-group:/aws/lambda/sweep:*",
                        "arn:aws-cn:kms:cn-north-1:123456789012:key/Key");
        assertThat(values.arnOfOnly("AWS::KMS::Key")).isEqualTo("arn:aws-cn:kms:cn-north-1:123456789012:key/Key");
    }

    @Test
    void refusesWhatItDoesNotUnderstand() {
        for (Object value : List.of(
                Map.of("Fn::ImportValue", "x"),
                Map.of("Ref", "Cache"),
                Map.of("Ref", "Nobody"),
                Map.of("Fn::GetAtt", List.of("Cache", "Arn")),
                Map.of("Fn::GetAtt", List.of("Ledger", "StreamArn")),
                Map.of("one", 1, "two", 2))) {
            assertThatThrownBy(() -> values.text(value)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> values.arnOfOnly("AWS::IAM::Role")).isInstanceOf(IllegalArgumentException.class);
    }
}
