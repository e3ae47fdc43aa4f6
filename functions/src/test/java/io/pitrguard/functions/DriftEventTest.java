package io.pitrguard.functions;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.ledger.TimelineEntry.Kind;
import io.pitrguard.domain.policy.Policy;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What people hear once, whatever the policy allows: who threw history away, and exemptions. */
class DriftEventTest {
    private final DriftTestBed bed = new DriftTestBed();

    @AfterEach
    void close() {
        bed.close();
    }

    private void policy(String rule) {
        bed.policy = ConfigRuleTestBed.policy("version: 1\nrules: [%s]\n".formatted(rule));
    }

    private static Map<String, String> exempt(String until) {
        return Map.of(
                "pitr-guard:exempt-until", until,
                "pitr-guard:exempt-reason", "no need",
                "pitr-guard:exempt-owner", "eve");
    }

    private void send(CallEvent event) {
        bed.pass(Duration.ofSeconds(10));
        bed.send(event);
        // Tags may not show at once.
        bed.pass(Duration.ofSeconds(30));
        bed.deliver();
    }

    private String lastMail() {
        return DriftTestBed.mail(bed.mails().getLast());
    }

    @Test
    void shortenedPeriodIsNotifiedWithItsActorUnderEveryPolicy() {
        bed.policy = Policy.BUILT_IN;
        bed.create("orders").enabled(35);
        bed.pass(Duration.ofDays(40));
        bed.sweep();
        bed.pass(Duration.ofHours(1));
        bed.table("orders").enabled(1);

        send(bed.call("UpdateContinuousBackups")
                .table("orders")
                .enabling(1)
                .by("mallory")
                .agent("aws-sdk-java/2.40.2 md/io#sync app/pitr-guard"));

        assertThat(bed.mails()).hasSize(1);
        assertThat(bed.mails().getLast().subject()).contains("HIGH", "history lost");
        assertThat(lastMail())
                .contains("user mallory", "Nothing between", "its period was shortened to 1 day by user mallory");
        assertThat(bed.timeline("orders"))
                .anySatisfy(entry -> assertThat(entry.text()).contains("was shortened from 35 days to 1."));
        bed.sweep();
        bed.pass(Duration.ofDays(3));
        bed.sweep();
        assertThat(bed.mails()).as("it is an event, not a finding").hasSize(1);
    }

    @Test
    void shortenedPeriodThatOnlyASweepSeesIsNotified() {
        bed.policy = Policy.BUILT_IN;
        bed.create("orders").enabled(35);
        bed.pass(Duration.ofDays(40));
        bed.sweep();
        bed.table("orders").enabled(1);
        bed.pass(Duration.ofHours(1));

        bed.sweep();

        assertThat(bed.mails()).hasSize(1);
        assertThat(bed.mails().getLast().subject()).contains("HIGH");
        assertThat(lastMail()).contains("Happened:", "Nothing between");
    }

    @Test
    void recoveryThatACallDisabledIsNotifiedOnceWhereTheTableIsExempt() {
        policy("{ name: old, exempt: { reason: old, owner: data, until: 2027-03-31 } }");
        bed.create("orders").enabled(35);
        bed.sweep();
        String request = bed.disable("orders").by("eve").json("request-1");

        for (int i = 0; i < 2; i++) {
            bed.pass(Duration.ofSeconds(10));
            bed.queue.send(request);
            bed.deliver();
        }

        assertThat(bed.mails()).hasSize(1);
        assertThat(bed.mails().getLast().subject()).contains("HIGH", "while exempt");
        assertThat(lastMail()).contains("recovery was disabled", "user eve");
        assertThat(bed.record("orders").unnotified()).isEmpty();
    }

    @Test
    void exemptionThatAppearsOrChangesIsNotifiedOnceWithItsActor() {
        policy("{ name: all, require: {}, action: alert }");
        bed.create("orders").disabled();
        bed.sweep();
        bed.table("orders").tags(exempt("2027-03-31"));

        send(bed.call("TagResource")
                .with("resourceArn", bed.aws.where().table("orders").arn())
                .by("eve"));
        bed.deliverFor(Duration.ofMinutes(3), Duration.ofMinutes(1));
        assertThat(lastMail()).contains("Exempt until 2027-03-31: no need (owner: eve).", "By user eve");
        int mails = bed.mails().size();
        bed.sweep();
        assertThat(bed.mails()).hasSize(mails);
        bed.table("orders").tags(exempt("2027-06-30"));
        bed.sweep();

        assertThat(bed.mails()).hasSize(mails + 1);
        assertThat(lastMail()).contains("Exempt until 2027-06-30");
        assertThat(bed.kinds("orders")).filteredOn(Kind.EXEMPTED::equals).hasSize(2);
    }
}
