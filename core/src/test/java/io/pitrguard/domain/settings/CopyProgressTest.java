package io.pitrguard.domain.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pitrguard.domain.settings.CopyRecord.Outcome;
import io.pitrguard.domain.table.AccountRegion;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@link CopyProgress} knows the newest record of each change. */
class CopyProgressTest {
    private static final Instant NOW = Instant.parse("2026-11-30T09:00:00Z");

    private final CopyProgress progress = CopyProgress.NONE
            .with(record("tags", Outcome.WRITTEN))
            .with(record("class", Outcome.TRIED))
            .with(record("class", Outcome.TRIED))
            .with(record("class", Outcome.REFUSED))
            .with(record("tags", Outcome.VERIFIED));

    @Test
    void knowsTheNewestRecordOfEachChange() {
        assertThat(progress.last("tags")).contains(record("tags", Outcome.VERIFIED));
        assertThat(progress.last("ttl")).isEmpty();
        assertThat(progress.open(Outcome.WRITTEN)).isEmpty();
        assertThat(progress.open(Outcome.REFUSED)).containsExactly(record("class", Outcome.REFUSED));
        assertThat(progress.tries("class")).isEqualTo(2);
        assertThat(progress.tries("tags")).isZero();
    }

    @Test
    void forgetsRefusalsAndKeepsWhatWasWritten() {
        assertThat(progress.withoutRefusals().records())
                .isEqualTo(List.of(record("tags", Outcome.WRITTEN), record("tags", Outcome.VERIFIED)));
    }

    @Test
    void namesTheTargetForPeople() {
        assertThat(record("alarms {{table}}-errors", Outcome.VERIFIED)
                        .subject(new AccountRegion("aws", "123456789012", "eu-west-1").table("orders-0914")))
                .isEqualTo("alarms orders-0914-errors");
    }

    @Test
    void refusesRecordsThatNameNothing() {
        assertThatThrownBy(() -> new CopyRecord(" ", "a", NOW, Outcome.TRIED, "b"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new CopyRecord("a", " ", NOW, Outcome.TRIED, "b"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new CopyRecord("a", "b", NOW, Outcome.TRIED, " "))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static CopyRecord record(String change, Outcome outcome) {
        return new CopyRecord(change, change, NOW, outcome, "happened");
    }
}
