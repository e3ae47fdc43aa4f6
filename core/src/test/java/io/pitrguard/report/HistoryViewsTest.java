package io.pitrguard.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.finding.NotifiedState;
import io.pitrguard.domain.ledger.Actor;
import io.pitrguard.domain.ledger.Flapping;
import io.pitrguard.domain.ledger.Identity;
import io.pitrguard.domain.ledger.TableRecord;
import io.pitrguard.domain.ledger.TimelineEntry;
import io.pitrguard.domain.ledger.Trigger;
import io.pitrguard.domain.recovery.RecoveryHistory;
import io.pitrguard.domain.table.AccountRegion;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HistoryViewsTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    private static TableRecord record(@Nullable Identity identity) {
        return new TableRecord(
                new AccountRegion("aws", "123456789012", "eu-west-1").table("orders"),
                Optional.ofNullable(identity),
                Optional.empty(),
                Optional.empty(),
                RecoveryHistory.NONE,
                List.of(),
                Optional.empty(),
                NotifiedState.nothing(),
                Flapping.NONE,
                List.of(),
                List.of(),
                Optional.empty(),
                List.of());
    }

    private static TimelineEntry entry(int minute, @Nullable String tableId) {
        return new TimelineEntry(
                NOON.plusSeconds(60L * minute).plusMillis(250),
                TimelineEntry.Kind.OPENED,
                Trigger.DRIFT,
                "It is off.",
                Optional.of(new Actor("ann", "192.0.2.1", "console", "r-1")),
                Optional.ofNullable(tableId));
    }

    @Test
    void showsEntriesAsTheyStand() {
        HistoryView view = HistoryViews.of(record(new Identity("id-1", NOON, false)), List.of(entry(1, "id-1")), 5);

        assertThat(view)
                .isEqualTo(new HistoryView(
                        "orders",
                        "arn:aws:dynamodb:eu-west-1:123456789012:table/orders",
                        "123456789012",
                        "eu-west-1",
                        "id-1",
                        null,
                        false,
                        List.of(new HistoryView.EntryView(
                                "2026-11-22T12:01:00Z",
                                TimelineEntry.Kind.OPENED,
                                "It is off.",
                                Trigger.DRIFT,
                                new HistoryView.ActorView("ann", "192.0.2.1", "console", "r-1"),
                                "id-1",
                                false))));
        assertThat(JsonRecords.read(HistoryView.class, Json.write(view))).isEqualTo(view);
    }

    @Test
    void leavesOutWhatIsOlderThanAskedFor() {
        HistoryView view = HistoryViews.of(record(null), List.of(entry(1, null), entry(2, null), entry(3, null)), 2);

        assertThat(view.older()).isTrue();
        assertThat(view.entries())
                .extracting(HistoryView.EntryView::at)
                .containsExactly("2026-11-22T12:02:00Z", "2026-11-22T12:03:00Z");
        assertThat(view.entries()).noneMatch(HistoryView.EntryView::formerTable);
        assertThat(view.tableId()).isNull();
    }

    @Test
    void tellsEntriesOfAFormerTableByTheirIdOrTime() {
        TableRecord record = record(new Identity("id-2", NOON, true));

        assertThat(HistoryViews.of(
                                record,
                                List.of(entry(-2, "id-1"), entry(-1, null), entry(1, "id-2"), entry(2, null)),
                                5)
                        .entries())
                .extracting(HistoryView.EntryView::formerTable)
                .containsExactly(true, true, false, false);
    }

    /** CloudTrail's times are whole seconds: a call in the second of the creation may have come after it. */
    @Test
    void callInTheSecondOfTheCreationIsOfTheTable() {
        TableRecord record = record(new Identity("id-2", NOON.plusMillis(999), true));

        assertThat(HistoryViews.of(record, List.of(entry(0, null)), 5).entries())
                .noneMatch(HistoryView.EntryView::formerTable);
    }

    @Test
    void takesWhatCameWithoutAnIdForTheOnlyTableThereWas() {
        assertThat(HistoryViews.of(record(new Identity("id-1", NOON, false)), List.of(entry(-1, null)), 5)
                        .entries())
                .noneMatch(HistoryView.EntryView::formerTable);
    }
}
