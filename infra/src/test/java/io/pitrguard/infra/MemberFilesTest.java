package io.pitrguard.infra;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.report.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * {@code member/} holds what the StackSet deploys, for those who deploy it otherwise: as a template and as a Terraform
 * module. {@code -Dpitrguard.docs=write} writes both anew.
 */
class MemberFilesTest {
    private static final Path FOLDER = Path.of("..", "member");
    private static final Path MODULE = Path.of("src", "test", "terraform", "main.tf");

    @Test
    void theTemplateIsThatOfTheStackSet() throws IOException {
        holds(FOLDER.resolve("template.json"), Json.writePretty(MemberTemplate.body()) + "\n");
    }

    @Test
    void theTerraformModuleHasTheSameRolesAndRule() throws IOException {
        Map<String, Object> body = MemberTemplate.body();
        String module = Files.readString(MODULE)
                .replace("TRUST_MEMBER", Hcl.of(of(body, "MemberRole", "AssumeRolePolicyDocument"), 4))
                .replace("TRUST_FORWARD", Hcl.of(of(body, "ForwardRole", "AssumeRolePolicyDocument"), 4))
                .replace("SEND", Hcl.of(policy(body, "ForwardRole"), 4))
                .replace("PATTERN", Hcl.of(of(body, "ForwardRule", "EventPattern"), 4))
                .replace("ALWAYS", Hcl.elements(statements(body, ""), 4))
                .replace("REMEDIATES", Hcl.elements(statements(body, MemberTemplate.REMEDIATES), 4))
                .replace("EVALUATES", Hcl.elements(statements(body, MemberTemplate.EVALUATES), 4));

        holds(FOLDER.resolve("terraform").resolve("main.tf"), module);
    }

    /** The module names the same things as the template, and sends to the same bus with the same role. */
    @Test
    void theModuleAroundThemIsTheSameToo() throws IOException {
        String module = Files.readString(MODULE);
        Map<String, Object> body = MemberTemplate.body();
        Map<String, Object> target = Synth.at(of(body, "ForwardRule", "Targets"), 0);

        assertThat(module)
                .contains(
                        "bus       = " + Hcl.of(target.get("Arn"), 0),
                        "role_arn  = " + Hcl.of(Synth.at(target.get("RoleArn"), "Fn::If", 2), 0),
                        "target_id = \"" + target.get("Id") + "\"");
        for (String name : List.of("MemberRole", "ForwardRole", "ForwardRule")) {
            assertThat(module)
                    .containsPattern("description += " + Pattern.quote("\"" + of(body, name, "Description") + "\""));
        }
        assertThat(module)
                .containsPattern("name +=" + " " + Hcl.of(of(body, "ForwardRole", "RoleName"), 0))
                .containsPattern("boundary += .*" + Pattern.quote(Hcl.of(boundary(body, "MemberRole"), 0)));
        assertThat(boundary(body, "ForwardRole")).isEqualTo(boundary(body, "MemberRole"));
        for (MemberTemplate.Parameter parameter : MemberTemplate.Parameter.values()) {
            String variable = parameter.key().replaceAll("(.)([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
            assertThat(module).contains("variable \"" + variable + "\" {");
        }
    }

    private static Object boundary(Map<String, Object> body, String role) {
        return Synth.at(of(body, role, "PermissionsBoundary"), "Fn::If", 1);
    }

    private static void holds(Path file, String now) throws IOException {
        if ("write".equals(System.getProperty("pitrguard.docs"))) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, now);
        }

        assertThat(now)
                .as("%s: review what changed, then write it: -Dpitrguard.docs=write", file)
                .isEqualTo(Files.readString(file));
    }

    private static <T> T of(Map<String, Object> body, String resource, String property) {
        return Synth.at(body, "Resources", resource, "Properties", property);
    }

    private static Object policy(Map<String, Object> body, String role) {
        return Synth.at(of(body, role, "Policies"), 0, "PolicyDocument");
    }

    /** Returns the statements of the member role under a condition. */
    private static List<Object> statements(Map<String, Object> body, String condition) {
        List<Object> statements = new ArrayList<>();
        for (Map<String, Object> statement :
                Synth.<List<Map<String, Object>>>at(policy(body, "MemberRole"), "Statement")) {
            List<Object> only = Synth.at(statement, "Fn::If");
            if (only == null ? condition.isEmpty() : condition.equals(only.getFirst())) {
                statements.add(only == null ? statement : only.get(1));
            }
        }
        return statements;
    }
}
