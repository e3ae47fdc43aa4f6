package io.pitrguard.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.ledger.TableRecord;
import io.pitrguard.domain.ledger.TimelineEntry;
import io.pitrguard.domain.ledger.Trigger;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.TableRef;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every {@link WholeLedger} does. */
public abstract class WholeLedgerContract {
    private static final List<AccountRegion> PLACES = List.of(
            new AccountRegion("aws", "111122223333", "eu-west-1"),
            new AccountRegion("aws", "111122223333", "us-east-1"),
            new AccountRegion("aws-cn", "222233334444", "cn-north-1"));

    /** The ledger that writes; there is nothing in it. */
    protected abstract Ledger ledger();

    /** The same ledger as a whole. */
    protected abstract WholeLedger whole();

    /** From now on every call fails, in a way that is sorted so. */
    protected abstract void fail(Cause.Kind kind);

    /** Writes a record and an entry of a timeline for a table. */
    protected final void write(TableRef table) {
        TimelineEntry entry = new TimelineEntry(
                Instant.parse("2026-11-22T10:00:00Z"),
                TimelineEntry.Kind.OPENED,
                Trigger.SWEEP,
                "It is off.",
                Optional.empty(),
                Optional.empty());
        assertThat(ledger().write(Ledger.Stored.nothing(table), TableRecord.of(table), List.of(entry))
                        .success())
                .get()
                .isNotEqualTo(Optional.empty());
    }

    private Map<TableRef, Ledger.Stored> all() {
        Map<TableRef, Ledger.Stored> found = new HashMap<>();
        assertThat(whole().readAll(page -> {
                    assertThat(page.problems()).isEmpty();
                    page.records()
                            .forEach((table, stored) -> assertThat(found.put(table, stored))
                                    .as("each record is in one page")
                                    .isNull());
                }))
                .isEmpty();
        return found;
    }

    @Test
    void hasNothingAtFirst() {
        assertThat(all()).isEmpty();
    }

    @Test
    void hasTheRecordsOfAllAccountsAndRegionsAndNothingElse() {
        Map<TableRef, Ledger.Stored> written = new HashMap<>();
        for (AccountRegion place : PLACES) {
            for (String name : List.of("orders", "carts")) {
                write(place.table(name));
                written.put(place.table(name), new Ledger.Stored(TableRecord.of(place.table(name)), 1));
            }
        }

        assertThat(all()).isEqualTo(written);
    }

    @ParameterizedTest
    @EnumSource(
            value = Cause.Kind.class,
            names = {"DENIED", "THROTTLED", "BROKEN"})
    void saysWhyItCouldNotBeRead(Cause.Kind kind) {
        write(PLACES.getFirst().table("orders"));
        fail(kind);

        assertThat(whole().readAll(_ -> {})).get().extracting(Cause::kind).isEqualTo(kind);
    }
}
