package io.pitrguard.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.finding.Notification;
import io.pitrguard.domain.ledger.RunMarker;
import io.pitrguard.domain.ledger.TableRecord;
import io.pitrguard.domain.ledger.TimelineEntry;
import io.pitrguard.domain.policy.Policy;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.port.ForwardingLedger;
import io.pitrguard.port.InMemoryLedger;
import io.pitrguard.port.InMemoryTable;
import io.pitrguard.port.InMemoryTables;
import io.pitrguard.port.Ledger;
import io.pitrguard.port.Result;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Sweeps while other runs, or people, change what the ledger knows. */
class SweepConcurrentRunsTest {
    private static final TableRef ORDERS = InMemoryTables.WHERE.table("orders");
    private static final Policy REMEDIATE = Policies.of(Policies.remediate("*", 35));
    private final SweepFixture world = new SweepFixture();
    private final InMemoryLedger ledger = new InMemoryLedger();

    interface Step {
        void run() throws InterruptedException;
    }

    /** Something happens between a sweep's looks and its reading of the ledger. */
    private Ledger before(Step step) {
        return new ForwardingLedger(ledger) {

            @Override
            public Result<Fleet> readAll(AccountRegion where) {
                world.ledger = ledger;
                try {
                    step.run();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
                return ledger.readAll(where);
            }

            @Override
            public Result<Optional<Stored>> write(Stored read, TableRecord record, List<TimelineEntry> entries) {
                return ledger.write(read, record, entries);
            }
        };
    }

    /** Another run looks, and tells people. */
    private SweepResult other() throws InterruptedException {
        SweepResult result = world.read(Policy.BUILT_IN);
        assertThat(SweepFixture.of(result, "orders").notification().any()).isTrue();
        world.notify(result);
        return result;
    }

    @Test
    void sweepThatReadEarlierDoesNotSayThatItIsResolved() throws Exception {
        InMemoryTable orders = world.tables.create("orders", 35);
        world.ledger = before(() -> {
            world.time.advance(Duration.ofMinutes(5));
            orders.disabled();
            world.time.advance(Duration.ofMinutes(1));
            other();
            world.time.advance(Duration.ofMinutes(5));
        });

        SweepResult late = world.read(Policy.BUILT_IN);

        assertThat(SweepFixture.of(late, "orders").notification())
                .as("recovery is off, and people know that")
                .isEqualTo(Notification.none());
    }

    @Test
    void sweepThatReadEarlierDoesNotOpenWhatIsResolved() throws Exception {
        world.ledger = ledger;
        InMemoryTable orders = world.tables.create("orders");
        other();
        world.time.advance(Duration.ofHours(1));
        world.ledger = before(() -> {
            world.time.advance(Duration.ofMinutes(5));
            world.tables.enable(ORDERS, 35);
            world.time.advance(Duration.ofMinutes(1));
            other();
            world.time.advance(Duration.ofMinutes(5));
        });

        SweepResult late = world.read(Policy.BUILT_IN);

        assertThat(SweepFixture.of(late, "orders").notification())
                .as("recovery is on, and people know that")
                .isEqualTo(Notification.none());
        assertThat(orders.days()).isPresent();
    }

    @Test
    void whatIsAcknowledgedBeforeTheMailIsNotSaidToBeResolved() throws Exception {
        InMemoryTable orders = world.tables.create("orders", 35);
        world.ledger = ledger;
        world.read(Policy.BUILT_IN);
        orders.disabled();
        world.time.advance(Duration.ofMinutes(1));
        world.tables.enable(ORDERS, 35);
        world.time.advance(Duration.ofHours(1));
        SweepResult result = world.read(Policy.BUILT_IN);
        assertThat(SweepFixture.of(result, "orders").notification().kind()).isEqualTo(Notification.Kind.NEW);
        // A person sees it in the log, and is quicker than the mail.
        Ledger.Stored stored = ledger.read(ORDERS).success().orElseThrow();
        ledger.write(stored, stored.record().acknowledge(world.time.instant()), List.of());
        world.notify(result);
        world.time.advance(Duration.ofHours(1));

        assertThat(SweepFixture.of(world.read(Policy.BUILT_IN), "orders").notification())
                .isEqualTo(Notification.none());
    }

    @Test
    void personsSweepKeepsTheAlertsThatOthersHaveYetToSend() throws Exception {
        InMemoryTable orders = world.tables.create("orders", 35);
        world.ledger = ledger;
        world.read(Policy.BUILT_IN);
        // A run that set out to enable recovery was killed after it had done so.
        orders.disabled();
        world.time.advance(Duration.ofMinutes(1));
        Ledger.Stored stored = ledger.read(ORDERS).success().orElseThrow();
        ledger.write(
                stored,
                stored.record()
                        .begin(new RunMarker(world.time.instant(), "message-1", RunMarker.Change.ENABLING, false)),
                List.of());
        world.time.advance(Duration.ofMinutes(1));
        // Still off or off again: a person corrects it and tells nobody.
        world.notifies = false;
        world.fix(REMEDIATE);

        assertThat(ledger.read(ORDERS).success().orElseThrow().record().runMarkers())
                .as("the alert of message-1 is still owed")
                .isNotEmpty();
    }

    /** A drift run corrects and tells while a sweep is correcting other tables. */
    @Test
    void sweepThatJudgedEarlierDoesNotSayThatTheLossIsResolved() throws Exception {
        InMemoryTable orders = world.tables.create("orders", 35);
        world.ledger = ledger;
        world.fix(REMEDIATE);
        world.time.advance(Duration.ofHours(7));
        world.tables.create("aaa");
        boolean[] done = {false};
        world.ledger = new ForwardingLedger(ledger) {

            @Override
            public Result<Optional<Stored>> write(Stored read, TableRecord record, List<TimelineEntry> entries) {
                if (!done[0] && record.table().name().equals("aaa")) {
                    done[0] = true;
                    Ledger mine = world.ledger;
                    world.ledger = ledger;
                    try {
                        world.time.advance(Duration.ofMinutes(1));
                        orders.disabled();
                        world.time.advance(Duration.ofMinutes(1));
                        SweepResult drift = world.fix(Policies.of(Policies.remediate("orders", 35)));
                        assertThat(SweepFixture.of(drift, "orders")
                                        .notification()
                                        .kind())
                                .isEqualTo(Notification.Kind.NEW);
                        world.notify(drift);
                        world.time.advance(Duration.ofMinutes(1));
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                    world.ledger = mine;
                }
                return ledger.write(read, record, entries);
            }
        };

        SweepResult sweep = world.fix(REMEDIATE);

        assertThat(done[0]).isTrue();
        assertThat(SweepFixture.of(sweep, "orders").notification())
                .as("the loss is open, and people know of it")
                .isEqualTo(Notification.none());
    }

    @Test
    void readableAgainIsRecorded() throws Exception {
        world.tables.create("orders", 35);
        world.ledger = ledger;
        world.notifies = false;
        world.read(Policy.BUILT_IN);
        world.time.advance(Duration.ofHours(1));
        world.tables.on(InMemoryTables.Call.READ, "orders").once().fail(Cause.Kind.DENIED);
        world.read(Policy.BUILT_IN);
        assertThat(ledger.read(ORDERS).success().orElseThrow().record().lastUnreadable())
                .isPresent();
        world.time.advance(Duration.ofHours(1));
        world.read(Policy.BUILT_IN);
        assertThat(ledger.read(ORDERS).success().orElseThrow().record().lastUnreadable())
                .as("it was read again")
                .isEmpty();
    }
}
