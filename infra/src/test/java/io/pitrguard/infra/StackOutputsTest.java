package io.pitrguard.infra;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.table.AccountRegion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awscdk.assertions.Match;
import software.amazon.awscdk.assertions.Template;

class StackOutputsTest {
    @Test
    void sayWhereEverythingIsAndWhatToRunNext() {
        Map<String, String> outputs = outputs("eu-west-1", Map.of());

        assertThat(outputs)
                .containsOnlyKeys(
                        "NextCommand",
                        "AlertsTopic",
                        "HealthTopic",
                        "LedgerTable",
                        "EvidenceBucket",
                        "SweepFunctionName",
                        "ConfigRuleFunctionName",
                        "DriftFunctionName",
                        "DashboardUrl",
                        "AlarmsUrl",
                        "RunbookUrl")
                .containsEntry("NextCommand", "./pitr-guard doctor --region eu-west-1")
                .containsEntry("AlertsTopic", "arn:aws:sns:eu-west-1:123456789012:pitr-guard-alerts")
                .containsEntry("LedgerTable", "pitr-guard-ledger")
                .containsEntry("SweepFunctionName", "pitr-guard-sweep")
                .containsEntry(
                        "RunbookUrl", "https://github.com/pitr-guard/pitr-guard/blob/main/docs/runbooks/unhealthy.md");
    }

    @Test
    void nameWhatIsDeployedOnly() {
        String topic = "arn:aws:sns:eu-west-1:123456789012:ops";
        Map<String, String> outputs = outputs(
                "eu-west-1",
                Map.of(
                        "name",
                        "guard2",
                        "configRule",
                        "false",
                        "evidence",
                        "false",
                        "topicArn",
                        topic,
                        "docsUrl",
                        "https://example.com/x/"));

        assertThat(outputs)
                .doesNotContainKeys("ConfigRuleFunctionName", "EvidenceBucket")
                .containsEntry("NextCommand", "./pitr-guard doctor --region eu-west-1 --name guard2")
                .containsEntry("AlertsTopic", topic)
                .containsEntry("RunbookUrl", "https://example.com/x/docs/runbooks/unhealthy.md");
    }

    @Test
    void checkTheAccountsToo() {
        assertThat(outputs("eu-west-1", Variant.organization(Map.of("name", "guard2"))))
                .containsEntry(
                        "NextCommand",
                        "./pitr-guard doctor --region eu-west-1 --name guard2 && ./pitr-guard doctor --organization --region eu-west-1 --name guard2");
    }

    @Test
    void startASweepAtOnce() {
        assertThat(outputs("eu-west-1", Variant.organization(Map.of("name", "guard2"))))
                .containsEntry(
                        "SweepNowCommand",
                        "aws stepfunctions start-execution --region eu-west-1 --state-machine-arn arn:aws:states:eu-west-1:123456789012:stateMachine:guard2-sweep");
        assertThat(outputs("eu-west-1", Map.of())).doesNotContainKey("SweepNowCommand");
    }

    @ParameterizedTest
    @CsvSource({
        "eu-west-1, console.aws.amazon.com",
        "us-gov-west-1, console.amazonaws-us-gov.com",
        "cn-north-1, console.amazonaws.cn",
        "eusc-de-east-1, console.amazonaws-eusc.eu"
    })
    void leadToTheConsoleOfThePartition(String region, String host) {
        assertThat(outputs(region, Map.of()))
                .containsEntry(
                        "DashboardUrl",
                        "https://" + host + "/cloudwatch/home?region=" + region + "#dashboards/dashboard/pitr-guard");
    }

    @Test
    void leadToTheListOfAlarmsWhereThereIsNoDashboard() {
        assertThat(outputs("eu-west-1", Map.of("footprint", "lean")))
                .doesNotContainKey("DashboardUrl")
                .containsEntry(
                        "AlarmsUrl",
                        "https://console.aws.amazon.com/cloudwatch/home?region=eu-west-1#alarmsV2:?~(search~'pitr-guard)");
    }

    @Test
    void leadToNoConsoleThatIsNotKnown() {
        assertThat(outputs("eu-new-9", Map.of())).doesNotContainKey("DashboardUrl");
    }

    @Test
    void theRunbookIsInTheRepositoryThatThePomNames() throws IOException {
        assertThat(Files.readString(Path.of("..", "pom.xml")))
                .contains("<url>" + Option.DOCS_URL.standard().replace("/blob/main", "") + "</url>");
        assertThat(Path.of("..", "docs", PitrGuardStack.RUNBOOK)).exists();
    }

    @Test
    void theFunctionsLinkToTheSamePages() {
        Deployed.with(Map.of("docsUrl", "https://example.com/x"))
                .allResourcesProperties(
                        "AWS::Lambda::Function",
                        Map.of(
                                "Environment",
                                Match.objectLike(Map.of(
                                        "Variables",
                                        Match.objectLike(Map.of("PITR_GUARD_DOCS_URL", "https://example.com/x"))))));
    }

    private static Map<String, String> outputs(String region, Map<String, ?> context) {
        Template template = Deployed.in(region, context);
        TemplateValues values = new TemplateValues(template, new AccountRegion("aws", Synth.ACCOUNT, region));
        Map<String, String> outputs = new TreeMap<>();
        template.findOutputs("*").forEach((name, output) -> outputs.put(name, values.text(output.get("Value"))));
        return outputs;
    }
}
