package io.pitrguard.domain.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.finding.Severity;
import io.pitrguard.domain.policy.DrillRequirement;
import io.pitrguard.domain.policy.Requirement;
import io.pitrguard.domain.recovery.DrillPast;
import io.pitrguard.domain.recovery.Drilled;
import io.pitrguard.domain.recovery.RecoveryPast;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.Fact;
import io.pitrguard.domain.table.RecoveryState;
import io.pitrguard.domain.table.TableDetails;
import io.pitrguard.domain.table.TableFacts;
import io.pitrguard.domain.table.TableStatus;
import io.pitrguard.domain.table.Tags;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DrillCheckTest {
    private static final Instant NOW = Instant.parse("2026-12-01T10:00:00Z");
    private static final Requirement MONTHLY =
            Requirement.RECOVERY_ON.with(DrillCheck.DRILL, DrillRequirement.every(Duration.ofDays(30)));
    private static final DrillCheck CHECK = new DrillCheck();

    @Test
    void passesWithAProofThatIsNotTooOld() {
        assertThat(test(new DrillPast.Known(Optional.of(drilled("id-1", 30, "")), Optional.empty())))
                .isEqualTo(Check.PASSED);
    }

    @Test
    void isOverdueWithAnOldProof() {
        DrillCheck.DrillOverdue overdue = (DrillCheck.DrillOverdue)
                violation(new DrillPast.Known(Optional.of(drilled("id-1", 31, "")), Optional.empty()));

        assertThat(overdue.message())
                .isEqualTo(
                        "The restore was last proven by a drill on 2026-10-31; the policy requires one every 30 days.");
        assertThat(overdue.brief()).isEqualTo("restore last proven on 2026-10-31");
        assertThat(overdue.severity()).isEqualTo(Severity.MEDIUM);
        assertThat(overdue.since()).isEqualTo(NOW.minus(Duration.ofDays(1)));
        assertThat(overdue.kind()).hasToString("DrillOverdue");
    }

    @Test
    void isOverdueWithoutAProof() {
        Violation overdue = violation(DrillPast.NONE);

        assertThat(overdue.message())
                .isEqualTo("The restore was never proven by a drill; the policy requires one every 30 days.");
        assertThat(overdue.brief()).isEqualTo("restore never proven");
    }

    @Test
    void doesNotTakeTheProofOfAnotherTable() {
        assertThat(violation(new DrillPast.Known(Optional.of(drilled("id-2", 1, "")), Optional.empty())))
                .isInstanceOf(DrillCheck.DrillOverdue.class);
    }

    @Test
    void failsWithTheLastDrill() {
        Violation failed = violation(new DrillPast.Known(
                Optional.of(drilled("id-1", 9, "")), Optional.of(drilled("id-1", 2, "Items are missing."))));

        assertThat(failed.message()).isEqualTo("The drill drill-2 of 2026-11-29 failed: Items are missing.");
        assertThat(failed.brief()).isEqualTo("the last drill failed");
        assertThat(failed.severity()).isEqualTo(Severity.HIGH);
        assertThat(failed.kind()).hasToString("DrillFailed");
    }

    @Test
    void saysNothingWithoutALedger() {
        assertThat(((Check.Result.Unknown) test(DrillPast.NOT_READ)).cause().message())
                .contains("not known without a ledger", "--ledger");
    }

    @Test
    void saysWhyTheLedgerCouldNotBeRead() {
        Cause cause = new Cause(Cause.Kind.DENIED, "dynamodb:GetItem was denied.");

        assertThat(test(new DrillPast.Unreadable(cause))).isEqualTo(new Check.Result.Unknown(cause));
    }

    @Test
    void asksNothingOfATableThatDoesNotExistYet() {
        assertThat(test(new DrillPast.NotYet())).isEqualTo(Check.PASSED);
    }

    @Test
    void saysNothingOfATableWithoutAnId() {
        TableDetails details = new TableDetails(TableStatus.ACTIVE, 1, true);

        assertThat(CHECK.test(MONTHLY, snapshot(details, DrillPast.NONE))).isInstanceOf(Check.Result.Unknown.class);
    }

    @Test
    void describesWhatIsAsked() {
        assertThat(CHECK.asked(MONTHLY)).hasValueSatisfying(asked -> {
            assertThat(asked.annotation()).isEqualTo("a drill every 30 days");
            assertThat(asked.description()).isEqualTo("their restore proven by a drill every 30 days");
        });
        assertThat(CHECK.asked(Requirement.RECOVERY_ON)).isEmpty();
        assertThat(CHECK.isAsked(Requirement.RECOVERY_ON)).isFalse();
    }

    private static Check.Result test(DrillPast past) {
        TableDetails.Origin origin = new TableDetails.Origin("id-1", NOW.minus(Duration.ofDays(100)));
        return CHECK.test(MONTHLY, snapshot(new TableDetails(TableStatus.ACTIVE, 1, true, Optional.of(origin)), past));
    }

    private static Violation violation(DrillPast past) {
        return ((Check.Result.Failed) test(past)).violation();
    }

    private static TableSnapshot snapshot(TableDetails details, DrillPast past) {
        TableFacts facts = new TableFacts(
                new AccountRegion("aws", "111122223333", "eu-west-1").table("orders"),
                Tags.NONE,
                new Fact.Known<>(details));
        return new TableSnapshot(facts, new RecoveryState.Disabled(), RecoveryPast.UNKNOWN.with(past), NOW);
    }

    private static Drilled drilled(String tableId, int daysAgo, String reason) {
        return new Drilled("drill-" + daysAgo, tableId, NOW.minus(Duration.ofDays(daysAgo)), Optional.empty(), reason);
    }
}
