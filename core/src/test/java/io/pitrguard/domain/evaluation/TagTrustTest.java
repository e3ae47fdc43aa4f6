package io.pitrguard.domain.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.policy.Action;
import io.pitrguard.domain.policy.Exemption;
import io.pitrguard.domain.policy.Limits;
import io.pitrguard.domain.policy.Match;
import io.pitrguard.domain.policy.Policy;
import io.pitrguard.domain.policy.Requirement;
import io.pitrguard.domain.policy.Rule;
import io.pitrguard.domain.policy.TagPattern;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.RecoveryState;
import io.pitrguard.domain.table.TableFacts;
import io.pitrguard.domain.table.Tags;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which verdicts need tags that are certain. */
class TagTrustTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final Tags EXEMPT = new Tags.Known(Map.of(
            TagExemption.UNTIL, "2027-01-01", TagExemption.REASON, "load test", TagExemption.OWNER, "performance"));
    private static final Tags DEV = new Tags.Known(Map.of("stage", "dev"));

    private static Rule rule(String tag, Rule.Effect effect) {
        List<TagPattern> tags = tag.isEmpty() ? List.of() : List.of(TagPattern.parse(tag));
        return new Rule("rule-" + tag, new Match(List.of(), tags, List.of(), List.of(), List.of()), effect);
    }

    private static Rule.Effect require(int days, Action action) {
        return new Rule.Effect.Require(Requirement.RECOVERY_ON.with(RecoveryPeriodCheck.DAYS, days), action);
    }

    private static boolean isBetter(RecoveryState state, Tags tags, Rule... rules) {
        TableFacts facts = new TableFacts(new AccountRegion("aws", "123456789012", "eu-west-1").table("orders"), tags);
        return new TableSnapshot(facts, state, NOW).isBetterByTags(new Policy("test", List.of(rules), Limits.STANDARD));
    }

    private static RecoveryState days(int days) {
        return days == 0
                ? new RecoveryState.Disabled()
                : new RecoveryState.Enabled(OptionalInt.of(days), Optional.empty(), Optional.empty());
    }

    /** A table of stage dev, under a rule for dev and one for the rest; the first asks for so many days. */
    @ParameterizedTest
    @CsvSource({
        // A table that falls short only under the other rule.
        "7, 1, ALERT, 35, ALERT, true",
        // It falls short of both: only another action is worse.
        "0, 7, ALERT, 35, REMEDIATE, true",
        "0, 7, ALERT, 35, ALERT, false",
        "0, 7, REMEDIATE, 35, REMEDIATE, false",
        "0, 7, REMEDIATE, 35, ALERT, false",
        // Both are kept, and the rule for dev is the stricter one.
        "35, 7, ALERT, 35, ALERT, false",
        "7, 35, ALERT, 1, REMEDIATE, false"
    })
    void dependsOnARuleThatTheTagChose(
            int days, int dev, Action devAction, int rest, Action restAction, boolean better) {
        assertThat(isBetter(
                        days(days),
                        DEV,
                        rule("stage=dev", require(dev, devAction)),
                        rule("", require(rest, restAction))))
                .isEqualTo(better);
    }

    @Test
    void dependsOnAnExemptionByTags() {
        Rule all = rule("", require(35, Action.ALERT));

        assertThat(isBetter(days(0), EXEMPT, all)).isTrue();
        assertThat(isBetter(days(35), EXEMPT, all))
                .as("the tag changes nothing")
                .isFalse();
    }

    @Test
    void dependsOnARuleThatExemptsByATag() {
        Rule exempt =
                rule("stage=dev", new Rule.Effect.Exempt(new Exemption("dev", "team", LocalDate.parse("2027-01-01"))));
        Rule all = rule("", require(35, Action.ALERT));
        RecoveryState unreadable = new RecoveryState.Unreadable(new Cause(Cause.Kind.DENIED, "Denied."));

        assertThat(isBetter(days(0), DEV, exempt, all)).isTrue();
        assertThat(isBetter(days(35), DEV, exempt, all)).isFalse();
        assertThat(isBetter(unreadable, DEV, exempt, all)).isTrue();
        assertThat(isBetter(unreadable, DEV, all)).isFalse();
    }

    @Test
    void asksForNothingWhereNoRuleApplies() {
        Rule all = rule("", require(35, Action.ALERT));

        assertThat(isBetter(new RecoveryState.TableGone(), DEV, all)).isFalse();
        assertThat(isBetter(days(0), DEV, all)).isFalse();
    }
}
