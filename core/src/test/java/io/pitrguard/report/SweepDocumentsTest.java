package io.pitrguard.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.finding.FindingKind;
import io.pitrguard.domain.finding.Notification;
import io.pitrguard.domain.ledger.Actor;
import io.pitrguard.domain.ledger.TimelineEntry;
import io.pitrguard.domain.ledger.Trigger;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.ledger.PendingNotification;
import io.pitrguard.port.InMemorySweepStore;
import io.pitrguard.port.Result;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class SweepDocumentsTest {
    private static final AccountRegion WHERE = new AccountRegion("aws", "111122223333", "eu-west-1");
    private static final PlaceView PLACE = new PlaceView(
            WHERE.account(),
            "shop",
            WHERE.region(),
            List.of(new OrganizationView.UnitView("ou-ab12-11111111", "Prod")));

    private final InMemorySweepStore store = new InMemorySweepStore(2);
    private final SweepDocuments documents = new SweepDocuments(store);

    @Test
    void returnsAPartAsItWasStored() {
        PendingNotification whole = pending(
                Optional.of(Instant.parse("2026-11-22T10:00:00.123456789Z")),
                List.of(
                        new TimelineEntry(
                                Instant.parse("2026-11-22T11:00:00.000000001Z"),
                                TimelineEntry.Kind.ACTOR,
                                Trigger.DRIFT,
                                "Recovery was disabled.",
                                Optional.of(new Actor("root", "192.0.2.1", "console", "r-1")),
                                Optional.of("id-1")),
                        new TimelineEntry(
                                Instant.EPOCH,
                                TimelineEntry.Kind.OPENED,
                                Trigger.SWEEP,
                                "Off.",
                                Optional.empty(),
                                Optional.empty())));
        PendingNotification bare = pending(Optional.empty(), List.of());
        PartView part = new PartView(
                PLACE,
                2,
                true,
                Views.view(Views.off("orders"), Views.fixed("users")),
                List.of("orders", "users"),
                List.of(PendingViews.of(whole), PendingViews.of(bare)),
                List.of("No rule forwards calls."));
        String key = SweepKeys.part("abc", PLACE, 2);

        assertThat(documents.write(key, part)).isEmpty();

        PartView read = documents.part(key).success().flatMap(found -> found).orElseThrow();
        assertThat(read).isEqualTo(part);
        assertThat(read.pending().stream().map(view -> PendingViews.read(view, WHERE)))
                .containsExactly(whole, bare);
    }

    private static PendingNotification pending(Optional<Instant> at, List<TimelineEntry> unnotified) {
        return new PendingNotification(
                Optional.empty(),
                new PendingNotification.Before(WHERE.table("orders"), at, at, at.isPresent(), unnotified),
                new PendingNotification.Content(Notification.Kind.NEW, at.isPresent(), false),
                new TreeSet<>(List.of(FindingKind.RECOVERY_DISABLED, FindingKind.HISTORY_LOST)),
                Set.of("abc", "def"));
    }

    @Test
    void listsThePartsOfAPlaceInTheOrderOfCalls() {
        for (int call : List.of(10, 2, 1)) {
            store.write(SweepKeys.part("abc", PLACE, call), "{}");
        }
        store.write(SweepKeys.tables("abc", PLACE, 1), "{}");
        store.write(SweepKeys.part("abd", PLACE, 1), "{}");

        assertThat(documents.keys(SweepKeys.parts("abc", PLACE)))
                .isEqualTo(new Result.Success<>(List.of(
                        "sweeps/abc/parts/111122223333/eu-west-1/0001.json",
                        "sweeps/abc/parts/111122223333/eu-west-1/0002.json",
                        "sweeps/abc/parts/111122223333/eu-west-1/0010.json")));
    }

    @Test
    void namesADocumentThatIsNotWhatItShouldBe() {
        store.write(SweepKeys.plan("abc"), "{\"sweep\":1");

        assertThat(documents.plan("abc").failure())
                .hasValueSatisfying(cause -> assertThat(cause.message())
                        .startsWith("The document sweeps/abc/plan.json cannot be read: is not JSON"));
        assertThat(documents.organization()).isEqualTo(new Result.Success<>(Optional.empty()));
    }

    @Test
    void passesOnWhatTheStoreAnswers() {
        store.goOut();

        assertThat(documents.organization().failure()).hasValue(InMemorySweepStore.OUT);
        assertThat(documents.keys("sweeps/").failure()).hasValue(InMemorySweepStore.OUT);
        assertThat(documents.writeNew("a", List.of(PLACE)).failure())
                .map(Cause::kind)
                .hasValue(Cause.Kind.BROKEN);
    }
}
