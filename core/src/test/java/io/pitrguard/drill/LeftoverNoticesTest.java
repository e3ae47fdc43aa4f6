package io.pitrguard.drill;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.drill.DrillId;
import io.pitrguard.domain.drill.LeftoverNews;
import io.pitrguard.domain.drill.LeftoversNotified;
import io.pitrguard.domain.finding.Notification;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.drill.DrillSweeper.Remaining;
import io.pitrguard.drill.DrillSweeper.Swept;
import io.pitrguard.port.AnyDrill;
import io.pitrguard.port.InMemoryInstallationStore;
import io.pitrguard.port.InstallationStore;
import io.pitrguard.port.SettableTime;
import io.pitrguard.restore.Interruptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LeftoverNoticesTest {
    private static final AccountRegion WHERE = AnyDrill.SOURCE.where();
    private static final TableRef TABLE = WHERE.table("pitr-guard-drill-0a1b2c3d-20261101-000000");
    private static final Swept NOTHING = new Swept(List.of(), List.of(), List.of(), List.of());
    private static final Swept STRANGER = remaining(Optional.empty());
    private static final Swept OWN = remaining(Optional.of(AnyDrill.id(1)));
    private static final Swept RESUMED = new Swept(List.of(AnyDrill.id(1)), List.of(), List.of(), List.of());
    private static final Swept RESUMED_AND_STRANGER =
            new Swept(RESUMED.resumed(), List.of(), STRANGER.remaining(), List.of());
    private static final Swept DELETED = new Swept(List.of(), List.of(TABLE), List.of(), List.of());
    private static final Swept DENIED =
            new Swept(List.of(), List.of(), List.of(), List.of(new Cause(Cause.Kind.DENIED, "AWS denied it.")));

    private final SettableTime time = new SettableTime(AnyDrill.AT);
    private final InMemoryInstallationStore store = new InMemoryInstallationStore();
    private final List<LeftoverNews> sent = new ArrayList<>();
    private Optional<Cause> refusal = Optional.empty();

    private static Swept remaining(Optional<DrillId> drill) {
        return new Swept(List.of(), List.of(), List.of(new Remaining(TABLE, drill, List.of("It is used."))), List.of());
    }

    @Test
    void tellsOfATableOnceThenRemindsAndSaysWhenItIsGone() {
        notify(STRANGER);
        notify(STRANGER);
        assertThat(kinds()).containsExactly(Notification.Kind.NEW);

        time.advance(Duration.ofHours(24));
        notify(STRANGER);
        notify(NOTHING);
        notify(NOTHING);

        assertThat(kinds())
                .containsExactly(Notification.Kind.NEW, Notification.Kind.REMINDER, Notification.Kind.RESOLVED);
        assertThat(sent.getFirst().tables())
                .extracting(LeftoverNews.Table::table)
                .containsExactly(TABLE);
        assertThat(sent.getLast().gone()).containsExactly(TABLE.name());
        assertThat(sent).noneMatch(LeftoverNews::mayRepeat);
    }

    /** The mail about the drill's end said that its table remains. */
    @Test
    void doesNotRepeatTheNoticeOfTheDrillsEnd() {
        notify(OWN);
        assertThat(sent).isEmpty();

        time.advance(Duration.ofHours(24));
        notify(OWN);
        notify(DELETED);
        notify(NOTHING);

        assertThat(kinds()).containsExactly(Notification.Kind.REMINDER, Notification.Kind.RESOLVED);
    }

    @Test
    void tellsOnceOfADrillThatWasCarriedOn() {
        notify(RESUMED);
        time.advance(Duration.ofHours(25));
        notify(RESUMED);
        notify(NOTHING);

        assertThat(sent)
                .singleElement()
                .satisfies(news -> assertThat(news.happened())
                        .containsExactly("Drill " + AnyDrill.id(1)
                                + " made no progress for an hour or more. It was carried on."));
        assertThat(store.leftovers(WHERE).success().orElseThrow().state().open())
                .isEmpty();
    }

    @Test
    void tellsWhatCouldNotBeRead() {
        notify(DENIED);
        notify(DENIED);
        notify(NOTHING);

        assertThat(kinds()).containsExactly(Notification.Kind.NEW, Notification.Kind.RESOLVED);
        assertThat(sent.getFirst().problems()).containsExactly("AWS denied it.");
        assertThat(sent.getLast().gone()).isEmpty();
    }

    @Test
    void losesNothingThatCouldNotBeSent() {
        refusal = Optional.of(new Cause(Cause.Kind.DENIED, "AWS denied sns:Publish."));
        assertThat(notify(RESUMED)).isPresent();
        refusal = Optional.empty();
        sent.clear();

        assertThat(notify(RESUMED_AND_STRANGER)).isEmpty();

        assertThat(sent).singleElement().satisfies(news -> {
            assertThat(news.happened()).hasSize(1);
            assertThat(news.tables()).hasSize(1);
            assertThat(news.mayRepeat()).isTrue();
        });
    }

    @Test
    void sendsNothingThatItCouldNotRecord() {
        store.goOut();

        assertThat(notify(STRANGER)).contains(InMemoryInstallationStore.OUT);
        assertThat(sent).isEmpty();
    }

    /** Twice only where nobody can know that people got it, and then the second says so. */
    @ParameterizedTest
    @EnumSource(names = {"KILLED_BEFORE", "KILLED_AFTER", "LOST", "ANSWER_LOST"})
    void tellsThroughEveryInterruption(Interruptions.Kind kind) {
        for (int at = 1; at <= 4; at++) {
            LeftoverNoticesTest one = new LeftoverNoticesTest();

            one.interrupted(new Interruptions(kind, at, () -> {}));
            one.notify(RESUMED_AND_STRANGER);
            one.notify(RESUMED_AND_STRANGER);

            assertThat(one.sent).as("%s at %d", kind, at).isNotEmpty().hasSizeLessThanOrEqualTo(2);
            assertThat(one.sent.stream().skip(1)).as("%s at %d", kind, at).allMatch(LeftoverNews::mayRepeat);
            assertThat(one.sent)
                    .as("%s at %d", kind, at)
                    .allMatch(news -> !news.happened().isEmpty());
            assertThat(one.store.leftovers(WHERE).success().orElseThrow())
                    .extracting(LeftoversNotified::begun)
                    .isEqualTo(false);
        }
    }

    private void interrupted(Interruptions by) {
        LeftoverNotices notices = new LeftoverNotices(
                by.wrap(InstallationStore.class, store),
                by.wrap(LeftoverNotifier.class, this::send),
                Duration.ofHours(24),
                time);
        try {
            notices.notify(WHERE, RESUMED_AND_STRANGER);
        } catch (Interruptions.Killed _) {
            // The next call takes it up.
        }
    }

    private Optional<Cause> notify(Swept swept) {
        return new LeftoverNotices(store, this::send, Duration.ofHours(24), time).notify(WHERE, swept);
    }

    private Optional<Cause> send(LeftoverNews news) {
        sent.add(news);
        return refusal;
    }

    private List<Notification.Kind> kinds() {
        return sent.stream().map(LeftoverNews::kind).toList();
    }
}
