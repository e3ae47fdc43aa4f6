package io.pitrguard.sandbox.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class TableStoreTest {
    private static final Instant NOW = Instant.parse("2026-11-30T00:00:00Z");
    private static final int TABLES = 20;

    private final TableStore store = new TableStore(InstantSource.fixed(NOW));

    private void create(String name) {
        store.add(TableState.created(store.identify(name, NOW), TableSchema.SIMPLE));
    }

    @Test
    void listsTheTablesThatStayWhileOthersComeAndGo() throws InterruptedException {
        create("zzz");
        AtomicBoolean over = new AtomicBoolean();
        Thread changes = Thread.ofPlatform().start(() -> {
            while (!over.get()) {
                for (int i = 0; i < TABLES; i++) {
                    create("table-" + i);
                }
                for (int i = 0; i < TABLES; i++) {
                    store.remove("table-" + i);
                }
            }
        });

        try {
            for (int i = 0; i < 20_000; i++) {
                assertThat(store.namesForTagging("")).contains("zzz");
            }
        } finally {
            over.set(true);
            changes.join();
        }
    }
}
