package io.pitrguard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pitrguard.sandbox.SandboxTable;
import io.pitrguard.sandbox.fault.Effect;
import io.pitrguard.sandbox.fault.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code pitr-guard settings}: compares and copies. */
class SettingsCommandTest {
    private static final String[] DIFF = {"settings", "diff", "orders", "orders-0914"};

    private final Cli cli = Cli.start();

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path home;

    @BeforeEach
    void create() {
        System.setProperty("user.home", home.toString());
        table("orders");
        table("orders-0914");
    }

    @AfterEach
    void close() {
        cli.close();
    }

    private SandboxTable table(String name) {
        cli.sandbox().tables().create(name);
        return cli.sandbox().tables().get(name);
    }

    private SandboxTable orders() {
        return cli.sandbox().tables().get("orders");
    }

    private SandboxTable restored() {
        return cli.sandbox().tables().get("orders-0914");
    }

    private void change() {
        orders().tags(Map.of("team", "orders")).enabled(14).deletionProtection(true);
        orders().settings().tableClass("STANDARD_INFREQUENT_ACCESS").timeToLive("expires").stream("NEW_AND_OLD_IMAGES")
                .insights("THROTTLED_KEYS");
    }

    @Test
    void showsEqualTables() {
        assertThat(Cli.run(DIFF).ends(0).out())
                .contains("All settings that pitr-guard compares are equal.")
                .contains("pipes", "not compared", "list-pipes");
        assertThat(Cli.run("settings", "diff", "orders", "orders-0914", "--quiet")
                        .ends(0)
                        .out())
                .isEmpty();
    }

    @Test
    void showsWhatARestoreDoesNotCarry() {
        change();

        CommandResult diff =
                Cli.run("settings", "diff", "orders", "orders-0914", "--wide").ends(2);

        assertThat(diff.out().lines().filter(line -> line.contains(" differs ")))
                .extracting(line -> line.split(" ")[0])
                .containsExactly(
                        "tags", "pitr", "class", "contributor-insights", "deletion-protection", "stream", "ttl");
        assertThat(diff.out()).contains("A person must confirm it. It deletes restored items", "7 settings differ");
    }

