package io.pitrguard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.report.Json;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A command that is killed after any call to AWS, and resumed: the end is the same. */
class RestoreKilledTest {
    private static final int MOST_CALLS = 1_000;

    @TempDir
    private Path folder;

    @AfterEach
    void disarm() {
        KillSwitch.disarm();
    }

    /** Copying settings makes hundreds of calls that are alike: of these, some. */
    @ParameterizedTest
    @CsvSource({"none, 1", "safe, 11"})
    void comesToTheSameEndWhateverCallItWasKilledAfter(String settings, int step) {
        try (RestoreWorld world = new RestoreWorld(folder)) {
            world.table("orders", 12);
            world.sandbox().tables().get("orders").tags(Map.of("team", "shop"));
            Set<String> items = world.items("orders");
            world.pass(Duration.ofMinutes(30));
            int calls = 1;
            while (calls < MOST_CALLS && restoreKilledAfter(world, calls, settings, items)) {
                calls += step;
            }
            assertThat(calls).as("calls of a whole restore").isBetween(15, MOST_CALLS - 1);
        }
    }

    /** Returns whether the command was killed at all. */
    private static boolean restoreKilledAfter(RestoreWorld world, int calls, String settings, Set<String> items) {
        String target = "pitr-guard-restore-" + calls;
        List<String> before = world.ids();
        KillSwitch.after(calls);
        try {
            restore(world, target, settings);
        } catch (KillSwitch.Killed e) {
            // Resumed below.
        }
        boolean killed = KillSwitch.disarm();
        String id = world.ids().stream()
                .filter(each -> !before.contains(each))
                .findFirst()
                // Killed before anything was recorded: nothing was done, and the command is run again.
                .orElseGet(() -> {
                    assertThat(world.sandbox().tables().names())
                            .as("after call %d", calls)
                            .doesNotContain(target);
                    return RestoreWorld.id(restore(world, target, settings).ends(0));
                });
        CommandResult end =
                world.restores("restore", "resume", id, "--output", "json").ends(0);
        assertThat(Json.parse(end.out())).asString().contains("state=COMPLETED");
        assertThat(world.items(target)).as("after call %d", calls).isEqualTo(items);
        assertThat(world.sandbox().tables().get(target).tags())
                .isEqualTo(settings.equals("safe") ? Map.of("team", "shop") : Map.of());
        return killed;
    }

    private static CommandResult restore(RestoreWorld world, String target, String settings) {
        return world.restores(
                "restore", "orders", "--at", "20 minutes ago", "--as", target, "--settings", settings, "--yes");
    }
}
