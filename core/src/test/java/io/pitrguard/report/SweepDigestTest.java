package io.pitrguard.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.evaluation.VerdictKind;
import io.pitrguard.domain.finding.Notification;
import io.pitrguard.domain.finding.Severity;
import io.pitrguard.domain.remediation.OutcomeKind;
import io.pitrguard.notify.Message;
import io.pitrguard.port.Alert;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SweepDigestTest {
    @Test
    void saysNothingWhereThereIsNothingToSay() {
        assertThat(SweepDigest.of(Views.view())).isEmpty();
        assertThat(SweepDigest.of(Views.view(Views.compliant("a"), Views.compliant("b"))))
                .isEmpty();
    }

    @Test
    void speaksUpWhenSweepDidNotComplete() {
        Alert failed = digest(Views.view(false, "Listing the tables failed after 7 of them.", List.of()));
        Alert late = digest(Views.view(false, null, List.of(Views.compliant("a"))));

        assertThat(failed.subject()).contains("HIGH", "sweep failed");
        assertThat(mail(failed)).contains("THIS SWEEP FAILED: Listing the tables failed after 7 of them.");
        assertThat(mail(late)).contains("THIS SWEEP DID NOT COMPLETE");
    }

    @Test
    void putsEachTableIntoTheMostUrgentSectionOnly() {
        Alert digest = digest(Views.view(
                Views.noticed("a-noticed", "The exemption ended."),
                Views.fixed("b-fixed"),
                Views.open("c-open", "Denied."),
                Views.off("d-off"),
                Views.off(
                        "e-failed", new SweepView.RemediationView(OutcomeKind.FIX_FAILED, "AWS denied it.", List.of())),
                Views.compliant("f-fine")));

        String mail = mail(digest);
        assertThat(mail)
                .containsSubsequence(
                        "FIX FAILED (1)",
                        "1. e-failed",
                        "NOT COMPLIANT (1)",
                        "2. d-off",
                        "UNDETERMINED",
                        "3. c-open",
                        "FIXED (1)",
                        "4. b-fixed",
                        "TO CLEAN UP (1)",
                        "5. a-noticed")
                .doesNotContain("f-fine", "NOTHING TO SAY");
        assertThat(document(digest).tables())
                .extracting(SweepView.TableView::name)
                .containsExactly("e-failed", "d-off", "c-open", "b-fixed", "a-noticed");
    }

    @Test
    void tellsWhatWhereWhyAndWhatToDo() {
        assertThat(mail(digest(Views.view(Views.off("orders")))))
                .contains(
                        "pitr-guard checked 1 table in account 123456789012, eu-west-1",
                        "policy: policy.yaml; sweep sweep-1",
                        "1 not compliant, 0 undetermined",
                        "What:           It is off.",
                        "Why it matters: Nothing can be brought back.",
                        "Done:           Would enable it.",
                        "To do:          aws dynamodb enable-it",
                        "Cost:           Recovery of this table costs an estimated $1.50 a month.",
                        "Rule:           default",
                        "Table:          arn:aws:dynamodb:eu-west-1:123456789012:table/orders");
    }

    @ParameterizedTest
    @CsvSource({
        "PLANNED, Because.",
        "ALERT_ONLY, 'Nothing, because the rule only alerts.'",
        "FIXED, Because.",
        "UNCONFIRMED, Because.",
        "FIX_FAILED, The fix failed. Because.",
        "DEFERRED, Nothing yet. Because.",
        "OVER_BUDGET, Nothing. Because.",
        "FLAPPING, 'Nothing, because automatic remediation is suspended. Because.'"
    })
    void saysOfEveryOutcomeWhatWasDoneUnderOneLabel(OutcomeKind outcome, String words) {
        assertThat(mail(digest(Views.view(deferred("a", outcome))))).contains("Done:           " + words + "\n");
    }

    @Test
    void saysWhatToDoAboutATableThatCouldNotBeRead() {
        assertThat(mail(digest(Views.view(Views.open("a", "AWS denied it. Allow it.")))))
                .contains("What:           AWS denied it.\n", "To do:          Allow it.\n");
    }

    @Test
    void saysWhyThereIsNoEstimateAndThatNothingWasDone() {
        assertThat(mail(digest(Views.view(Views.offFor("orders", "It is off.")))))
                .contains("Done:           Nothing. pitr-guard does not fix this.", "Cost:           No price.");
    }

    @Test
    void reportsTheOutcomeOfEachRemediation() {
        assertThat(mail(digest(Views.view(
                        Views.fixed("a"),
                        deferred("b", OutcomeKind.DEFERRED),
                        deferred("c", OutcomeKind.OVER_BUDGET),
                        deferred("d", OutcomeKind.FIX_FAILED)))))
                .contains("Verified: it is on.", "Nothing yet. ", "Nothing. ", "The fix failed. ");
    }

    @Test
    void carriesAttributesToFilterBy() {
        Alert digest = digest(Views.view(Views.off("a"), Views.open("b", "Denied."), Views.fixed("c")));

        assertThat(digest.attributes())
                .isEqualTo(Map.of(
                        "kind", new Alert.Attribute.Text("sweep"),
                        "severity", new Alert.Attribute.Text("high"),
                        "account", new Alert.Attribute.Text("123456789012"),
                        "region", new Alert.Attribute.Text("eu-west-1"),
                        "nonCompliant", new Alert.Attribute.Count(1),
                        "undetermined", new Alert.Attribute.Count(1),
                        "fixed", new Alert.Attribute.Count(1),
                        "blindSpots", new Alert.Attribute.Count(0),
                        "fixFailed", new Alert.Attribute.Count(0)));
    }

    @Test
    void reportsBlindSpotsAlsoWhereThereIsNothingElse() {
        SelfCheckView self = new SelfCheckView(
                List.of(
                        new SelfCheckView.BlindSpotView("Trail", "CloudTrail has no trail here.", "Make one."),
                        new SelfCheckView.BlindSpotView("Recorder", "AWS denied it.", null)),
                Notification.Kind.NEW,
                List.of("EventRule"),
                false,
                null);

        Alert digest = digest(Views.seeing(Views.view(Views.compliant("a")), self));

        assertThat(digest.subject()).contains("HIGH", "blind spots: 2");
        assertThat(digest.attributes()).containsEntry("blindSpots", new Alert.Attribute.Count(2));
        assertThat(mail(digest))
                .containsSubsequence(
                        "BLIND SPOTS OF PITR-GUARD ITSELF (2)",
                        "CloudTrail has no trail here.",
                        "Make one.",
                        "AWS denied it.",
                        "Working again: EventRule");
    }

    @Test
    void reportsNotifiedBlindSpotsOnlyBesideOthers() {
        SelfCheckView known = new SelfCheckView(
                List.of(new SelfCheckView.BlindSpotView("Trail", "No trail.", "Make one.")),
                null,
                List.of(),
                false,
                null);

        assertThat(SweepDigest.of(Views.seeing(Views.view(Views.compliant("a")), known)))
                .isEmpty();
        assertThat(mail(digest(Views.seeing(Views.view(Views.off("a")), known))))
                .contains("No trail.");
    }

    @Test
    void tellsThatNothingIsBlindAnyMore() {
        SelfCheckView over = new SelfCheckView(List.of(), Notification.Kind.RESOLVED, List.of("Trail"), false, null);

        Alert digest = digest(Views.seeing(Views.view(Views.compliant("a")), over));

        assertThat(digest.subject()).contains("LOW").doesNotContain("blind");
        assertThat(mail(digest)).contains("Working again: Trail").doesNotContain("BLIND SPOTS");
    }

    @Test
    void ratesSeverityByTheWorstFinding() {
        assertThat(digest(Views.view(Views.off("a"))).subject()).contains("HIGH");
        assertThat(digest(Views.view(Views.open("a", "Denied."))).subject()).contains("MEDIUM");
        assertThat(digest(Views.view(Views.fixed("a"))).subject()).contains("LOW");
        assertThat(digest(Views.view(deferred("a", OutcomeKind.FIX_FAILED))).subject())
                .contains("HIGH");
    }

    @Test
    void carriesTextForEachProtocol() {
        Alert digest = digest(Views.view(Views.off("a")));

        assertThat(message(digest).keySet().stream().map(String::valueOf)).containsExactly("default", "email", "sms");
        assertThat(message(digest).get("sms")).isEqualTo(digest.subject());
        assertThat(document(digest)).isEqualTo(Views.view(Views.off("a")));
    }

    @Test
    void keepsSubjectPlainWhateverTheTablesAreCalled() {
        Alert digest = digest(Views.view(
                Views.offFor("x".repeat(255), "\uD83D\uDE80\n\r\t\u0000 Möwe"), Views.open("\u202Eevil", "\u0007")));

        assertThat(digest.subject()).hasSizeLessThanOrEqualTo(99).matches("[\\x20-\\x7e]+");
        assertThat(document(digest).tables()).hasSize(2);
    }

    @Test
    void cutsSubjectThatIsTooLong() {
        SweepView remote = Views.in("x-very-remote-region-1".repeat(3), Views.view(Views.off("a")));

        assertThat(digest(remote).subject())
                .isEqualTo("[pitr-guard] HIGH: a: RecoveryDisabled (123456789012, x-very-remote-region-1x-very-..)");
    }

    @Test
    void keepsSubjectPlainWhereDigitsAreWrittenDifferently() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));

            assertThat(digest(Views.view(Views.off("a"))).subject()).contains("HIGH: a: RecoveryDisabled");
        } finally {
            Locale.setDefault(before);
        }
    }

    private static SweepView.TableView deferred(String name, OutcomeKind outcome) {
        return Views.off(name, new SweepView.RemediationView(outcome, "Because.", List.of()));
    }

    private static Alert digest(SweepView view) {
        Optional<Alert> digest = SweepDigest.of(view).map(Message::alert);
        assertThat(digest).isPresent();
        assertThat(AlertSize.bytes(digest.get())).isLessThanOrEqualTo(Alert.MAX_BYTES);
        return digest.get();
    }

    private static Map<?, ?> message(Alert digest) {
        return (Map<?, ?>) Json.parse(digest.message());
    }

    private static String mail(Alert digest) {
        return String.valueOf(message(digest).get("email"));
    }

    private static SweepView document(Alert digest) {
        return JsonRecords.read(SweepView.class, String.valueOf(message(digest).get("default")));
    }

    /** A filter by severity must not drop the worse half of what a mail says. */
    @ParameterizedTest
    @CsvSource({
        "NON_COMPLIANT, UNCONFIRMED, CRITICAL, LOW,      CRITICAL",
        "NON_COMPLIANT, FIX_FAILED,  CRITICAL, LOW,      CRITICAL",
        "NON_COMPLIANT, FIX_FAILED,  LOW,      LOW,      HIGH",
        "NON_COMPLIANT, ALERT_ONLY,  LOW,      HIGH,     HIGH",
        "NON_COMPLIANT, ALERT_ONLY,  MEDIUM,   LOW,      MEDIUM",
        "UNDETERMINED,  ,            ,         LOW,      MEDIUM",
        "UNDETERMINED,  ,            ,         HIGH,     HIGH",
        "COMPLIANT,     ,            ,         HIGH,     HIGH",
        "COMPLIANT,     ,            ,         ,         LOW",
        "COMPLIANT,     FIXED,       ,         HIGH,     HIGH",
        "NON_COMPLIANT, UNCONFIRMED, ,         ,         MEDIUM"
    })
    void isAsSevereAsTheWorstThatItSays(
            VerdictKind verdict,
            @Nullable OutcomeKind outcome,
            @Nullable Severity violation,
            @Nullable Severity event,
            Severity expected) {
        assertThat(SweepDigest.severity(Views.severe(verdict, outcome, violation, event)))
                .isEqualTo(expected);
    }
}
