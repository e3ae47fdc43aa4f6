package io.pitrguard.domain.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.finding.Notice;
import io.pitrguard.domain.policy.Action;
import io.pitrguard.domain.policy.Exemption;
import io.pitrguard.domain.policy.Match;
import io.pitrguard.domain.policy.Policy;
import io.pitrguard.domain.policy.Requirement;
import io.pitrguard.domain.policy.Rule;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.RecoveryState;
import io.pitrguard.domain.table.TableFacts;
import io.pitrguard.domain.text.Printable;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;

/** Words for AWS Config: exact ones, and never too few or too many. */
@Domain(Anything.class)
@Domain(DomainContext.Global.class)
class AnnotationTest {
    private static final Notice ENDED = new Notice.ExemptionEnded(
            "the table's tags", new Exemption("load test", "team-data", LocalDate.parse("2027-03-09")));
    private static final RecoveryState FRESH = Words.state("fresh");

    @Example
    void saysOfCompliantTableWhatWasObserved() {
        assertThat(of(new Verdict.Compliant(), FRESH))
                .isEqualTo("Point-in-time recovery is on, period 35 days, restorable from 2027-02-10T00:00:00Z to"
                        + " 2027-03-10T11:55:00Z.");
        assertThat(of(new Verdict.Compliant(), Words.state("bare"))).isEqualTo("Point-in-time recovery is on.");
        assertThat(of(new Verdict.Compliant(), Words.state("no earliest")))
                .isEqualTo("Point-in-time recovery is on, period 35 days, restorable to 2027-03-10T11:55:00Z.");
        assertThat(of(
                        new Verdict.Compliant(),
                        new RecoveryState.Enabled(OptionalInt.of(1), Optional.of(Instant.EPOCH), Optional.empty())))
                .isEqualTo("Point-in-time recovery is on, period 1 day, restorable from 1970-01-01T00:00:00Z.");
        assertThat(of(new Verdict.Compliant(), new RecoveryState.Disabled()))
                .isEqualTo("Point-in-time recovery is off.");
        assertThat(of(new Verdict.Compliant(), new RecoveryState.TableGone())).isEqualTo("The table no longer exists.");
        assertThat(of(new Verdict.Compliant(), Words.state("denied")))
                .isEqualTo("The recovery state could not be read.");
    }

    @Example
    void saysOfCompliantTableWhatItsRuleRequires() {
        assertThat(required(Requirement.RECOVERY_ON)).isEqualTo("Rule all requires it on.");
        assertThat(required(Requirement.RECOVERY_ON.with(RecoveryPeriodCheck.DAYS, 1)))
                .isEqualTo("Rule all requires it on, at least 1 day.");
        assertThat(required(Requirement.RECOVERY_ON
                        .with(RecoveryPeriodCheck.DAYS, 14)
                        .with(RestorePointLagCheck.MAX_LAG, Duration.ofMinutes(90))
                        .with(DeletionProtectionCheck.PROTECTION, true)))
                .isEqualTo("Rule all requires it on, at least 14 days, a lag of at most 1 h 30 min, deletion"
                        + " protection.");
        assertThat(judged(new Rule.Effect.Exempt(Words.OWN))).isEqualTo("Point-in-time recovery is on.");
    }

    private static String required(Requirement requirement) {
        String said = judged(new Rule.Effect.Require(requirement, Action.ALERT));
        assertThat(said).startsWith("Point-in-time recovery is on. ");
        return said.substring("Point-in-time recovery is on. ".length());
    }

    private static String judged(Rule.Effect effect) {
        Rule rule = new Rule("all", Match.EVERY_TABLE, effect);
        return Annotation.of(
                new Judgement(new Verdict.Compliant(), Optional.of(rule), List.of()), Words.state("bare"), "");
    }

    @Example
    void leavesOutFractionsOfSeconds() {
        Instant earliest = Instant.parse("2027-02-10T00:00:00.999Z");
        Instant latest = Instant.parse("2027-03-10T11:55:00.123456789Z");

        assertThat(of(
                        new Verdict.Compliant(),
                        new RecoveryState.Enabled(OptionalInt.of(35), Optional.of(earliest), Optional.of(latest))))
                .isEqualTo("Point-in-time recovery is on, period 35 days, restorable from 2027-02-10T00:00:00Z to"
                        + " 2027-03-10T11:55:00Z.");
    }

    @Example
    void saysOfNonCompliantTableWhatIsRequired() {
        Verdict short7 = new Verdict.NonCompliant(List.of(
                new RecoveryPeriodCheck.PeriodTooShort(35, 7), new DeletionProtectionCheck.DeletionProtectionOff()));

        assertThat(of(short7, FRESH))
                .isEqualTo("The recovery period is 7 days; the policy requires at least 35. Deletion protection is"
                        + " off; the policy requires it on.");
        assertThat(of(new Verdict.NonCompliant(List.of(new RecoveryEnabledCheck.RecoveryDisabled())), FRESH))
                .isEqualTo("Point-in-time recovery is off; the policy requires it on.");
    }

    @Example
    void saysWhyATableIsNotMeasured() {
        Verdict exempt = new Verdict.Exempt(
                new Exemption("rebuilt from S3", "data-platform@example.com", LocalDate.parse("2027-03-31")));

        assertThat(of(exempt, FRESH))
                .isEqualTo("Exempt until 2027-03-31 (owner: data-platform@example.com): rebuilt from S3.");
        assertThat(of(new Verdict.NotApplicable("The table is archived."), FRESH))
                .isEqualTo("The table is archived.");
        assertThat(of(new Verdict.Undetermined(new Cause(Cause.Kind.DENIED, "AWS denied it.")), FRESH))
                .isEqualTo("Undetermined: AWS denied it.");
    }

