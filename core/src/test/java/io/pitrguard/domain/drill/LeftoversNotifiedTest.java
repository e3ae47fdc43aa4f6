package io.pitrguard.domain.drill;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.finding.Notification;
import io.pitrguard.domain.finding.NotifiedState;
import io.pitrguard.port.AnyDrill;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class LeftoversNotifiedTest {
    private static final String DRILL = LeftoversNotified.carriedOn(AnyDrill.id(1));
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    @Test
    void peopleKnowOfATableSinceTheDrillThatLeftIt() {
        LeftoversNotified known = LeftoversNotified.NOTHING.after(names("a"), names("a"), NOW);

        assertThat(known.state()).isEqualTo(new NotifiedState<>(names("a"), Optional.of(NOW)));
        assertThat(known.after(names("a"), names("a"), NOW.plusSeconds(1))).isEqualTo(known);
        assertThat(known.after(names("a", "b"), names("b"), NOW.plusSeconds(1)).state())
                .isEqualTo(new NotifiedState<>(names("a", "b"), Optional.of(NOW.plusSeconds(1))));
    }

    @Test
    void forgetsDrillsThatAreNoLongerOpen() {
        LeftoversNotified known = LeftoversNotified.NOTHING.sent(names("a", DRILL), NOW);

        assertThat(known.after(names("a"), names(), NOW).state().open()).containsExactly("a");
        assertThat(known.after(names(DRILL), names(), NOW)).isEqualTo(known);
    }

    @Test
    void remindsOfTablesButNotOfDrills() {
        LeftoversNotified known = LeftoversNotified.NOTHING.sent(names("a", DRILL), NOW);

        assertThat(kind(known, names("a", DRILL), 1)).isEqualTo(Notification.Kind.NONE);
        assertThat(kind(known, names("a", DRILL), 24)).isEqualTo(Notification.Kind.REMINDER);
        assertThat(kind(known.sent(names(DRILL), NOW), names(DRILL), 24)).isEqualTo(Notification.Kind.NONE);
        assertThat(kind(known.sent(names(), NOW), names(DRILL), 1)).isEqualTo(Notification.Kind.NEW);
        assertThat(kind(known, names(DRILL), 1)).isEqualTo(Notification.Kind.RESOLVED);
    }

    private static Notification.Kind kind(LeftoversNotified known, SortedSet<String> open, int hours) {
        return known.notification(open, NOW.plus(Duration.ofHours(hours)), Duration.ofHours(24))
                .kind();
    }

    @Test
    void knowsThatSomebodyBegan() {
        assertThat(LeftoversNotified.NOTHING.beginning().begun()).isTrue();
        assertThat(LeftoversNotified.NOTHING
                        .beginning()
                        .after(names(), names(), NOW)
                        .begun())
                .isTrue();
        assertThat(LeftoversNotified.NOTHING.beginning().sent(names("a"), NOW))
                .isEqualTo(new LeftoversNotified(new NotifiedState<>(names("a"), Optional.of(NOW)), false));
    }

    @Test
    void tellsTablesFromTheRest() {
        assertThat(LeftoversNotified.isTable("a")).isTrue();
        assertThat(LeftoversNotified.isTable(DRILL)).isFalse();
        assertThat(LeftoversNotified.isTable(LeftoversNotified.UNREAD)).isFalse();
    }

    @Test
    void whoeverBeganHasFiveMinutes() {
        EndNotification.Begun begun = new EndNotification.Begun(NOW);

        assertThat(begun.left(NOW)).isEqualTo(Duration.ofMinutes(5));
        assertThat(begun.left(NOW.plusSeconds(300)).isPositive()).isFalse();
    }

    private static TreeSet<String> names(String... names) {
        return new TreeSet<>(List.of(names));
    }
}
