package io.pitrguard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.TableRef;
import java.io.PrintWriter;
import java.io.Writer;
import org.junit.jupiter.api.Test;

/** {@link Interruption}: what it knows of a sweep that ends early. */
class InterruptionTest {
    private static final TableRef ORDERS = new AccountRegion("aws", "123456789012", "eu-west-1").table("orders");

    private final PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
    private final Interruption interruption = new Interruption(new ChangeLines(nowhere), nowhere);

    @Test
    void knowsWhetherAnyTableIsLeftUnread() {
        interruption.listed(1, false);
        interruption.read(ORDERS);
        assertThat(interruption.readAll()).as("more may be listed").isFalse();

        interruption.listed(2, true);
        assertThat(interruption.readAll()).as("one is left").isFalse();

        interruption.read(ORDERS);
        assertThat(interruption.readAll()).isTrue();
    }

    @Test
    void saysHowFarTheSweepCame() {
        interruption.listed(2, true);
        interruption.read(ORDERS);
        assertThat(interruption.reached()).isEmpty();

        interruption.request();

        assertThat(interruption.reached()).contains("1 of 2 tables");
    }
}