    @Example
    void putsRemarkFirstAndNoticesLast() {
        Judgement judgement = new Judgement(new Verdict.Compliant(), Optional.empty(), List.of(ENDED));

        assertThat(Annotation.of(judgement, Words.state("bare"), "(A remark.)"))
                .isEqualTo("(A remark.) Point-in-time recovery is on. The exemption from the table's tags ended on"
                        + " 2027-03-09 (reason: load test; owner: team-data) and no longer counts. Remove it, or renew it"
                        + " with a later date.");
    }

    @Example
    void cutsAtAWord() {
        String words = "word ".repeat(60);

        assertThat(Annotation.cut(words))
                .isEqualTo("word ".repeat(50) + "word…")
                .hasSize(255);
        assertThat(Annotation.cut("x".repeat(255) + " more")).isEqualTo("x".repeat(255) + "…");
        assertThat(Annotation.cut("x".repeat(256) + " more")).isEqualTo("x".repeat(255) + "…");
        assertThat(Annotation.cut("x".repeat(256))).isEqualTo("x".repeat(256));
    }

    @Example
    void keepsReasonThatHasNoSpaces() {
        String reason = "Exempt until 2027-03-31: " + "毎晩".repeat(150);

        assertThat(Annotation.cut(reason)).isEqualTo(reason.substring(0, 255) + "…");
    }

    @Example
    void neverSplitsAPairOfSurrogates() {
        for (int shift = 0; shift < 4; shift++) {
            String cut = Annotation.cut("x".repeat(shift) + "🐦".repeat(200));

            assertThat(cut).hasSizeBetween(254, 256).endsWith("🐦…");
            assertWhole(cut);
        }
    }

    @Example
    void foldsLineBreaksAndControlCharacters() {
        assertThat(Annotation.cut("\n one\r\n\ttwo\u0000three\u0085four\u2028five\u00a0six\u007f "))
                .isEqualTo("one two three four five six");
    }

    @Example
    void replacesHalvesOfCharacters() {
        assertThat(Annotation.cut("a\ud83dz\udc26")).isEqualTo("a\ufffdz\ufffd");
    }

    @Example
    void saysSoWhereThereIsNothing() {
        for (String nothing : List.of("", " ", "\n\u0000\u2029")) {
            assertThat(Annotation.cut(nothing)).isEqualTo("No reason is given.");
        }
    }

    @Property
    void fitsWhateverTheText(@ForAll("texts") String text) {
        String cut = Annotation.cut(text);

        assertFits(cut);
        assertThat(Annotation.cut(cut)).as("what fits is not cut again").isEqualTo(cut);
        String line = Printable.line(text.replaceAll("\\p{Cs}", "\ufffd"))
                .replaceAll("\\p{Z}+", " ")
                .strip();
        if (line.length() > Annotation.MAX_LENGTH) {
            String kept = cut.substring(0, cut.length() - 1);
            assertThat(cut).endsWith("…").hasSizeGreaterThan(Annotation.MAX_LENGTH / 2 - 1);
            assertThat(line).startsWith(kept);
            assertThat(line.charAt(kept.length()) == ' ' || kept.length() >= Annotation.MAX_LENGTH - 2)
                    .as("is cut at a word, or at the end")
                    .isTrue();
        } else if (!line.isEmpty()) {
            assertThat(cut).isEqualTo(line);
        }
    }

    @Property
    void fitsWhateverTheVerdict(
            @ForAll Policy policy,
            @ForAll TableFacts facts,
            @ForAll RecoveryState state,
            @ForAll("texts") String remark) {
        Judgement judgement = Evaluator.evaluate(policy, facts, state, Words.NOW);

        assertFits(Annotation.of(judgement, state, remark));
    }

    @Property
    void fitsWhateverTheReason(@ForAll("texts") String reason) {
        Verdict verdict = new Verdict.Exempt(new Exemption("." + reason, "." + reason, LocalDate.EPOCH));

        assertFits(of(verdict, FRESH));
    }

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> any = Arbitraries.strings().all().ofMaxLength(600);
        Arbitrary<String> pairs = Arbitraries.strings()
                .withChars('\ud83d', '\udc26', ' ', 'x')
                .ofMinLength(240)
                .ofMaxLength(300);
        Arbitrary<String> words = Arbitraries.strings()
                .alpha()
                .ofMinLength(1)
                .ofMaxLength(140)
                .list()
                .ofMinSize(2)
                .ofMaxSize(9)
                .map(list -> String.join(" ", list));
        return Arbitraries.oneOf(any, pairs, words);
    }

    private static void assertFits(String annotation) {
        assertThat(annotation.length()).isBetween(1, 256);
        assertThat(annotation).doesNotContainPattern("[\\p{Cc}\\p{Zl}\\p{Zp}]");
        assertThat(annotation.strip()).isEqualTo(annotation);
        assertWhole(annotation);
    }

    private static void assertWhole(String text) {
        assertThat(new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
                .isEqualTo(text);
        assertThat(IntStream.range(0, text.length()).filter(i -> Character.isHighSurrogate(text.charAt(i))))
                .allMatch(i -> i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1)));
    }

    private static String of(Verdict verdict, RecoveryState state) {
        return Annotation.of(new Judgement(verdict, Optional.empty(), List.of()), state, "");
    }
}
