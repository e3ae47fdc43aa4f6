package io.pitrguard.domain.rotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pitrguard.domain.policy.Action;
import io.pitrguard.domain.policy.Limits;
import io.pitrguard.domain.policy.Policy;
import io.pitrguard.sweep.Policies;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/** Which shares a sweep reads. */
class ShareTimesTest {
    private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");
    private static final Basis DAY = Basis.of(Policy.BUILT_IN, "1.0", 24);

    private static Instant ago(int minutes) {
        return NOW.minus(Duration.ofMinutes(minutes));
    }

    /** Shares that were read so many minutes ago. */
    private static NavigableMap<Share, Instant> read(IntFunction<Integer> minutesAgo) {
        NavigableMap<Share, Instant> times = new TreeMap<>();
        Share.ALL.forEach(share -> times.put(share, ago(minutesAgo.apply(share.number()))));
        return times;
    }

    private static ShareTimes swept(int minutesAgo, NavigableMap<Share, Instant> read) {
        return new ShareTimes(DAY, Optional.of(ago(minutesAgo)), read, Optional.empty());
    }

    private static ShareTimes begin(ShareTimes stored) {
        return ShareTimes.begin(Optional.of(stored), DAY, "run", NOW);
    }

    private static List<Integer> due(ShareTimes stored) {
        return begin(stored).due().stream().map(Share::number).sorted().toList();
    }

    private static void assertEverything(ShareTimes times) {
        assertThat(times.due()).hasSize(64);
        assertThat(times.readAt()).isEmpty();
        assertThat(times.basis()).isEqualTo(DAY);
        assertThat(times.pass()).contains(Pass.begin("run", NOW));
    }

    @Test
    void firstSweepReadsEverything() {
        assertEverything(ShareTimes.begin(Optional.empty(), DAY, "run", NOW));
        assertEverything(begin(ShareTimes.nothing(DAY)));
    }

    /** 64 shares in 24 hours are 2.7 an hour. */
    @Test
    void hourlySweepReadsTheThreeOldestShares() {
        assertThat(due(swept(60, read(share -> 60 + (share * 7) % 64)))).containsExactly(9, 18, 27);
    }

    @Test
    void equallyOldSharesGoByNumber() {
        assertThat(due(swept(60, read(_ -> 60)))).containsExactly(0, 1, 2);
    }

    /** A share that is read 23 hours and a minute after it was read would be older than a day an hour later. */
    @Test
    void readsWhatWouldBeTooOldAtTheNextSweep() {
        int limit = 23 * 60;
        assertThat(due(swept(60, read(share -> share < 10 ? limit + 1 : share < 20 ? limit : 60))))
                .containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
    }

    /** Shares that cannot be read whole stay due; they must not keep the others from their turn. */
    @Test
    void sharesThatStayDueTakeNoTurnOfOthers() {
        NavigableMap<Share, Instant> times = read(share -> 60 + share);
        List.of(5, 6, 7, 8).forEach(share -> times.remove(new Share(share)));

        assertThat(due(swept(60, times))).containsExactly(5, 6, 7, 8, 61, 62, 63);
    }

    /** After ten hours without a sweep, the share of ten hours is read at once. */
    @Test
    void missedSweepsAreMadeUpFor() {
        assertThat(due(swept(600, read(_ -> 600)))).hasSize(27);
        // The next sweep is expected after as long: what would be over a day old by then cannot wait.
        assertThat(due(swept(600, read(share -> share < 40 ? 841 : 600)))).hasSize(64);
        assertThat(due(swept(25 * 60, read(_ -> 25 * 60)))).hasSize(64);
    }

    @Test
    void sweepsInQuickSuccessionReadLittle() {
        assertThat(due(swept(1, read(_ -> 60)))).containsExactly(0);
        assertThat(due(swept(0, read(_ -> 60)))).isEmpty();
    }

    @Test
    void anotherPolicyVersionOrLimitProvesNothing() {
        Policy rule = Policies.of(Policies.remediate("orders-*", 7));
        Policy tag = Policy.BUILT_IN.withExemptTag("ours");
        for (Basis other : List.of(
                Basis.of(rule, "1.0", 24),
                Basis.of(tag, "1.0", 24),
                Basis.of(Policy.BUILT_IN, "1.1", 24),
                Basis.of(Policy.BUILT_IN, "1.0", 25))) {
            assertEverything(begin(new ShareTimes(other, Optional.of(ago(60)), read(_ -> 60), Optional.empty())));
        }
    }

    /** A digest that depended on an order that each process shuffles would prove nothing after a cold start. */
    @Test
    void policyHasOneDigestInEveryProcess() {
        Policy policy = Policies.limited(
                Policies.of(
                        Policies.exempt("tmp-*", "2027-01-01"),
                        Policies.remediateTagged("tier=critical", 35),
                        Policies.require("*", Policies.guarded(7), Action.ALERT)),
                1,
                "1",
                "1");

        assertThat(Basis.of(policy, "1.0", 24).policy()).isEqualTo("945fc7d2-b19c-356d-ab31-79cb2f3cfdf3");
        assertThat(Basis.of(new Policy("other", policy.rules(), Limits.STANDARD), "1.0", 24))
                .isEqualTo(Basis.of(policy, "1.0", 24));
    }

