package io.pitrguard.domain.restore;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RestoreTimesTest {
    private static final Instant NOW = Instant.parse("2026-11-30T10:00:00Z");
    private final RestoreTimes berlin = new RestoreTimes(ZoneId.of("Europe/Berlin"));

    @ParameterizedTest
    @CsvSource({
        "2026-11-29 09:14, 2026-11-29T08:14:00Z",
        "2026-07-01 09:14:07, 2026-07-01T07:14:07Z",
        "2026-11-29T09:14, 2026-11-29T08:14:00Z",
        "2026-11-29T08:14Z, 2026-11-29T08:14:00Z",
        "2026-11-29T08:14z, 2026-11-29T08:14:00Z",
        "2026-11-29T09:14+01:00, 2026-11-29T08:14:00Z",
        "2026-11-29T09:14+0100, 2026-11-29T08:14:00Z",
        "2026-11-29T03:14:00-05, 2026-11-29T08:14:00Z",
        "2026-11-29 03:14 America/New_York, 2026-11-29T08:14:00Z",
        "2026-11-29 08:14 UTC, 2026-11-29T08:14:00Z",
        "15 minutes ago, 2026-11-30T09:45:00Z",
        "' 2h ago ', 2026-11-30T08:00:00Z",
        "30s ago, 2026-11-30T09:59:30Z",
        "1 DAY ago, 2026-11-29T10:00:00Z",
        "90 mins ago, 2026-11-30T08:30:00Z"
    })
    void understandsTimes(String text, Instant moment) {
        assertThat(berlin.parse(text, NOW))
                .isEqualTo(new RestoreTimes.Reading.Understood(new RestoreMoment.At(moment)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"now", "latest", "Latest"})
    void understandsTheLatestMoment(String text) {
        assertThat(berlin.parse(text, NOW)).isEqualTo(new RestoreTimes.Reading.Understood(new RestoreMoment.Latest()));
    }

    @ParameterizedTest
    @CsvSource({
        "yesterday, is not a time",
        "'', is not a time",
        "15 moons ago, is not a time",
        "2026-02-30 10:00, is not a time of the calendar",
        "2026-11-29 25:00, is not a time of the calendar",
        "2026-11-29 09:14 CST, names a zone that is not certain",
        "2026-11-29 09:14 Europe/Berlim, names a zone that is not certain",
        "2026-11-29T09:14+99:00, names a zone that is not certain"
    })
    void refusesOtherTextsAndNamesTheForms(String text, String why) {
        assertThat(refusal(berlin.parse(text, NOW))).contains(why).contains("15 minutes ago");
    }

    @Test
    void refusesATimeThatComesTwiceWithBothReadings() {
        assertThat(refusal(berlin.parse("2026-10-25 02:30", NOW)))
                .contains("comes twice in Europe/Berlin")
                .contains("2026-10-25T02:30+02:00 (2026-10-25T00:30:00Z)")
                .contains("2026-10-25T02:30+01:00 (2026-10-25T01:30:00Z)");
    }

    @Test
    void refusesATimeThatIsSkippedWithBothReadings() {
        assertThat(refusal(berlin.parse("2026-03-29 02:30", NOW)))
                .contains("does not exist in Europe/Berlin")
                .contains("2026-03-29T02:30+01:00 (2026-03-29T01:30:00Z)")
                .contains("2026-03-29T02:30+02:00 (2026-03-29T00:30:00Z)");
    }

    @Test
    void readsBothReadingsOfARefusal() {
        assertThat(berlin.parse("2026-10-25T02:30+02:00", NOW))
                .isEqualTo(new RestoreTimes.Reading.Understood(
                        new RestoreMoment.At(Instant.parse("2026-10-25T00:30:00Z"))));
    }

    @Test
    void showsBothZones() {
        Instant moment = Instant.parse("2026-11-29T08:14:00.123Z");

        assertThat(berlin.show(moment)).isEqualTo("2026-11-29 09:14:00 +01:00 (Europe/Berlin) = 2026-11-29T08:14:00Z");
        assertThat(new RestoreTimes(ZoneId.of("UTC")).show(moment)).isEqualTo("2026-11-29T08:14:00Z");
    }

    private static String refusal(RestoreTimes.Reading reading) {
        assertThat(reading).isInstanceOf(RestoreTimes.Reading.Refused.class);
        return ((RestoreTimes.Reading.Refused) reading).message();
    }
}
