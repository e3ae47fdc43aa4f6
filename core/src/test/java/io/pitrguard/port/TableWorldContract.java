package io.pitrguard.port;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** What the contracts of the ports that know tables have in common: a fresh world for each test. */
abstract class TableWorldContract {
    protected TableWorld world;

    /** Opens an empty world. */
    protected abstract TableWorld open();

    @BeforeEach
    void openWorld() {
        world = open();
    }

    @AfterEach
    void closeWorld() {
        world.close();
    }
}
