package io.pitrguard.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.pitrguard.config.HubSettings;
import io.pitrguard.config.Settings;
import io.pitrguard.domain.table.AccountRegion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awscdk.assertions.Template;

/** docs/deploy.md tells what is deployed as it is; {@code -Dpitrguard.docs=write} writes anew what is between its marks. */
class DeployDocTest {
    private static final Path FILE = Path.of("..", "docs", "deploy.md");

    @Test
    void listsTheOptions() throws IOException {
        holds("options", options());
    }

    @Test
    void countsTheAlarms() throws IOException {
        assertThat(Files.readString(FILE))
                .contains("- %d alarms (%d with `-c configRule=false`), a composite alarm, a dashboard\n"
                        .formatted(alarms(Map.of()), alarms(Map.of("configRule", "false"))));
    }

    @Test
    void tellsWhatAKeyAndATopicOfYoursMustAllow() throws IOException {
        Template template = Deployed.in("eu-west-1", Map.of());
        TemplateValues values = new TemplateValues(template, new AccountRegion("aws", Synth.ACCOUNT, "eu-west-1"));
        Object key = Synth.at(Synth.resource(template, "AWS::KMS::Key"), "Properties", "KeyPolicy", "Statement");
        Object topic = Synth.at(
                Synth.resources(template, "AWS::SNS::TopicPolicy").values().stream()
                        .filter(policy ->
                                Synth.texts(policy).stream().anyMatch(text -> text.startsWith("TopicsAlerts")))
                        .findFirst()
                        .orElseThrow(),
                "Properties",
                "PolicyDocument",
                "Statement");

        holds("key", json(values, key, "cloudwatch.amazonaws.com", "logs.eu-west-1.amazonaws.com"));
        holds("topic", json(values, topic, "cloudwatch.amazonaws.com").replace("pitr-guard-alerts", "your-topic"));
    }

    /** Whoever copies the options of an organization into cdk.json gets what the page describes. */
    @Test
    void theOptionsOfAnOrganizationDeployWhatTheyShow() throws IOException {
        FleetOptions.Hub hub = DeploymentOptions.read(ofAnOrganization(), Optional.of("eu-west-1"))
                .fleet()
                .hub()
                .orElseThrow();

        assertThat(hub.members().units())
                .as("the StackSet follows ous")
                .isEqualTo(hub.scope().units());
        assertThat(hub.members().regions()).containsExactly("us-east-1");
        assertThat(hub.access().operatorRoles()).singleElement().asString().contains("AWSReservedSSO_");
    }

    /** Otherwise the check that the page asks for fails in every account. */
    @ParameterizedTest
    @CsvSource({"never, false", "policy, false", "policy, true"})
    void theDoctorExpectsOfAMemberRoleWhatTheDeploymentOfThePageGivesIt(String act, String rule) throws IOException {
        Map<String, Object> options = ofAnOrganization();
        options.put("act", act);
        options.put("organizationConfigRule", rule);
        Template template = Deployed.in("eu-west-1", options, Deployed.REMEDIATING);
        Map<String, Object> settings = new HashMap<>();
        Synth.resources(template, "AWS::Lambda::Function")
                .values()
                .forEach(function -> settings.putAll(
                        Synth.<Map<String, Object>>at(function, "Properties", "Environment", "Variables")));
        Map<String, String> given = new HashMap<>();
        Synth.<List<Map<String, Object>>>at(
                        Synth.resource(template, "AWS::CloudFormation::StackSet"), "Properties", "Parameters")
                .forEach(parameter -> given.put(
                        String.valueOf(parameter.get("ParameterKey")),
                        String.valueOf(parameter.get("ParameterValue"))));

        assertThat(settings).as("of the hub's own account").containsEntry(Settings.CONFIG_RULE, "pitr-guard");
        assertThat(settings.containsKey(HubSettings.ORGANIZATION_CONFIG_RULE)).isEqualTo(Boolean.parseBoolean(rule));
        assertThat(given)
                .containsEntry("ConfigRule", rule)
                .containsEntry("Remediate", Boolean.toString(act.equals("policy")));
        assertThat(settings).containsEntry(Settings.GRANTED, act.equals("policy") ? "remediate" : "alert");
    }

    private static Map<String, Object> ofAnOrganization() throws IOException {
        String page = Files.readString(FILE.resolveSibling("organization.md"));
        int begin = page.indexOf("\"mode\": \"organization\"");
        Map<?, ?> shown =
                new ObjectMapper().readValue("{" + page.substring(begin, page.indexOf("```", begin)) + "}", Map.class);
        Map<String, Object> options = new HashMap<>();
        shown.forEach((key, value) -> options.put(key.toString(), value));
        return options;
    }

    private static void holds(String section, String what) throws IOException {
        String begin = "<!-- " + section + ": written by a test of infra/ -->\n";
        String text = Files.readString(FILE);
        String now = text.substring(0, text.indexOf(begin) + begin.length())
                + what
                + text.substring(text.indexOf("<!-- /" + section + " -->"));
        if ("write".equals(System.getProperty("pitrguard.docs"))) {
            Files.writeString(FILE, now);
        }

        assertThat(Files.readString(FILE)).isEqualTo(now);
    }

    /** Returns the statements for these services, one per line. */
    private static String json(TemplateValues values, Object statements, String... services) throws IOException {
        List<Map<String, Object>> asked =
                Synth.<List<Map<String, Object>>>at(Map.of("all", values.tree(statements)), "all").stream()
                        .filter(one -> Stream.of(services)
                                .anyMatch(service -> Map.of("Service", service).equals(one.get("Principal"))))
                        .peek(one -> one.remove("Sid"))
                        .toList();
        List<String> lines = new ArrayList<>();
        for (Map<String, Object> statement : asked) {
            lines.add(new ObjectMapper().writeValueAsString(statement));
        }
        return "```json\n[" + String.join(",\n ", lines) + "]\n```\n";
    }

    private static int alarms(Map<String, ?> context) {
        return Synth.resources(Deployed.with(context), "AWS::CloudWatch::Alarm").size();
    }

    private static String options() {
        return Arrays.stream(Option.values())
                .map(option -> "- `%s` (%s): %s\n"
                        .formatted(
                                option.key(),
                                option.standard().isEmpty() ? "none" : "`" + option.standard() + "`",
                                option.meaning()))
                .collect(Collectors.joining());
    }
}
