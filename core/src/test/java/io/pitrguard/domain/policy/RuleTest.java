package io.pitrguard.domain.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RuleTest {
    private static final LocalDate UNTIL = LocalDate.parse("2027-03-31");

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t"})
    void needsName(String name) {
        Rule.Effect effect = new Rule.Effect.Require(Requirement.RECOVERY_ON, Action.ALERT);
        assertThatThrownBy(() -> new Rule(name, Match.EVERY_TABLE, effect))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a rule needs a name");
    }

    @Test
    void acceptsExemptTagsUnlessItSaysOtherwise() {
        Requirement on = Requirement.RECOVERY_ON;
        assertThat(rule(new Rule.Effect.Require(on, Action.ALERT)).refusesExemptTags())
                .isFalse();
        assertThat(rule(new Rule.Effect.Require(on, Action.ALERT, false)).refusesExemptTags())
                .isTrue();
        assertThat(rule(new Rule.Effect.Exempt(new Exemption("why", "who", UNTIL)))
                        .refusesExemptTags())
                .isFalse();
    }

    private static Rule rule(Rule.Effect effect) {
        return new Rule("a", Match.EVERY_TABLE, effect);
    }

    @ParameterizedTest
    @CsvSource({"'', who", "' ', who", "why, ''", "why, ' '", "'', ''"})
    void exemptionNeedsReasonAndOwner(String reason, String owner) {
        assertThatThrownBy(() -> new Exemption(reason, owner, UNTIL))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("an exemption needs a reason and an owner");
    }

    @ParameterizedTest
    @CsvSource({
        "1970-01-01T00:00:00Z, true",
        "2027-03-31T00:00:00Z, true",
        "2027-03-31T23:59:59.999999999Z, true",
        "2027-04-01T00:00:00Z, false",
        "2027-04-01T01:30:00+02:00, true",
        "2027-03-31T20:00:00-05:00, false"
    })
    void exemptionCountsToTheEndOfItsLastDayInUtc(String moment, boolean counts) {
        Instant now = OffsetDateTime.parse(moment).toInstant();
        assertThat(new Exemption("why", "who", UNTIL).countsAt(now)).isEqualTo(counts);
    }

    @Test
    void exemptionMayEndAsFarAwayAsTheCalendarGoes() {
        assertThat(new Exemption("why", "who", LocalDate.MAX).countsAt(Instant.parse("9999-12-31T23:59:59Z")))
                .isTrue();
        assertThat(new Exemption("why", "who", LocalDate.MIN).countsAt(Instant.EPOCH))
                .isFalse();
    }
}
