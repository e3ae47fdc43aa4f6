package io.pitrguard.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConsoleLinksTest {
    @ParameterizedTest
    @CsvSource({
        "aws, eu-west-1, eu-west-1.console.aws.amazon.com",
        "aws-cn, cn-north-1, cn-north-1.console.amazonaws.cn",
        "aws-us-gov, us-gov-west-1, us-gov-west-1.console.amazonaws-us-gov.com",
        "aws-eusc, eusc-de-east-1, eusc-de-east-1.console.amazonaws-eusc.eu"
    })
    void leadToTheConsoleOfPartitionAndRegion(String partition, String region, String host) {
        String arn = "arn:%s:dynamodb:%s:123456789012:table/orders".formatted(partition, region);

        assertThat(ConsoleLinks.table(arn))
                .hasToString(
                        "Optional[https://%s/dynamodbv2/home?region=%s#table?name=orders]".formatted(host, region));
        assertThat(ConsoleLinks.calls(arn, "UpdateContinuousBackups"))
                .hasToString(
                        "Optional[https://%s/cloudtrailv2/home?region=%s#/events?EventName=UpdateContinuousBackups]"
                                .formatted(host, region));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "arn:aws-iso:dynamodb:us-iso-east-1:123456789012:table/orders",
                "arn:aws:dynamodb:evil.example/:123456789012:table/orders",
                "arn:aws:dynamodb:eu-west-1:123456789012:table/a b",
                "arn:aws:dynamodb:eu-west-1:123456789012:table/orders… (5 more characters)",
                "orders",
                ""
            })
    void noLinkBeatsAWrongOne(String arn) {
        assertThat(ConsoleLinks.table(arn)).isEmpty();
    }

    @Test
    void anOperationThatIsNoneHasNoLink() {
        assertThat(ConsoleLinks.calls("arn:aws:dynamodb:eu-west-1:123456789012:table/orders", "x&y=#"))
                .isEmpty();
    }
}
