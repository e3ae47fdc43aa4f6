package io.pitrguard.domain.ledger;

import static io.pitrguard.domain.ledger.ObservationSequence.ORDERS;
import static io.pitrguard.domain.ledger.ObservationSequence.minute;
import static io.pitrguard.domain.ledger.ResultFixture.off;
import static io.pitrguard.domain.ledger.ResultFixture.result;
import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.evaluation.RecoveryEnabledCheck;
import io.pitrguard.domain.remediation.Outcome;
import io.pitrguard.domain.remediation.TableResult;
import io.pitrguard.domain.table.Fact;
import io.pitrguard.domain.table.TableDetails;
import io.pitrguard.domain.table.TableStatus;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuspensionTest {
    private static final FlappingRules TWICE = new FlappingRules(2, Duration.ofHours(24));
    private static final TableRecord NOTHING = TableRecord.of(ORDERS);
    private static final TableRecord ONCE = disabledAgain(NOTHING, 0);
    private static final TableRecord AGAIN = disabledAgain(ONCE, 30);

    @Test
    void suspendsAfterSoManyTimesAndSaysWhoDidIt() {
        assertThat(Suspension.of(off(60), ONCE, TWICE)).isEmpty();
        assertThat(Suspension.of(off(60), AGAIN, TWICE))
                .contains(new Outcome.Flapping(
                        "Recovery keeps being disabled after pitr-guard enabled it (2 times or more within 24 h):"
                                + " 2026-11-22T10:05:00Z by user ann, from 192.0.2.1, with console (request r-1);"
                                + " 2026-11-22T10:35:00Z by user ann, from 192.0.2.1, with console (request r-1)."));
    }

    @ParameterizedTest
    @CsvSource({"35, true", "36, false"})
    void earlierTableOfThatNameDoesNotCount(int createdAt, boolean suspended) {
        Fact<TableDetails> details = new Fact.Known<>(new TableDetails(
                TableStatus.ACTIVE, 0, false, Optional.of(new TableDetails.Origin("id-2", minute(createdAt)))));

        assertThat(Suspension.of(described(details), AGAIN, TWICE).isPresent()).isEqualTo(suspended);
    }

    /** CloudTrail's times are whole seconds: a call in the second of the creation may have come after it. */
    @ParameterizedTest
    @CsvSource({"999, true", "1000, false"})
    void callInTheSecondOfTheCreationIsOfTheTable(int millis, boolean suspended) {
        Fact<TableDetails> details = new Fact.Known<>(new TableDetails(
                TableStatus.ACTIVE,
                0,
                false,
                Optional.of(new TableDetails.Origin("id-2", minute(35).plusMillis(millis)))));

        assertThat(Suspension.of(described(details), AGAIN, TWICE).isPresent()).isEqualTo(suspended);
    }

    @Test
    void suspendsTablesWhoseOriginIsNotKnown() {
        assertThat(Suspension.of(
                        described(new Fact.Known<>(new TableDetails(TableStatus.ACTIVE, 0, false))), AGAIN, TWICE))
                .isPresent();
    }

    @Test
    void itsBeginningIsInTheTimelineOnce() {
        TimelineEntry entry = new TimelineEntry(
                minute(35), TimelineEntry.Kind.ACTOR, Trigger.DRIFT, "A call.", Optional.empty(), Optional.empty());

        assertThat(begins(ONCE, AGAIN, entry))
                .containsExactly(
                        entry,
                        new TimelineEntry(
                                minute(35),
                                TimelineEntry.Kind.FLAPPING,
                                Trigger.DRIFT,
                                "Automatic remediation is suspended: recovery was disabled again and again after it was enabled: "
                                        + AGAIN.flapping().description(TWICE) + ".",
                                Optional.empty(),
                                Optional.empty()));
        assertThat(begins(AGAIN, AGAIN, entry)).containsExactly(entry);
        assertThat(begins(NOTHING, ONCE, entry)).containsExactly(entry);
    }

    private static List<TimelineEntry> begins(TableRecord before, TableRecord after, TimelineEntry entry) {
        return Suspension.begins(
                before, new TableRecord.Learned(after, List.of(entry)), minute(35), Trigger.DRIFT, TWICE);
    }

    private static TableResult described(Fact<TableDetails> details) {
        return result(
                minute(60),
                ResultFixture.OFF,
                ResultFixture.falling(new RecoveryEnabledCheck.RecoveryDisabled()),
                details);
    }

    private static TableRecord disabledAgain(TableRecord record, int enabled) {
        Actor ann = new Actor("user ann", "192.0.2.1", "console", "r-1");
        return record.enabled(minute(enabled))
                .called(new Call(
                        "UpdateContinuousBackups", minute(enabled + 5), ann, false, true, OptionalInt.empty(), false));
    }
}