    @Test
    void timesOfAClockThatIsAheadProveNothing() {
        assertEverything(begin(swept(-1, read(_ -> 60))));
        assertEverything(begin(swept(60, read(share -> share == 9 ? -1 : 60))));
        assertEverything(begin(new ShareTimes(
                DAY,
                Optional.of(ago(60)),
                read(_ -> 60),
                Optional.of(Pass.begin("other", ago(-1)).paused(List.of())))));
        assertThat(due(swept(0, read(_ -> 0)))).isEmpty();
    }

    /** What an interrupted call found may not be in the ledger. */
    @Test
    void afterAnInterruptedCallEverythingIsRead() {
        for (String run : List.of("other", "another")) {
            assertEverything(begin(
                    new ShareTimes(DAY, Optional.of(ago(60)), read(_ -> 60), Optional.of(Pass.begin(run, ago(5))))));
        }
    }

    /** What its earlier calls read is as old as its beginning. */
    @Test
    void callThatIsRepeatedReadsEverythingAndKeepsTheBeginning() {
        ShareTimes paused = begin(swept(60, read(_ -> 60))).pause(Set.of(new Share(9)), Set.of());
        ShareTimes killed = ShareTimes.begin(Optional.of(paused), DAY, "run", NOW.plusSeconds(800));

        ShareTimes again = ShareTimes.begin(Optional.of(killed), DAY, "run", NOW.plusSeconds(1700));

        assertThat(again.due()).hasSize(64);
        ShareTimes ended = again.end(Set.of(new Share(10)), Set.of());
        assertThat(ended.readAt().values()).containsOnly(NOW);
        assertThat(ended.readAt()).hasSize(62).doesNotContainKeys(new Share(9), new Share(10));
    }

    @Test
    void anotherPolicyIsAnotherSweep() {
        ShareTimes paused = begin(swept(60, read(_ -> 60))).pause(Set.of(), Set.of());
        Basis other = Basis.of(Policy.BUILT_IN, "1.1", 24);

        assertThat(ShareTimes.begin(Optional.of(paused), other, "run", NOW.plusSeconds(9))
                        .pass())
                .contains(Pass.begin("run", NOW.plusSeconds(9)));
        assertThat(ShareTimes.begin(Optional.of(paused), DAY, "run", NOW.minusSeconds(9))
                        .pass())
                .contains(Pass.begin("run", NOW.minusSeconds(9)));
    }

    private static Set<Share> allBut(Set<Share> shares) {
        Set<Share> others = new HashSet<>(Share.ALL);
        others.removeAll(shares);
        return others;
    }

    @Test
    void callsOfOneSweepReadTheSameShares() {
        ShareTimes first = begin(swept(60, read(_ -> 60)));
        ShareTimes paused = first.pause(Set.of(), Set.of());
        ShareTimes second = ShareTimes.begin(Optional.of(paused), DAY, "run", NOW.plusSeconds(800));

        assertThat(second.due()).isEqualTo(first.due()).hasSize(3);
        assertThat(second.pass()).contains(Pass.begin("run", NOW));
        ShareTimes ended = second.end(allBut(first.due()), Set.of());
        assertThat(ended.sweptAt()).contains(NOW);
        assertThat(ended.readAt().values()).containsOnly(NOW, ago(60));
        assertThat(ended.readAt().entrySet().stream()
                        .filter(entry -> entry.getValue().equals(NOW)))
                .hasSize(3);
        assertThat(ended.pass()).isEmpty();
    }

    @Test
    void sweepThatWasLeftBetweenTwoCallsCountsAsMissed() {
        ShareTimes paused = begin(swept(60, read(_ -> 60))).pause(Set.of(), Set.of());

        ShareTimes next = ShareTimes.begin(Optional.of(paused), DAY, "next", NOW.plus(Duration.ofHours(1)));

        assertThat(next.due()).hasSize(6);
        assertThat(next.pass()).contains(Pass.begin("next", NOW.plus(Duration.ofHours(1))));
    }

    @Test
    void whatCouldNotBeRecordedIsReadAgain() {
        ShareTimes begun = begin(swept(60, read(_ -> 60)));
        Set<Share> doubtful = Set.of(new Share(40));
        ShareTimes paused = begun.pause(Set.of(new Share(41)), doubtful);

        assertThat(begun.end(Set.of(), doubtful).readAt()).hasSize(63).doesNotContainKey(new Share(40));
        assertThat(due(begun.end(Set.of(), doubtful))).contains(40);
        assertThat(due(paused)).contains(40);
        ShareTimes ended = ShareTimes.begin(Optional.of(paused), DAY, "run", NOW.plusSeconds(9))
                .end(Set.of(), Set.of());
        assertThat(ended.readAt())
                .hasSize(63)
                .containsEntry(new Share(41), ago(60))
                .doesNotContainKey(new Share(40));
    }

    @Test
    void onlyWhatHasBegunEnds() {
        assertThatThrownBy(() -> swept(60, read(_ -> 60)).end(List.of(), List.of()))
                .isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void hoursAreTwoToAWeek() {
        assertThat(new Basis("p", "v", 2).limit()).isEqualTo(Duration.ofHours(2));
        assertThat(new Basis("p", "v", 168).limit()).isEqualTo(Duration.ofDays(7));
        assertThatThrownBy(() -> new Basis("p", "v", 1)).hasMessageContaining("2 to 168");
        assertThatThrownBy(() -> new Basis("p", "v", 169)).hasMessageContaining("2 to 168");
    }
}
