package io.pitrguard.domain.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.finding.TableEvent;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TimelineEntryTest {
    @ParameterizedTest
    @EnumSource
    void anEventIsOfTheKindOfItsEntry(TimelineEntry.Kind kind) {
        TableEvent event = new TimelineEntry(
                        ObservationSequence.START, kind, Trigger.SWEEP, "It is.", Optional.empty(), Optional.empty())
                .event();

        TableEvent.Kind expected = switch (kind) {
            case ACTOR -> TableEvent.Kind.CALL;
            case HISTORY_LOST -> TableEvent.Kind.HISTORY_LOST;
            case EXEMPTED -> TableEvent.Kind.EXEMPTED;
            case EXEMPTION_ENDING -> TableEvent.Kind.EXEMPTION_ENDING;
            default -> TableEvent.Kind.OTHER;
        };
        assertThat(event.kind()).isEqualTo(expected);
        assertThat(event.text()).isEqualTo("It is.");
    }
}
