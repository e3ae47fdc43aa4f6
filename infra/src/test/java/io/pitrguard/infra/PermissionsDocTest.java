package io.pitrguard.infra;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.config.FunctionKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** docs/permissions.md lists the permissions of the roles; {@code -Dpitrguard.docs=write} rewrites it. */
class PermissionsDocTest {
    private static final Path FILE = Path.of("..", "docs", "permissions.md");

    @Test
    void listsThePermissionsOfTheRoles() throws IOException {
        String now = page();
        if ("write".equals(System.getProperty("pitrguard.docs"))) {
            Files.writeString(FILE, now);
        }

        assertThat(Files.readString(FILE)).isEqualTo(now);
    }

    private static String page() {
        String functions = Arrays.stream(FunctionKind.values())
                .map(PermissionsDocTest::section)
                .collect(Collectors.joining("\n"));
        return """
                # Permissions

                A test of `infra/` writes this page from what the checks and adapters declare; the roles are built from the same declarations. Each function has its own role, with exactly these actions on exactly these resources.

                The tests prove it without AWS: every call that a function makes in the tests of `core/`, `functions/` and `cli/` is recorded and compared with the roles of the synthesized template. Its function's role allows each call, and so does the smaller role of a deployment that only alerts. A role allows nothing that no call needs, with two exceptions: what Lambda itself does with it (write logs, receive messages, keep failed events), and `dynamodb:ConditionCheckItem`, because no test makes a function write more than 99 ledger entries at once. The permissions on the key follow from `sns:Publish` to an encrypted topic, as AWS documents it.

                - No role can disable recovery, delete a table or a backup, or read or write an item of your tables.
                - Lines marked *remediates* exist only if a rule of the deployed policy says `action: remediate` and the deployment does not set `-c act=never`. Without them a function can write only to pitr-guard's own resources.
                - If a later policy remediates and the deployment has no permission for it, the functions only alert, and the digest and `./pitr-guard doctor` report the blind spot `Permission`. If AWS denies a change all the same (a permissions boundary, a service control policy), the outcome is `FixFailed` with the missing action.

                """ + functions + """

                ## The schedule

                | for | actions | on |
                |---|---|---|
                | Start a sweep. | `lambda:InvokeFunction` | the alias `live` of the function `sweep` |
                | Keep what it could not deliver. | `sqs:SendMessage` | its dead-letter queue |

                With `-c createRecorder=true`, AWS Config gets a role with AWS's policy `AWS_ConfigRole` and may write to the records bucket. With `-c createTrail=true`, so may CloudTrail.
                """;
    }

    private static String section(FunctionKind kind) {
        String rows = FunctionSpec.of(kind).permissions(true, true).stream()
                .map(need -> "| %s%s | %s | %s |\n"
                        .formatted(
                                need.why(),
                                when(kind, need),
                                need.actions().stream()
                                        .map(action -> "`" + action + "`")
                                        .collect(Collectors.joining(" ")),
                                need.scope().description()))
                .collect(Collectors.joining());
        return "## The function `%s`\n\n| for | actions | on |\n|---|---|---|\n%s".formatted(kind.key(), rows);
    }

    private static String when(FunctionKind kind, Permission need) {
        if (!FunctionSpec.of(kind).permissions(false, true).contains(need)) {
            return " *remediates*";
        }
        return FunctionSpec.of(kind).permissions(false, false).contains(need) ? "" : " *unless `-c configRule=false`*";
    }
}
