package io.pitrguard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.sandbox.fault.Effect;
import io.pitrguard.sandbox.fault.Fault;
import io.pitrguard.sandbox.traffic.Call;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code pitr-guard runbook}: how to restore a table with the AWS CLI alone. */
class RunbookCommandTest {
    private final Cli cli = Cli.start();

    @TempDir
    private Path folder;

    @AfterEach
    void close() {
        cli.close();
    }

    @Test
    void printsTheRunbookOfATableFromItsSettings() {
        cli.sandbox().tables().create("orders").enabled(35).tags(Map.of("tier", "critical"));
        cli.sandbox().calls().clear();

        String runbook =
                Cli.run("runbook", "orders", "--flow", "bad-deployment").ends(0).out();

        assertThat(runbook)
                .startsWith("# Runbook: go back to before a bad deployment: orders\n")
                .contains(
                        "arn:aws:dynamodb:eu-west-1:123456789012:table/orders-restored",
                        "Restorable from ",
                        "'[{\"Key\":\"tier\",\"Value\":\"critical\"}]'",
                        "PointInTimeRecoveryEnabled=true,RecoveryPeriodInDays=35");
        assertThat(cli.sandbox().calls().all())
                .extracting(Call::operation)
                .allMatch(operation ->
                        operation.startsWith("Describe") || operation.startsWith("List") || operation.startsWith("Get"))
                .contains("DescribeTable", "DescribeContinuousBackups", "ListTagsOfResource");
    }

    @Test
    void chooseTheFlowByWhetherTheTableExists() {
        cli.sandbox().tables().create("orders").enabled(35);

        assertThat(Cli.run("runbook", "orders").ends(0).out()).contains("--flow deleted-items");
        assertThat(Cli.run("runbook", "gone").ends(0).out())
                .contains("--flow deleted-table", "AWS lists no backup that it made when the table was deleted.");
    }

    @Test
    void preparesForTheDeletionOfATableThatExists() {
        cli.sandbox().tables().create("orders").enabled(35).tags(Map.of("tier", "critical"));

        assertThat(Cli.run("runbook", "orders", "--flow", "deleted-table")
                        .ends(0)
                        .out())
                .contains(
                        "Restorable: the table exists. If somebody deletes it, AWS makes a backup",
                        "'[{\"Key\":\"tier\",\"Value\":\"critical\"}]'",
                        "--table-name orders --region eu-west-1 --backup-type SYSTEM")
                .doesNotContain("The table is deleted");
    }

    @Test
    void writesAFile() throws IOException {
        cli.sandbox().tables().create("orders").enabled(35);
        Path file = folder.resolve("orders.md");

        Cli.run(
                        "runbook",
                        "orders",
                        "--flow",
                        "other-region",
                        "--to-region",
                        "eu-central-1",
                        "--output",
                        file.toString())
                .ends(0);

        assertThat(Files.readString(file)).contains("restore-table-to-point-in-time --region eu-central-1");
    }

    @Test
    void saysWhatItCouldNotRead() {
        cli.sandbox().tables().create("orders").enabled(35);
        cli.sandbox().faults().add(Fault.on("DescribeTimeToLive", Effect.DENIED));

        assertThat(Cli.run("runbook", "orders", "--flow", "bad-deployment")
                        .ends(0)
                        .out())
                .contains("- time to live: Could not be read, which does not mean that it is off.");
    }

    @Test
    void refusesWhatItCannotDo() {
        cli.sandbox().tables().create("orders");

        assertThat(Cli.run("runbook", "orders", "--flow", "undo").ends(64).err())
                .contains("--flow must be deleted-items or bad-deployment or deleted-table or other-region, not undo");
        assertThat(Cli.run("runbook", "orders", "--flow", "other-region")
                        .ends(64)
                        .err())
                .contains("--flow other-region and --to-region go together");
        assertThat(Cli.run("runbook", "orders", "--to-region", "eu-central-1")
                        .ends(64)
                        .err())
                .contains("--flow other-region and --to-region go together");
        assertThat(Cli.run("runbook", "orders", "--flow", "other-region", "--to-region", "eu-west-1")
                        .ends(64)
                        .err())
                .contains("--to-region must be another region than the table's, not eu-west-1");
        assertThat(Cli.run("runbook", "gone", "--flow", "bad-deployment")
                        .ends(1)
                        .err())
                .contains(
                        "there is no table gone in eu-west-1. If it was deleted: ./pitr-guard runbook gone --flow deleted-table");
    }
}
