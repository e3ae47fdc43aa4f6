package io.pitrguard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.report.Json;
import io.pitrguard.sandbox.SandboxBucket;
import io.pitrguard.sandbox.fault.Effect;
import io.pitrguard.sandbox.fault.Fault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code pitr-guard export}: what it refuses, exports and proves. */
class ExportCommandTest {
    @TempDir
    private Path folder;

    private RestoreWorld world;

    @BeforeEach
    void open() {
        world = new RestoreWorld(folder);
        world.table("orders", 3);
        world.sandbox().buckets().create("audit-2026");
        world.pass(Duration.ofMinutes(30));
    }

    @AfterEach
    void close() {
        KillSwitch.disarm();
        world.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "export | requires the name of a table, or a command: list, status, tables or discard",
                "export orders | export requires --at. Write '2026-11-29 09:14'",
                "export orders --at latest | export requires --to, such as s3://",
                "export orders --at latest --to audit --yes | --to must be s3://BUCKET or s3://BUCKET/PREFIX",
                "export orders --at soon --to s3://audit-2026 --yes | --at: 'soon' is not a time.",
                "export orders --at latest --to s3://audit-2026 --bucket-owner me | --bucket-owner must be 12 digits",
                "export orders --at latest --to s3://audit-2026 | export requires --yes here: there is no terminal",
                "export orders --at latest --as-table --yes | export --as-table requires --until",
                "export orders --at latest --as-table --until 2027-03-31 --purpose q4 --yes | requires --owner",
                "export orders --at latest --as-table --until soon --owner a --purpose q4 --yes | --until must be a date",
                "export orders --at latest --as-table --until 2026-11-30 --owner a --purpose q4 --yes | a day to come",
                "export orders --at latest --as-table --until 2027-03-31 --owner a,b --purpose q4 --yes | --owner must have",
                "export orders --at latest --as-table --to s3://audit-2026 --yes | --as-table makes no files",
                "export orders --at latest --to s3://audit-2026 --until 2027-03-31 --yes | --until requires --as-table",
                "export discard 20261130-090000-orders-7f3a --yes | --approved-by",
                "export status orders | ARN must be the ARN of an export"
            })
    void namesWrongUsageAndTheRemedy(String line, String message) {
        CommandResult result = world.run(line.split(" ")).ends(64);

        assertThat(result.err()).contains("pitr-guard: ", message);
        assertThat(result.out()).isEmpty();
        assertThat(world.sandbox().calls().count("ExportTableToPointInTime")).isZero();
    }

    @Test
    void exportsAMomentAndProvesThatAllItemsAreThere() {
        world.sandbox().buckets().get("audit-2026").locked("COMPLIANCE", "Years", 7);

        CommandResult export = world.run(
                        "export", "orders", "--at", "10 minutes ago", "--to", "s3://audit-2026/q4", "--yes")
                .ends(0);

        assertThat(export.err()).contains("exporting orders in eu-west-1", "AWS exports it: arn:aws:dynamodb:");
        assertThat(export.out())
                .contains(
                        "Result:         complete",
                        "Items:          3",
                        "for 7 years (COMPLIANCE)",
                        "s3://audit-2026/q4/");
        assertThat(world.run("export", "list", "orders").ends(0).out()).contains("COMPLETED", "audit-2026");
    }

    @Test
    void exportsOnlyIntoABucketThatKeepsTheFiles() {
        CommandResult refused = world.run(
                        "export",
                        "orders",
                        "--at",
                        "10 minutes ago",
                        "--to",
                        "s3://audit-2026",
                        "--require-lock",
                        "--yes")
                .ends(1);

        assertThat(refused.err()).contains("The bucket has no Object Lock", "Nothing was exported.");
        assertThat(world.sandbox().calls().count("ExportTableToPointInTime")).isZero();
    }

    @Test
    void namesWhatElseThereIsOfAMomentOutsideTheWindow() {
        CommandResult refused = world.run(
                        "export", "orders", "--at", "2026-03-31T22:00Z", "--to", "s3://audit-2026", "--yes")
                .ends(1);

        assertThat(refused.err())
                .contains(
                        "orders can be restored to moments since",
                        "Possible instead:",
                        "Recovery points of AWS Backup");
    }

    @Test
    void namesExportsAndAuditTablesOfAMomentOutsideTheWindow() {
        world.run("export", "orders", "--at", "10 minutes ago", "--to", "s3://audit-2026", "--yes")
                .ends(0);
        world.sandbox().tables().get("orders").vaults().point("daily", "COMPLETED");

        for (String command : List.of(
                "export orders --at 2026-03-31T22:00Z --to s3://audit-2026 --vaults --yes",
                "restore orders --at 2026-03-31T22:00Z --vaults --plan")) {
            assertThat(world.run(command.split(" ")).ends(1).err())
                    .as(command)
                    .contains(
                            "orders can be restored to moments since",
                            "The earliest moment of its window",
                            "The latest moment of its window",
                            "An export",
                            "./pitr-guard export status arn:aws:dynamodb:",
                            "A recovery point of AWS Backup in the vault daily");
        }
    }

    @Test
    void failsWhereAFileIsNotWhatAwsWrote() {
        CommandResult export = world.run(
                        "export", "orders", "--at", "10 minutes ago", "--to", "s3://audit-2026", "--yes")
                .ends(0);
        String arn = export.err().replaceAll("(?s).*AWS exports it: (\\S+).*", "$1");
        SandboxBucket bucket = world.sandbox().buckets().get("audit-2026");
        String file = bucket.keys("AWSDynamoDB/").stream()
                .filter(key -> key.contains("/data/"))
                .findFirst()
                .orElseThrow();
        bucket.put(file, "changed");

        assertThat(world.run("export", "status", arn).ends(1).out())
                .contains("Result:         failed:", "has another MD5");
        bucket.delete(file);
        assertThat(world.run("export", "status", arn).ends(1).out()).contains("is missing");
    }

    @Test
    void exportsNothingIntoABucketThatDoesNotExist() {
        CommandResult refused = world.run(
                        "export", "orders", "--at", "10 minutes ago", "--to", "s3://no-such-bucket", "--yes")
                .ends(1);

        assertThat(refused.err())
                .contains("There is no bucket no-such-bucket. Check its name", "Nothing was exported.");
        assertThat(world.sandbox().calls().count("ExportTableToPointInTime")).isZero();
    }

    /** Without the permission to read the lock, nobody notices before the export that there is no bucket. */
    @Test
    void reportsAnExportThatFailed() {
        world.sandbox().faults().add(Fault.on("GetObjectLockConfiguration", Effect.DENIED));

        CommandResult failed = world.run(
                        "export", "orders", "--at", "10 minutes ago", "--to", "s3://no-such-bucket", "--yes")
                .ends(1);

        assertThat(failed.out()).contains("Result:         failed: S3NoSuchBucket");
    }

    @Test
    void offersTheSameCommandForAMomentOfTheWindowAndAsksAgain() {
        CommandResult refused = world.run(
                        "export", "orders", "--at", "2026-03-31T22:00Z", "--to", "s3://audit-2026", "--yes")
                .ends(1);

        assertThat(refused.err())
                .containsPattern("    ./pitr-guard export orders --at 2026-[-0-9T:]+Z --to s3://audit-2026\\s")
                .doesNotContain("./pitr-guard restore orders", "--yes");
    }

    @Test
    void showsAlsoQuietlyWhatItMade() {
        CommandResult export = world.run(
                        "export", "orders", "--at", "10 minutes ago", "--to", "s3://audit-2026", "--yes", "--quiet")
                .ends(0);

        assertThat(export.out()).contains("Result:         complete");
        assertThat(export.err()).contains("AWS exports it: arn:aws:dynamodb:").doesNotContain("exporting orders");
    }

    @Test
    void returnsAtOnceAndShowsTheEndLater() {
        CommandResult started = world.run(
                        "export",
                        "orders",
                        "--at",
                        "10 minutes ago",
                        "--to",
                        "s3://audit-2026",
                        "--yes",
                        "--no-wait",
                        "--output",
                        "json")
                .ends(0);
        String arn = String.valueOf(((Map<?, ?>) Json.parse(started.out())).get("arn"));
        assertThat(world.run("export", "status", arn).ends(0).out()).contains("AWS writes the files");
        world.pass(Duration.ofHours(1));

        assertThat(world.run("export", "status", arn).ends(0).out())
                .contains("Result:         complete", "Items:          3");
    }

    /** A command that is killed and run again starts no second export. */
    @Test
    void startsOneExportWhateverCallItWasKilledAfter() {
        String at = "2026-11-30T09:10:00Z";
        for (int calls = 1; calls < 9; calls++) {
            KillSwitch.after(calls);
            try {
                world.run("export", "orders", "--at", at, "--to", "s3://audit-2026", "--yes", "--no-wait");
            } catch (KillSwitch.Killed e) {
                // Run again below.
            }
            KillSwitch.disarm();
        }

        world.run("export", "orders", "--at", at, "--to", "s3://audit-2026", "--yes")
                .ends(0);

        assertThat(world.run("export", "list", "orders", "--output", "json")
                        .ends(0)
                        .out()
                        .split("\"arn\"", -1))
                .hasSize(2);
    }
}
