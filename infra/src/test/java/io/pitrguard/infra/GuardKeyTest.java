package io.pitrguard.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.assertions.Template;

class GuardKeyTest {
    @Test
    void rotatesAndGoesWithTheStack() {
        Template template = Synth.of(stack -> new GuardKey(stack, "Key", "pitr-guard", Optional.empty()));

        template.hasResource(
                "AWS::KMS::Key", Map.of("Properties", Map.of("EnableKeyRotation", true), "DeletionPolicy", "Delete"));
        template.hasResourceProperties("AWS::KMS::Alias", Map.of("AliasName", "alias/pitr-guard"));
    }

    @Test
    void letsAlarmsOfThisAccountPublishAndNoRuleOfEventBridge() {
        Template template = Synth.of(stack -> new GuardKey(stack, "Key", "pitr-guard", Optional.empty()));

        assertThat(statement(template, "cloudwatch.amazonaws.com"))
                .containsEntry("Action", List.of("kms:Decrypt", "kms:GenerateDataKey*"))
                .containsEntry("Condition", Map.of("StringEquals", Map.of("aws:SourceAccount", Synth.ACCOUNT)));
        assertThat(Synth.texts(Synth.resource(template, "AWS::KMS::Key"))).doesNotContain("events.amazonaws.com");
    }

    @Test
    void letsTheLogsOfItsRegionEncrypt() {
        Template template = Synth.of(stack -> new GuardKey(stack, "Key", "pitr-guard", Optional.empty()));

        List<Map<String, Object>> statements =
                Synth.at(Synth.resource(template, "AWS::KMS::Key"), "Properties", "KeyPolicy", "Statement");
        assertThat(statements)
                .anySatisfy(statement ->
                        assertThat(Synth.texts(statement.get("Principal"))).contains("logs.eu-west-1."));
    }

    @Test
    void takesAnExistingKeyAsItIs() {
        Template template = Synth.of(stack -> new GuardKey(
                stack, "Key", "pitr-guard", Optional.of("arn:aws:kms:eu-west-1:123456789012:key/1234abcd")));

        template.resourceCountIs("AWS::KMS::Key", 0);
    }

    private static Map<String, Object> statement(Template template, String service) {
        List<Map<String, Object>> statements =
                Synth.at(Synth.resource(template, "AWS::KMS::Key"), "Properties", "KeyPolicy", "Statement");
        return statements.stream()
                .filter(one -> Map.of("Service", service).equals(one.get("Principal")))
                .findFirst()
                .orElseThrow();
    }
}
