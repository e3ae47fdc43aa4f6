package io.pitrguard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.restore.RestoreId;
import io.pitrguard.report.Json;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** {@code pitr-guard export --as-table}: a moment that is kept as a table until it is signed off. */
class ExportAsTableTest {
    private static final String TARGET = "pitr-guard-restore-audit-orders-20261130-091000";
    private static final int MOST_CALLS = 1_000;

    @TempDir
    private Path folder;

    private RestoreWorld world;

    @BeforeEach
    void open() {
        world = new RestoreWorld(folder);
        world.table("orders", 3);
        world.pass(Duration.ofMinutes(30));
    }

    @AfterEach
    void close() {
        KillSwitch.disarm();
        world.close();
    }

    private CommandResult keep() {
        return world.restores(
                "export",
                "orders",
                "--at",
                "2026-11-30T09:10Z",
                "--as-table",
                "--until",
                "2027-03-31",
                "--owner",
                "audit@example.com",
                "--purpose",
                "annual audit",
                "--yes");
    }

    private CommandResult discard(String id, String... more) {
        return world.restores(
                Stream.concat(Stream.of("export", "discard", id, "--approved-by", "Ada", "--yes"), Stream.of(more))
                        .toArray(String[]::new));
    }

    private String policy() {
        DynamoDbClient client = world.dynamoDb();
        String arn = "arn:aws:dynamodb:eu-west-1:%s:table/%s".formatted(LedgerSeed.HERE.account(), TARGET);
        return client.getResourcePolicy(b -> b.resourceArn(arn)).policy();
    }

    private void assertKept() {
        assertThat(world.sandbox().tables().get(TARGET).tags())
                .isEqualTo(Map.of(
                        "pitr-guard:exempt-until", "2027-03-31",
                        "pitr-guard:exempt-owner", "audit@example.com",
                        "pitr-guard:exempt-reason", "annual audit",
                        "pitr-guard:audit-of", "orders",
                        "pitr-guard:audit-moment", "2026-11-30T09:10:00Z"));
        assertThat(world.dynamoDb()
                        .describeTable(b -> b.tableName(TARGET))
                        .table()
                        .deletionProtectionEnabled())
                .isTrue();
        assertThat(policy()).contains("\"Deny\"", "dynamodb:PutItem", "table/" + TARGET);
    }

    @Test
    void keepsAMomentUntilItIsSignedOff() {
        Set<String> items = world.items("orders");

        CommandResult kept = keep().ends(0);

        assertThat(kept.err()).contains("nobody can write items; deletion protection is on", "on demand");
        assertThat(kept.out())
                .contains("read-only, protected and needed until 2027-03-31", "export discard", "--approved-by NAME");
        assertKept();
        assertThat(world.items(TARGET)).isEqualTo(items);
        String id = RestoreWorld.id(kept);
        assertThat(world.restores("export", "tables").ends(0).out())
                .contains(TARGET, "2026-11-30T09:10:00Z", "2027-03-31", "KEPT", id)
                .doesNotContain("last day is over");
        assertThat(world.restores("restore", "discard", id, "--yes").ends(1).err())
                .contains("nothing was deleted", "audit table", "export discard " + id);
        assertThat(discard(id).ends(1).err()).contains("kept until 2027-03-31", "--early", "Nothing was deleted.");

        world.pass(Duration.ofDays(130));
        assertThat(world.restores("export", "tables", "--quiet").ends(0).out())
                .contains("Its last day is over", "export discard " + id);
        discard(id).ends(0);

        assertThat(world.sandbox().tables().names()).doesNotContain(TARGET).contains("orders");
        assertThat(world.restores("restore", "status", id).ends(0).out())
                .contains("Signed off by Ada, says arn:", "Deleting the table of the id", "The table is gone.");
        assertThat(world.restores("export", "tables").ends(0).out()).contains("No audit tables.");
        assertThat(world.restores("export", "tables", "--all").ends(0).out()).contains("DISCARDED");
    }

    @Test
    void namesWhatSomebodyTookAway() {
        String id = RestoreWorld.id(keep().ends(0));
        world.sandbox().tables().get(TARGET).deletionProtection(false);

        CommandResult weakened = world.restores("export", "tables").ends(2);
        assertThat(weakened.out()).contains("WEAKENED", "deletion protection: aws dynamodb update-table");

        world.sandbox().tables().delete(TARGET);
        world.pass(Duration.ofHours(1));
        CommandResult gone =
                world.restores("export", "tables", "--output", "json").ends(2);
        assertThat(Json.parse(gone.out())).asString().contains("condition=GONE", "id=" + new RestoreId(id));
    }

    @Test
    void isDeletedEarlyOnlyOnAPersonsWord() {
        String id = RestoreWorld.id(keep().ends(0));

        discard(id, "--early").ends(0);

        assertThat(world.sandbox().tables().names()).doesNotContain(TARGET);
        assertThat(world.restores("restore", "status", id).ends(0).out())
                .contains("although its last day is 2027-03-31");
    }

    @Test
    void namesAnAuditTableOfAMomentThatIsOutsideTheWindow() {
        keep().ends(0);
        world.pass(Duration.ofDays(60));

        assertThat(world.restores("restore", "orders", "--at", "2026-11-30T09:10Z", "--plan")
                        .ends(1)
                        .err())
                .contains("The audit table " + TARGET, "kept until 2027-03-31");
    }

    /** Killed after any call, and run again: the table is gone, once, and nothing else. */
    @Test
    void isDeletedWhateverCallTheCommandWasKilledAfter() {
        int calls = 1;
        boolean killed = true;
        while (killed && calls < MOST_CALLS) {
            String id = RestoreWorld.id(keep().ends(0));
            KillSwitch.after(calls);
            try {
                discard(id, "--early");
            } catch (KillSwitch.Killed e) {
                // Run again below.
            }
            killed = KillSwitch.disarm();
            discard(id, "--early").ends(0);
            assertThat(world.sandbox().tables().names())
                    .as("after call %d", calls)
                    .doesNotContain(TARGET)
                    .contains("orders");
            calls++;
        }
        assertThat(calls).isBetween(8, MOST_CALLS - 1);
    }

    /** Killed after some call, and resumed: the table is kept. */
    @Test
    void isKeptWhateverCallTheCommandWasKilledAfter() {
        int calls = 1;
        boolean killed = true;
        while (killed && calls < MOST_CALLS) {
            List<String> before = world.ids();
            KillSwitch.after(calls);
            try {
                keep();
            } catch (KillSwitch.Killed e) {
                // Resumed below.
            }
            killed = KillSwitch.disarm();
            String id = world.ids().stream()
                    .filter(each -> !before.contains(each))
                    .findFirst()
                    .orElseGet(() -> RestoreWorld.id(keep().ends(0)));
            world.restores("restore", "resume", id).ends(0);
            assertKept();
            discard(id, "--early").ends(0);
            calls += 7;
        }
        assertThat(calls).isBetween(15, MOST_CALLS - 1);
    }
}
