package io.pitrguard.domain.ledger;

import static io.pitrguard.domain.ledger.ObservationSequence.ORDERS;
import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.evaluation.Verdict;
import io.pitrguard.domain.finding.TableEvent;
import io.pitrguard.domain.policy.Exemption;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExemptionRemindersTest {
    private static final LocalDate END = LocalDate.parse("2027-03-31");

    private TableRecord record = TableRecord.of(ORDERS);
    private final List<TimelineEntry> timeline = new ArrayList<>();

    @Test
    void remindsThirtyDaysSevenDaysAndOneDayBeforeTheEnd() {
        for (int days = 60; days >= 0; days--) {
            observe(END, before(END, days));
        }

        assertThat(reminders())
                .extracting(TimelineEntry::text)
                .containsExactly(
                        "The exemption's last day is 2027-03-31, in 30 days (reason: load test; owner: perf).",
                        "The exemption's last day is 2027-03-31, in 7 days (reason: load test; owner: perf).",
                        "The exemption's last day is 2027-03-31, in 1 day (reason: load test; owner: perf).");
        assertThat(record.unnotified())
                .filteredOn(entry -> entry.kind() == TimelineEntry.Kind.EXEMPTION_ENDING)
                .extracting(entry -> entry.event().kind())
                .containsOnly(TableEvent.Kind.EXEMPTION_ENDING)
                .hasSize(3);
    }

    /** However often a table is observed, by several functions, some of them late. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void remindsOnceOfEachHoweverOftenAndLateTheTableIsObserved(long seed) {
        Random random = new Random(seed);
        observe(END, before(END, 40));
        for (Instant at = before(END, 40);
                at.isBefore(before(END, 0));
                at = at.plusSeconds(random.nextInt(1, 20_000))) {
            observe(END, at.minusSeconds(random.nextInt(0, 3_000)));
            if (random.nextInt(10) == 0) {
                learn(ResultFixture.judged(ResultFixture.UNDETERMINED), at);
            }
        }

        assertThat(reminders()).hasSize(3);
    }

    @Test
    void remindsAtOnceOfAnExemptionThatItSeesForTheFirstTime() {
        observe(END, before(END, 5));
        observe(END, before(END, 4));

        assertThat(reminders())
                .singleElement()
                .satisfies(entry -> assertThat(entry.text()).contains("in 5 days"));
    }

    @Test
    void tellsOfTheLastDayItself() {
        observe(END, before(END, 0));

        assertThat(reminders())
                .singleElement()
                .satisfies(entry -> assertThat(entry.text()).contains("last day is 2027-03-31, today"));
    }

    @Test
    void aNewExemptionIsAnEventWithItsLastDay() {
        observe(END.plusDays(90), before(END, 10));
        observe(END, before(END, 9));
        observe(END, before(END, 8));

        assertThat(reminders()).isEmpty();
        assertThat(timeline).extracting(TimelineEntry::kind).containsOnly(TimelineEntry.Kind.EXEMPTED);

        observe(END, before(END, 7));

        assertThat(reminders()).hasSize(1);
    }

    @Test
    void aRenewedExemptionIsRemindedOfAnew() {
        for (int days = 35; days >= 2; days--) {
            observe(END, before(END, days));
        }
        LocalDate renewed = END.plusDays(60);
        for (int days = 61; days >= 0; days--) {
            observe(renewed, before(renewed, days));
        }

        assertThat(reminders()).hasSize(2 + 3);
    }

    @Test
    void afterALongGapItSaysOnlyHowItIsNow() {
        observe(END, before(END, 45));
        observe(END, before(END, 1));

        assertThat(reminders())
                .singleElement()
                .satisfies(entry -> assertThat(entry.text()).contains("in 1 day "));
    }

    private List<TimelineEntry> reminders() {
        return timeline.stream()
                .filter(entry -> entry.kind() == TimelineEntry.Kind.EXEMPTION_ENDING)
                .toList();
    }

    private static Instant before(LocalDate end, int days) {
        return Instant.parse(end + "T12:00:00Z").minus(Duration.ofDays(days));
    }

    private void observe(LocalDate until, Instant at) {
        learn(ResultFixture.judged(new Verdict.Exempt(new Exemption("load test", "perf", until))), at);
    }

    private void learn(io.pitrguard.domain.evaluation.Judgement judgement, Instant at) {
        TableRecord.Learned learned = record.learn(ObservationSequence.of(at, ResultFixture.OFF, judgement));
        record = learned.record();
        timeline.addAll(learned.entries());
    }
}