    @Test
    void writesTheComparisonAsJson() {
        change();

        JsonNode diff = json(Cli.run("settings", "diff", "orders", "orders-0914", "--output", "json")
                .ends(2)
                .out());

        assertThat(diff.path("equal").asBoolean()).isFalse();
        JsonNode ttl = row(diff, "ttl");
        assertThat(ttl.path("result").asText()).isEqualTo("DIFFERS");
        assertThat(ttl.path("copied").asText()).isEqualTo("AFTER_CONFIRMATION");
        assertThat(ttl.path("from").asText()).isEqualTo("the table");
        assertThat(ttl.path("source").path("attribute").asText()).isEqualTo("expires");
        assertThat(ttl.path("target").isEmpty()).isTrue();
        assertThat(ttl.path("differences").get(0).path("target").isNull()).isTrue();
        assertThat(ttl.path("commands").get(0).asText()).startsWith("aws dynamodb update-time-to-live");
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError(text, e);
        }
    }

    private static JsonNode row(JsonNode diff, String setting) {
        for (JsonNode row : diff.path("settings")) {
            if (row.path("setting").asText().equals(setting)) {
                return row;
            }
        }
        throw new AssertionError("no row " + setting + " in " + diff);
    }

    @Test
    void copiesWhatNeedsNobodyAndListsTheRest() {
        change();

        CommandResult copied =
                Cli.run("settings", "copy", "orders", "orders-0914").announced().ends(2);

        assertThat(copied.err())
                .containsPattern("pitr-guard: tags: (set and )?read back")
                .containsPattern("pitr-guard: pitr: (set and )?read back");
        assertThat(copied.out())
                .startsWith("5 changes made and read back.\nWaiting for your confirmation (--confirm stream,ttl):\n")
                .contains("    aws dynamodb update-time-to-live --table-name orders-0914")
                .doesNotContain("Not equal");
        assertThat(restored().tags()).containsEntry("team", "orders");
        assertThat(restored().settings().state().timeToLive().attribute()).isNull();
    }

    @Test
    void copiesEverythingOnceItIsConfirmed() {
        change();

        CommandResult copied = Cli.run("settings", "copy", "orders", "orders-0914", "--confirm", "all");

        assertThat(copied.ends(0).out()).isEqualTo("7 changes made and read back.\n");
        Cli.run(DIFF).ends(0);
        assertThat(Cli.run("settings", "copy", "orders", "orders-0914").ends(0).out())
                .isEqualTo("Nothing was changed.\n");
    }

    @Test
    void recordsEachChange() throws IOException {
        change();

        Cli.run("settings", "copy", "orders", "orders-0914", "--only", "tags,pitr")
                .ends(0);

        List<String> lines = Files.readAllLines(home.resolve(".pitr-guard/settings.jsonl"));
        Map<String, String> last = new LinkedHashMap<>();
        lines.forEach(line -> last.put(
                json(line).path("change").asText(), json(line).path("outcome").asText()));
        // Where AWS shows a change only later, it has two lines.
        assertThat(last).isEqualTo(Map.of("tags", "VERIFIED", "pitr", "VERIFIED"));
        assertThat(json(lines.getFirst()).path("change").asText()).isEqualTo("tags");
        assertThat(json(lines.getFirst()).path("target").asText()).endsWith("table/orders-0914");
        assertThat(json(lines.getFirst()).path("caller").asText()).startsWith("arn:");
    }

    @Test
    void changesNothingThatItCannotRecord() {
        change();

        assertThat(Cli.run("settings", "copy", "orders", "orders-0914", "--record", home.toString())
                        .ends(1)
                        .err())
                .contains("could not record changes in", "--record");
        assertThat(restored().tags()).isEmpty();
    }

    @Test
    void copiesOnlyWhatIsNamed() {
        change();

        assertThat(Cli.run("settings", "copy", "orders", "orders-0914", "--only", "tags,pitr", "--quiet")
                        .ends(0)
                        .out())
                .isEmpty();

        assertThat(restored().tags()).isNotEmpty();
        assertThat(restored().state().deletionProtection()).isFalse();
    }

    @Test
    void plansWithoutChangingAnything() {
        change();
        int writes = writes();

        CommandResult plan = Cli.run("settings", "copy", "orders", "orders-0914", "--plan", "--confirm", "stream")
                .ends(0);

        assertThat(plan.out())
                .startsWith("Would be changed, in this order:\n  tags\n    aws dynamodb tag-resource ")
                .contains("  stream\n    aws dynamodb update-table ", "(--confirm ttl)");
        assertThat(writes()).isEqualTo(writes);
        assertThat(json(Cli.run("settings", "copy", "orders", "orders-0914", "--plan", "--output", "json")
                                .ends(0)
                                .out())
                        .path("changes"))
                .hasSize(5);
    }

    private int writes() {
        return (int) cli.sandbox().calls().all().stream()
                .filter(call -> call.operation().matches("(Update|Tag|Put|Enable).*"))
                .count();
    }

    @Test
    void takesNothingUnreadForEqual() {
        cli.sandbox().faults().add(Fault.on("DescribeTimeToLive", Effect.DENIED));

        assertThat(Cli.run(DIFF).ends(3).out()).contains("could not be read", "dynamodb:DescribeTimeToLive");
    }

    @Test
    void reportsFieldsThatItDoesNotUnderstand() {
        orders().settings().unknown("VectorIndexes", "[]");
        restored().settings().unknown("VectorIndexes", "[]");

        assertThat(Cli.run(DIFF).ends(2).out()).contains("differs, not understood");
    }

    @Test
    void reportsWhatAwsRefuses() {
        change();
        cli.sandbox().faults().add(Fault.on("TagResource", Effect.DENIED));

        CommandResult copied = Cli.run("settings", "copy", "orders", "orders-0914", "--only", "tags,pitr")
                .ends(2);

        assertThat(copied.out()).contains("1 change made and read back.", "Not equal:", "tags: differs", "AWS denied");
    }

    @Test
    void readsWhatIsLeftOfADeletedTable() {
        change();
        orders().deletionProtection(false);
        cli.sandbox().tables().delete("orders");

        JsonNode diff = json(Cli.run("settings", "diff", "orders", "orders-0914", "--output", "json")
                .ends(2)
                .out());

        assertThat(row(diff, "stream").path("from").asText()).isEqualTo("the system backup");
        assertThat(row(diff, "ttl").path("result").asText()).isEqualTo("DIFFERS");
        assertThat(row(diff, "contributor-insights").path("result").asText()).isEqualTo("NOT_KNOWN");
        assertThat(row(diff, "contributor-insights").path("from").isNull()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "orders, other, there is no table other in eu-west-1",
        "other, orders, could not read the source. There is no table other in eu-west-1"
    })
    void namesTheTableThatDoesNotExist(String source, String target, String message) {
        assertThat(Cli.run("settings", "diff", source, target).ends(1).err()).contains(message);
        assertThat(Cli.run("settings", "copy", source, target).ends(1).err()).contains(message);
    }

    @Test
    void refusesSettingsThatItDoesNotKnow() {
        assertThat(Cli.run("settings", "copy", "orders", "orders-0914", "--only", "bogus")
                        .ends(64)
                        .err())
                .contains("--only does not take 'bogus'. Use one of tags, pitr, class");
        assertThat(Cli.run("settings", "copy", "orders", "orders-0914", "--confirm", "tags")
                        .ends(64)
                        .err())
                .contains("--confirm does not take 'tags'. Use one of resource-policy, stream");
        assertThat(Cli.run("settings", "diff", "orders", "orders").ends(64).err())
                .contains("SOURCE and TARGET must be two tables");
        assertThat(Cli.run("settings").ends(64).err()).contains("Specify a command: diff or copy.");
    }
}
