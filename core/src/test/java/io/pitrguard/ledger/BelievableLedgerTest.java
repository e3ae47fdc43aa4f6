package io.pitrguard.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.finding.FindingKind;
import io.pitrguard.domain.finding.NotifiedState;
import io.pitrguard.domain.ledger.TableRecord;
import io.pitrguard.domain.ledger.TimelineEntry;
import io.pitrguard.domain.ledger.Trigger;
import io.pitrguard.domain.selfcheck.ClockSkew;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.port.InMemoryLedger;
import io.pitrguard.port.Ledger.Stored;
import io.pitrguard.port.Result;
import io.pitrguard.port.SettableTime;
import io.pitrguard.port.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class BelievableLedgerTest {
    private static final TableRef ORDERS = new AccountRegion("aws", "123456789012", "eu-west-1").table("orders");
    private static final Instant FAR = Instant.parse("9999-01-01T00:00:00Z");

    private final InMemoryLedger stored = new InMemoryLedger();
    private final SettableTime time = new SettableTime();
    private final BelievableLedger ledger = new BelievableLedger(stored, Trigger.SWEEP, time);

    private void store(Instant notifiedAt) {
        stored.write(
                Stored.nothing(ORDERS),
                TableRecord.of(ORDERS)
                        .notified(NotifiedState.<FindingKind>nothing().with(new TreeSet<>(), notifiedAt)),
                List.of());
    }

    @Test
    void readsWhatCanBeBelievedAsItIs() {
        store(time.instant());

        assertThat(ledger.read(ORDERS)).isEqualTo(stored.read(ORDERS));
        assertThat(ledger.readAll(ORDERS.where())).isEqualTo(stored.readAll(ORDERS.where()));
        assertThat(ledger.timeline(ORDERS, 10)).isEqualTo(stored.timeline(ORDERS, 10));
    }

    @Test
    void timeInTheFutureIsUnknownAndNewsAndRepairedWithTheNextWrite() {
        store(FAR);

        Stored read = ledger.read(ORDERS).success().orElseThrow();

        assertThat(ledger.readAll(ORDERS.where()).success().orElseThrow().records())
                .containsEntry(ORDERS, read);
        assertThat(read.record().notified()).isEqualTo(NotifiedState.nothing());
        assertThat(read.record().unnotified())
                .extracting(TimelineEntry::kind)
                .containsExactly(TimelineEntry.Kind.DISBELIEVED);
        ledger.write(read, read.record(), List.of());
        assertThat(stored.read(ORDERS).success().orElseThrow().record()).isEqualTo(read.record());
    }

    @Test
    void believesWhatLiesAheadOnlyOfAMachineThatIsBehind() {
        Instant aws = time.instant();
        store(aws);
        time.advance(Duration.ofHours(-3));
        BelievableLedger ofMachineBehind = new BelievableLedger(stored, Trigger.SWEEP, new Time() {
            @Override
            public Instant instant() {
                return time.instant();
            }

            @Override
            public ClockSkew skew() {
                return ClockSkew.between(time.instant(), aws);
            }

            @Override
            public void sleepUntil(Instant moment) throws InterruptedException {
                time.sleepUntil(moment);
            }
        });

        assertThat(ofMachineBehind.read(ORDERS)).isEqualTo(stored.read(ORDERS));
        assertThat(ofMachineBehind.readAll(ORDERS.where())).isEqualTo(stored.readAll(ORDERS.where()));
    }

    @Test
    void passesFailuresOn() {
        Cause cause = new Cause(Cause.Kind.BROKEN, "It is broken.");
        stored.fail(cause);

        assertThat(ledger.read(ORDERS)).isEqualTo(new Result.Failure<>(cause));
        assertThat(ledger.readAll(ORDERS.where())).isEqualTo(new Result.Failure<>(cause));
    }
}
