package io.pitrguard.domain.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.finding.Notice;
import io.pitrguard.domain.policy.Action;
import io.pitrguard.domain.policy.Exemption;
import io.pitrguard.domain.policy.Limits;
import io.pitrguard.domain.policy.Match;
import io.pitrguard.domain.policy.Policy;
import io.pitrguard.domain.policy.Requirement;
import io.pitrguard.domain.policy.Rule;
import io.pitrguard.domain.table.Tags;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TagExemptionTest {
    private static final String UNTIL = "pitr-guard:exempt-until";
    private static final String REASON = "pitr-guard:exempt-reason";
    private static final String OWNER = "pitr-guard:exempt-owner";

    @Test
    void namesTheThreeTags() {
        assertThat(List.of(TagExemption.UNTIL, TagExemption.REASON, TagExemption.OWNER))
                .containsExactly(UNTIL, REASON, OWNER);
    }

    @Test
    void isNoneWithoutAnyOfTheTags() {
        assertThat(read(Map.of("Pitr-Guard:exempt-until", "2027-03-31", "tier", "gold")))
                .isEqualTo(new TagExemption(Optional.empty(), List.of()));
    }

    @Test
    void exemptsOnItsLastDayWhateverSpacesSurroundTheDate() {
        assertThat(read(Map.of(UNTIL, " 2027-03-10 ", REASON, "load test", OWNER, "team-data")))
                .isEqualTo(new TagExemption(
                        Optional.of(new Exemption("load test", "team-data", LocalDate.parse("2027-03-10"))),
                        List.of()));
    }

    @Test
    void foldsReasonAndOwnerIntoOneLine() {
        assertThat(read(Map.of(UNTIL, "2027-03-31", REASON, " load\r\n\ttest  run ", OWNER, "team\u2028data\n")))
                .isEqualTo(new TagExemption(
                        Optional.of(new Exemption("load test run", "team data", LocalDate.parse("2027-03-31"))),
                        List.of()));
    }

    @Test
    void noLongerExemptsAfterItsLastDay() {
        assertThat(read(Map.of(UNTIL, "2027-03-09", REASON, "load test", OWNER, "team-data")))
                .isEqualTo(not(new Notice.ExemptionEnded(
                        "the table's tags", new Exemption("load test", "team-data", LocalDate.parse("2027-03-09")))));
    }

    @ParameterizedTest
    @CsvSource({
        "366, 2028-03-10, true",
        "366, 2028-03-11, false",
        "366, 9999-12-31, false",
        "1, 2027-03-11, true",
        "1, 2027-03-12, false"
    })
    void doesNotExemptForLongerThanThePolicyAccepts(int maxDays, LocalDate until, boolean exempts) {
        Limits usual = Limits.STANDARD;
        Limits limits = new Limits(
                usual.maxChangesPerSweep(),
                usual.maxMonthlyCostUsdPerTable(),
                usual.maxMonthlyCostUsdPerSweep(),
                usual.remediateWhenCostUnknown(),
                maxDays,
                OptionalInt.empty());
        Exemption exemption = new Exemption("load test", "team-data", until);
        assertThat(read(wholeUntil(until), new Policy("test", List.of(), limits), Policy.FALLBACK))
                .isEqualTo(
                        exempts
                                ? new TagExemption(Optional.of(exemption), List.of())
                                : not(new Notice.ExemptionTooLong(exemption, maxDays)));
    }

    @Test
    void exemptsNothingUnderRuleThatDoesNotAcceptTags() {
        Rule refusing = new Rule(
                "critical", Match.EVERY_TABLE, new Rule.Effect.Require(Requirement.RECOVERY_ON, Action.ALERT, false));
        TagExemption refused = not(new Notice.ExemptionRefused("critical"));

        assertThat(read(wholeUntil(LocalDate.parse("2027-03-31")), Policy.BUILT_IN, refusing))
                .isEqualTo(refused);
        assertThat(read(Map.of(UNTIL, "soon"), Policy.BUILT_IN, refusing)).isEqualTo(refused);
        assertThat(read(Map.of("tier", "gold"), Policy.BUILT_IN, refusing))
                .isEqualTo(new TagExemption(Optional.empty(), List.of()));
    }

    private static Map<String, String> wholeUntil(LocalDate until) {
        return Map.of(UNTIL, until.toString(), REASON, "load test", OWNER, "team-data");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "soon",
                "2027-3-31",
                "2027-02-30",
                "2027-13-01",
                "31.03.2027",
                "2027-03-31T00:00:00Z",
                "20270331",
                "27-03-31",
                "2027/03/31",
                "2027-03-31 2028-03-31",
                "never"
            })
    void doesNotExemptUntilSomethingThatIsNoDate(String until) {
        assertThat(read(Map.of(UNTIL, until, REASON, "load test", OWNER, "team-data")))
                .isEqualTo(not(new Notice.ExemptionUnreadable(UNTIL, until)));
    }

    @Test
    void namesEveryTagThatIsMissing() {
        assertThat(read(Map.of(UNTIL, "2027-03-31"))).isEqualTo(incomplete(REASON, OWNER));
        assertThat(read(Map.of(REASON, "load test"))).isEqualTo(incomplete(UNTIL, OWNER));
        assertThat(read(Map.of(OWNER, "team-data"))).isEqualTo(incomplete(UNTIL, REASON));
        assertThat(read(Map.of(UNTIL, "2027-03-31", REASON, "load test"))).isEqualTo(incomplete(OWNER));
    }

    @Test
    void takesBlankTagForMissing() {
        assertThat(read(Map.of(UNTIL, "", REASON, " ", OWNER, "\t"))).isEqualTo(incomplete(UNTIL, REASON, OWNER));
        assertThat(read(Map.of(UNTIL, "2027-03-31", REASON, "\u00a0", OWNER, "\u2028")))
                .isEqualTo(incomplete(REASON, OWNER));
        assertThat(read(Map.of(UNTIL, "soon", REASON, "", OWNER, "team-data"))).isEqualTo(incomplete(REASON));
    }

    @Test
    void keepsItsNoticesWhateverHappensToTheList() {
        List<Notice> notices = new ArrayList<>();
        TagExemption exemption = new TagExemption(Optional.empty(), notices);
        notices.add(new Notice.ExemptionUnreadable(UNTIL, "soon"));
        assertThat(exemption.notices()).isEmpty();
    }

    private static TagExemption read(Map<String, String> tags) {
        return read(tags, Policy.BUILT_IN, Policy.FALLBACK);
    }

    private static TagExemption read(Map<String, String> tags, Policy policy, Rule applies) {
        return TagExemption.read(new Tags.Known(tags), policy, applies, Words.NOW);
    }

    private static TagExemption incomplete(String... missing) {
        return not(new Notice.ExemptionIncomplete(List.of(missing)));
    }

    private static TagExemption not(Notice why) {
        return new TagExemption(Optional.empty(), List.of(why));
    }
}
