package io.pitrguard.functions;

import static io.pitrguard.functions.DriftTestBed.mail;
import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.ledger.TimelineEntry.Kind;
import io.pitrguard.domain.policy.Policy;
import io.pitrguard.domain.remediation.OutcomeKind;
import io.pitrguard.report.DriftView;
import io.pitrguard.sandbox.fault.Effect;
import io.pitrguard.sandbox.fault.Fault;
import io.pitrguard.sandbox.state.Recovery;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reads lag behind writes: behind those of pitr-guard, and behind the call that an event tells of. */
class DriftLagTest {
    private final DriftTestBed bed = new DriftTestBed();

    @AfterEach
    void close() {
        bed.close();
    }

    private DriftView last() {
        return bed.log.getLast();
    }

    private boolean on() {
        return bed.table("orders").recovery() instanceof Recovery.Enabled;
    }

    @Test
    void requeuesAChangeThatNoReadShowsAndTellsNobodyThatItFailed() {
        bed.create("orders").enabled(35);
        bed.aws
                .sandbox()
                .faults()
                .add(Fault.on("UpdateContinuousBackups", Effect.IGNORED).times(1));
        bed.send(bed.disable("orders").by("bob"));

        bed.deliver();

        assertThat(last().outcome()).isEqualTo(DriftView.Outcome.REQUEUED);
        assertThat(last().table().remediation().outcome()).isEqualTo(OutcomeKind.UNCONFIRMED);
        assertThat(bed.mails()).singleElement().satisfies(mail -> {
            assertThat(mail.subject())
                    .as("what bob did is HIGH; that it is not confirmed yet is no failure")
                    .contains("HIGH")
                    .doesNotContain("failed");
            assertThat(mail(mail)).contains("user bob", "Asked AWS to enable");
        });
        assertThat(bed.kinds("orders")).doesNotContain(Kind.FAILED, Kind.REMEDIATED);

        bed.deliverFor(Duration.ofMinutes(2), Duration.ofSeconds(30));

        assertThat(last().outcome()).isEqualTo(DriftView.Outcome.SETTLED);
        assertThat(on()).isTrue();
        assertThat(bed.kinds("orders")).contains(Kind.REMEDIATED).doesNotContain(Kind.FAILED);
        assertThat(bed.record("orders").flapping().disables()).isEmpty();
    }

    /** Case 02: the first reads after the write still show recovery off. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void readsAgainUntilItsChangeShowsAndTellsThatItIsFixed(boolean hasLedger) {
        try (DriftTestBed lagging = new DriftTestBed(options -> options.withStaleReads(2))) {
            lagging.hasLedger = hasLedger;
            lagging.create("orders").enabled(35);
            lagging.send(lagging.disable("orders").by("bob"));

            lagging.deliver();

            assertThat(lagging.log.getLast().outcome()).isEqualTo(DriftView.Outcome.SETTLED);
            assertThat(lagging.log.getLast().table().remediation().outcome()).isEqualTo(OutcomeKind.FIXED);
            assertThat(lagging.aws.sandbox().calls().count("UpdateContinuousBackups"))
                    .isEqualTo(1);
            assertThat(lagging.mails()).singleElement().satisfies(mail -> {
                assertThat(mail.subject()).doesNotContain("failed", "RecoveryDisabled");
                assertThat(mail(mail))
                        .contains("user bob")
                        .containsIgnoringCase("verified")
                        .as("a command to do by hand")
                        .doesNotContain("update-continuous-backups");
            });
        }
    }

    @Test
    void readsAgainWhereAReadDoesNotShowThatRecoveryWasDisabled() {
        bed.create("orders").enabled(35);
        bed.sweep();
        bed.send(bed.call("UpdateContinuousBackups").table("orders").disabling());

        bed.deliver();

        assertThat(last().outcome()).isEqualTo(DriftView.Outcome.REQUEUED);
        assertThat(last().why()).contains("does not show what the call did");
        assertThat(bed.mails()).isEmpty();
        bed.table("orders").disabled();
        bed.deliverFor(Duration.ofMinutes(2), Duration.ofSeconds(30));
        assertThat(last().outcome()).isEqualTo(DriftView.Outcome.SETTLED);
        assertThat(last().table().remediation().outcome()).isEqualTo(OutcomeKind.FIXED);
        assertThat(on()).isTrue();
    }

    @Test
    void believesTheReadOnceTheCallIsMinutesOld() {
        bed.create("orders").enabled(35);
        bed.send(bed.call("UpdateContinuousBackups").table("orders").disabling());
        bed.deliver();
        assertThat(last().outcome()).isEqualTo(DriftView.Outcome.REQUEUED);

        bed.deliverFor(Duration.ofMinutes(9), Duration.ofSeconds(30));

        assertThat(last().outcome()).isEqualTo(DriftView.Outcome.SETTLED);
        assertThat(bed.queue.messages()).isEmpty();
        assertThat(on()).isTrue();
    }

    @Test
    void readsAgainWhereAReadShowsALongerPeriodThanTheCallLeft() {
        bed.create("orders").enabled(35);
        bed.send(bed.call("UpdateContinuousBackups").table("orders").enabling(1));

        bed.deliver();

        assertThat(last().outcome()).isEqualTo(DriftView.Outcome.REQUEUED);
        bed.table("orders").enabled(1);
        bed.deliverFor(Duration.ofMinutes(2), Duration.ofSeconds(30));
        assertThat(last().outcome()).isEqualTo(DriftView.Outcome.SETTLED);
        assertThat(bed.table("orders").recovery())
                .isInstanceOfSatisfying(
                        Recovery.Enabled.class,
                        enabled -> assertThat(enabled.days()).isGreaterThan(1));
    }

    @Test
    void waitsUntilTagsShow() {
        bed.policy = Policy.BUILT_IN;
        bed.create("orders").enabled(35).tags(Map.of("tier", "low"));
        bed.send(bed.call("TagResource").with("resourceArn", bed.table("orders").arn()));

        bed.deliver();

        assertThat(last().outcome()).isEqualTo(DriftView.Outcome.REQUEUED);
        bed.deliverFor(Duration.ofMinutes(1), Duration.ofSeconds(10));
        assertThat(last().outcome()).isEqualTo(DriftView.Outcome.SETTLED);
    }
}
