package io.pitrguard.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.pitrguard.report.Json;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Sweeps by users whom IAM, as moto keeps it, denies something; moto also checks each request's signature then. */
class PermissionsOnMotoE2E {
    @RegisterExtension
    static final Moto MOTO = Moto.emptyForEachTest();

    // Moto goes by the service's signing name; on AWS the action is tag:GetResources.
    private static final String GET_RESOURCES_IN_MOTO = "tagging:GetResources";
    private static final Path POLICY =
            Repository.write("remediate.yaml", "version: 1\nrules: [{ name: all, action: remediate }]\n");

    private Fleet fleet;

    @BeforeEach
    void create() {
        fleet = new Fleet(MOTO.aws())
                .table("carts", Fleet.OFF)
                .table("orders", 35, Map.of("tier", "critical"))
                .create();
    }

    @AfterEach
    void allowEverything() {
        MOTO.checkPermissions(false);
    }

    @Test
    void allThatTheDocumentedPermissionsAllowIsDone() {
        PitrGuard user = user(
                "Allow",
                "dynamodb:ListTables",
                "dynamodb:DescribeContinuousBackups",
                "dynamodb:DescribeTable",
                "tag:GetResources",
                GET_RESOURCES_IN_MOTO,
                "dynamodb:ListTagsOfResource",
                "dynamodb:UpdateContinuousBackups");

        JsonNode sweep = sweep(user, 0);

        assertThat(Json.texts(sweep.path("tables"), "verdict")).containsExactly("COMPLIANT", "COMPLIANT");
        assertThat(seen().get("carts").days()).isEqualTo(35);
    }

    @Test
    void whatMayNotBeReadIsUndetermined() {
        JsonNode sweep = sweep(denied("dynamodb:DescribeContinuousBackups"), 3);

        assertThat(Json.texts(sweep.path("tables"), "verdict")).containsExactly("UNDETERMINED", "UNDETERMINED");
        assertThat(Json.texts(sweep.path("tables"), "reason"))
                .allSatisfy(reason -> assertThat(reason).contains("dynamodb:DescribeContinuousBackups"));
    }

    @Test
    void withoutTagsOnlyWhatNoTagCanChangeIsSaid() {
        Map<String, Seen> before = seen();

        JsonNode sweep = sweep(denied(GET_RESOURCES_IN_MOTO), 3);

        assertThat(Json.texts(sweep.path("tables"), "verdict")).containsExactly("UNDETERMINED", "COMPLIANT");
        assertThat(Json.texts(sweep.path("tables"), "reason").getFirst()).contains("tag:GetResources");
        assertThat(seen()).isEqualTo(before);
    }

    @Test
    void aFixThatIsDeniedHasFailed() {
        Map<String, Seen> before = seen();

        JsonNode sweep = sweep(denied("dynamodb:UpdateContinuousBackups"), 2);

        JsonNode remediation = sweep.path("tables").path(0).path("remediation");
        assertThat(remediation.path("outcome").asText()).isEqualTo("FixFailed");
        assertThat(remediation.path("message").asText()).contains("dynamodb:UpdateContinuousBackups");
        assertThat(seen()).isEqualTo(before);
    }

    @Test
    void nothingIsChangedOnTagsThatCannotBeReadFromTheTable() {
        Map<String, Seen> before = seen();

        JsonNode sweep = sweep(denied("dynamodb:ListTagsOfResource"), 2);

        assertThat(sweep.path("tables")
                        .path(0)
                        .path("remediation")
                        .path("outcome")
                        .asText())
                .isEqualTo("Deferred");
        assertThat(seen()).isEqualTo(before);
    }

    @Test
    void aListingThatIsDeniedIsAFailedSweep() {
        JsonNode sweep = sweep(denied("dynamodb:ListTables"), 1);

        assertThat(sweep.path("sweep").path("failure").asText()).contains("dynamodb:ListTables");
        assertThat(sweep.path("tables")).isEmpty();
    }

    private static JsonNode sweep(PitrGuard user, int exit) {
        Run run = user.sweep("--policy", POLICY.toString(), "--fix", "--output", "json")
                .ends(exit);
        MOTO.checkPermissions(false);
        return run.json();
    }

    private Map<String, Seen> seen() {
        return fleet.read();
    }

    private static PitrGuard denied(String action) {
        return user("Deny", action);
    }

    /** Creates a user with these permissions, or all but these, and returns what runs as that user from now on. */
    private static PitrGuard user(String effect, String... actions) {
        Object statement = Map.of("Effect", effect, "Action", List.of(actions), "Resource", "*");
        Object everything = Map.of("Effect", "Allow", "Action", "*", "Resource", "*");
        Object identity = Map.of("Effect", "Allow", "Action", "sts:GetCallerIdentity", "Resource", "*");
        Object policy = Map.of(
                "Version",
                "2012-10-17",
                "Statement",
                List.of(statement, effect.equals("Deny") ? everything : identity));
        List<Run> made = MOTO.aws()
                .inOrder(List.of(
                        iam("create-user"),
                        iam("put-user-policy", "--policy-name", "p", "--policy-document", Json.write(policy)),
                        iam("create-access-key")));
        JsonNode key = made.getLast().json().path("AccessKey");
        MOTO.checkPermissions(true);
        return MOTO.pitrGuard()
                .with("AWS_ACCESS_KEY_ID", key.path("AccessKeyId").asText())
                .with("AWS_SECRET_ACCESS_KEY", key.path("SecretAccessKey").asText());
    }

    private static List<String> iam(String operation, String... options) {
        List<String> command = new ArrayList<>(List.of("iam", operation, "--user-name", "guard"));
        command.addAll(List.of(options));
        return command;
    }
}
