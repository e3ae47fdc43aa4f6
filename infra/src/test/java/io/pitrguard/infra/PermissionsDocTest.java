package io.pitrguard.infra;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.config.FunctionKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** docs/permissions.md says what the roles may do; {@code -Dpitrguard.docs=write} writes it anew. */
class PermissionsDocTest {
    private static final Path FILE = Path.of("..", "docs", "permissions.md");

    @Test
    void saysWhatTheRolesMayDo() throws IOException {
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
                # What pitr-guard may do in your account

                This page is written by a test of `infra/` from what the checks and adapters declare, which is also what the roles are made of. Each function has a role of its own, and each role exactly these actions on exactly these resources.

                That is proven without AWS: each call that a function makes in the tests of `functions/` and `cli/` is recorded and checked against the roles of the synthesized template. Each is allowed by its function's role, and where a deployment only alerts by that smaller role, too; and a role allows nothing that no call takes, with two exceptions: what Lambda itself does with it (write logs, take messages from the queue, keep events that failed), and `dynamodb:ConditionCheckItem`, because no test makes a function write over 99 entries of the ledger at once. No call names the permissions on the key: they follow from `sns:Publish` to an encrypted topic, as AWS documents it.

                - Nothing here can disable recovery, delete a table or a backup, or read or write an item of a table of yours.
                - The lines marked *remediates* are there only when a rule of the deployed policy says `action: remediate` and the deployment is not made with `-c act=never`. Otherwise nothing outside pitr-guard's own resources can be written.
                - When a later policy corrects tables and the deployment was made for one that does not, the functions only alert, and say so: the blind spot `Permission` in the digest and in `./pitr-guard doctor`. When AWS denies a correction all the same (a boundary, a policy of the organization), it is reported as `FixFailed` with the missing action.

                """ + functions + """

                ## The schedule

                | for | actions | on |
                |---|---|---|
                | Start a sweep. | `lambda:InvokeFunction` | the alias `live` of the function `sweep` |
                | Keep what it cannot deliver. | `sqs:SendMessage` | its dead-letter queue |

                With `-c createRecorder=true` AWS Config gets a role with AWS's own policy `AWS_ConfigRole`, and may write to the bucket of records. With `-c createTrail=true` CloudTrail may, too.
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
