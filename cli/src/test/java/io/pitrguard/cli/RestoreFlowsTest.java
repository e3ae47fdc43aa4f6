package io.pitrguard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The flows of {@code pitr-guard restore} from end to end, with real items in the emulator. */
class RestoreFlowsTest {
    @TempDir
    private Path folder;

    private RestoreWorld world;

    @BeforeEach
    void open() {
        world = new RestoreWorld(folder);
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void bringsBackAccidentallyDeletedItems() {
        world.table("orders", 40);
        Set<String> before = world.items("orders");
        world.pass(Duration.ofMinutes(15));
        for (int id = 0; id < 25; id++) {
            world.delete("orders", id);
        }
        assertThat(world.items("orders")).hasSize(15);
        world.pass(Duration.ofMinutes(10));

        CommandResult result =
                world.restores("restore", "orders", "--at", "2026-11-30T09:14Z", "--as", "orders-0914", "--yes");
        System.out.println(result.err());
        System.out.println(result.out());
        result.ends(0);

        assertThat(world.items("orders-0914")).isEqualTo(before);
        assertThat(world.items("orders")).as("the source is not changed").hasSize(15);
    }
}
