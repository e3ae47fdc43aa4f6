package io.pitrguard.functions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pitrguard.domain.evaluation.TagExemption;
import io.pitrguard.sandbox.fault.Effect;
import io.pitrguard.sandbox.fault.Fault;
import io.pitrguard.sandbox.state.Filter;
import io.pitrguard.sandbox.state.Published;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Exemptions that end, as the deployed sweep tells of them. The sandbox's clock begins on 2026-11-22. */
class ExemptionEndingTest {
    private final DriftTestBed bed = new DriftTestBed(options -> options.withStaleReads(0));

    ExemptionEndingTest() {
        bed.policy = ConfigRuleTestBed.policy("""
                version: 1
                rules:
                  - { name: load, match: { table: "load-*" }, exempt: { reason: load test, owner: perf, until: 2026-12-25 } }
                  - { name: all, require: { recoveryPeriodDays: 35 }, action: remediate }
                """);
        bed.create("load-1").disabled();
        bed.create("orders").enabled(35);
    }

    @AfterEach
    void close() {
        bed.close();
    }

    private void subscribe(String address, String filter) {
        bed.aws.sandbox().topics().subscribe(bed.topic, "email", address);
        bed.aws.sandbox().topics().confirm(bed.topic, address);
        bed.aws.sandbox().topics().filter(bed.topic, address, new Filter(filter, Filter.Scope.MessageAttributes));
    }

    /** Sweeps every eight hours, to the last day. */
    private void sweepToTheEnd() {
        for (int sweeps = 0; sweeps < 3 * 33; sweeps++) {
            bed.sweep();
            bed.pass(Duration.ofHours(8));
        }
    }

    private List<String> reminders() {
        return bed.mails().stream()
                .map(Published::subject)
                .filter(subject -> subject.contains("exemption ends"))
                .toList();
    }

    @Test
    void remindsThreeTimesHoweverOftenItSweeps() {
        sweepToTheEnd();

        assertThat(reminders())
                .containsExactly(
                        "[pitr-guard] LOW: load-1: exemption ends on 2026-12-25 (123456789012, eu-west-1)",
                        "[pitr-guard] LOW: load-1: exemption ends on 2026-12-25 (123456789012, eu-west-1)",
                        "[pitr-guard] MEDIUM: load-1: exemption ends on 2026-12-25 (123456789012, eu-west-1)");
        assertThat(bed.texts().getFirst())
                .contains(
                        "Table load-1 in account 123456789012, eu-west-1: exemption ends on 2026-12-25.",
                        "Action needed: by 2026-12-25, renew the exemption",
                        "EXEMPTIONS THAT END SOON (1)",
                        "in 30 days (reason: load test; owner: perf)");
    }

    @Test
    void sendsThemToTheOwnerWhoSubscribed() {
        subscribe("perf@example.com", "{\"owner\": [\"perf\"]}");

        sweepToTheEnd();

        assertThat(reminders()).hasSize(3);
        assertThat(bed.mails().stream().filter(mail -> mail.subject().contains("exemption ends")))
                .allSatisfy(mail ->
                        assertThat(mail.attributes().get("owner").value()).isEqualTo("perf"));
    }

    /** Nobody gets what is for this owner: those who get what has no owner do. */
    @Test
    void sendsThemToOperatorsWhereTheOwnerDidNot() {
        bed.aws
                .sandbox()
                .topics()
                .filter(
                        bed.topic,
                        "ops@example.com",
                        new Filter("{\"owner\": [{\"exists\": false}]}", Filter.Scope.MessageAttributes));

        sweepToTheEnd();

        assertThat(reminders()).hasSize(3);
        assertThat(bed.mails().stream().filter(mail -> mail.subject().contains("exemption ends")))
                .allSatisfy(mail -> assertThat(mail.attributes()).doesNotContainKey("owner"));
    }

    @Test
    void whatCouldNotBeSentIsSentLaterOnce() {
        bed.sweep();
        bed.pass(Duration.ofDays(30));
        bed.aws.sandbox().faults().add(Fault.on("Publish", Effect.DENIED));
        assertThatThrownBy(bed::sweep).hasMessageContaining("could not be sent");
        bed.aws.sandbox().faults().clear();
        bed.pass(Duration.ofHours(1));
        bed.sweep();
        bed.pass(Duration.ofHours(1));
        bed.sweep();

        assertThat(reminders()).hasSize(1);
    }

    /** Its own tags exempt it only from what is seen to fall short. */
    @Test
    void aTableThatCouldNotBeReadRemindsNobody() {
        bed.create("scratch")
                .tags(Map.of(
                        TagExemption.UNTIL, "2026-12-25",
                        TagExemption.REASON, "load test",
                        TagExemption.OWNER, "perf"))
                .disabled();
        bed.policy = ConfigRuleTestBed.policy("""
                version: 1
                rules:
                  - { name: load, match: { table: "load-*" }, exempt: { reason: load test, owner: perf, until: 2027-10-01 } }
                  - { name: all, require: { recoveryPeriodDays: 35 }, action: remediate }
                """);
        bed.sweep();
        bed.pass(Duration.ofDays(30));
        bed.aws.sandbox().faults().add(Fault.on("DescribeContinuousBackups", "scratch", Effect.DENIED));
        bed.sweep();
        assertThat(reminders()).isEmpty();
        bed.aws.sandbox().faults().clear();

        bed.pass(Duration.ofHours(25));
        bed.sweep();

        assertThat(reminders()).hasSize(1);
    }

    /** The policy exempts it whatever its state is. */
    @Test
    void whatThePolicyExemptsRemindsEvenIfItCouldNotBeRead() {
        bed.sweep();
        bed.pass(Duration.ofDays(30));
        bed.aws.sandbox().faults().add(Fault.on("DescribeContinuousBackups", "load-1", Effect.DENIED));
        bed.sweep();

        assertThat(reminders()).hasSize(1);
    }

    @Test
    void anExemptionThatIsRenewedIsOver() {
        bed.sweep();
        bed.pass(Duration.ofDays(30));
        bed.sweep();
        bed.policy = ConfigRuleTestBed.policy("""
                version: 1
                rules:
                  - { name: load, match: { table: "load-*" }, exempt: { reason: load test, owner: perf, until: 2027-12-15 } }
                  - { name: all, require: { recoveryPeriodDays: 35 }, action: remediate }
                """);
        for (int days = 0; days < 40; days++) {
            bed.pass(Duration.ofDays(1));
            bed.sweep();
        }

        assertThat(reminders()).hasSize(1);
    }
}
