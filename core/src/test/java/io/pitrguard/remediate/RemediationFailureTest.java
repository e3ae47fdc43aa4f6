package io.pitrguard.remediate;

import static io.pitrguard.remediate.OneTable.kind;
import static io.pitrguard.remediate.OneTable.message;
import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.evaluation.RecoveryEnabledCheck;
import io.pitrguard.domain.evaluation.Verdict;
import io.pitrguard.domain.policy.Action;
import io.pitrguard.domain.remediation.Outcome;
import io.pitrguard.domain.remediation.PriceList;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.port.InMemoryTable;
import io.pitrguard.port.InMemoryTables.Call;
import io.pitrguard.sweep.Policies;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The ways in which a remediation fails, is deferred or over budget, and what is said of it then. */
class RemediationFailureTest {
    private static final List<String> READS = List.of("TAGS_OF", "DESCRIBE", "READ");

    private final OneTable world = new OneTable();

    @ParameterizedTest
    @EnumSource(names = {"TAGS_OF", "READ", "DESCRIBE"})
    void defersTableThatCannotBeReadAgain(Call call) throws Exception {
        world.tables.create("orders");
        world.tables.on(call).skip(1).fail(Cause.Kind.DENIED);

        RemediationResult result = world.remediate();

        assertThat(kind(result)).isEqualTo("Deferred");
        assertThat(message(result)).contains(call + " failed: DENIED.");
        assertThat(result.judgement().verdict()).isInstanceOf(Verdict.NonCompliant.class);
        assertThat(world.calls()).isEqualTo(READS);
    }

    @Test
    void countsLostAnswerAsFixedWhenTheTableShowsTheChange() throws Exception {
        world.tables.create("orders");
        world.tables.on(Call.ENABLE).loseAnswer();

        RemediationResult result = world.remediate();

        assertThat(kind(result)).isEqualTo("Fixed");
        assertThat(result.judgement().verdict()).isEqualTo(new Verdict.Compliant());
    }

    @Test
    void leavesLostAnswerOpenWhenTheTableDoesNotShowTheChange() throws Exception {
        world.tables.create("orders");
        world.tables.on(Call.ENABLE).fail(Cause.Kind.BROKEN);

        RemediationResult result = world.remediate();

        assertThat(kind(result)).isEqualTo("Unconfirmed");
        assertThat(message(result)).contains("enable point-in-time recovery", "ENABLE failed: BROKEN.");
        assertThat(world.tables.count(Call.ENABLE)).as("writes once").isEqualTo(1);
        assertThat(result.judgement().verdict()).isInstanceOf(Verdict.NonCompliant.class);
    }

    @Test
    void believesTheReadAndNotTheAnswer() throws Exception {
        world.tables.create("orders").acceptsAndIgnores();

        RemediationResult result = world.remediate();

        assertThat(kind(result)).isEqualTo("Unconfirmed");
        assertThat(message(result)).contains("AWS took the change, and reads do not show it yet.");
        assertThat(result.written()).isPresent();
        assertThat(result.judgement().verdict()).isInstanceOf(Verdict.NonCompliant.class);
    }

    @ParameterizedTest
    @EnumSource(names = {"DENIED", "REFUSED"})
    void failsWhereAwsDoesNotTakeTheChangeAndReturnsItsBudget(Cause.Kind kind) throws Exception {
        world.policy = Policies.limited(world.policy, 1, "100", "100");
        world.tables.create("orders");
        world.tables.on(Call.ENABLE).fail(kind);

        RemediationResult result = world.remediate();

        assertThat(kind(result)).isEqualTo("FixFailed");
        assertThat(message(result)).contains("ENABLE failed: " + kind);
        assertThat(world.tables.days("orders")).isEmpty();
        assertThat(world.full()).as("nothing was changed, and nothing counts").isFalse();
    }

    @Test
    void defersThrottledChangeAndReturnsItsBudget() throws Exception {
        world.policy = Policies.limited(world.policy, 1, "100", "100");
        world.tables.create("orders");
        world.tables.on(Call.ENABLE).fail(Cause.Kind.THROTTLED);

        RemediationResult result = world.remediate();

        assertThat(kind(result)).isEqualTo("Deferred");
        assertThat(message(result)).contains("next sweep");
        assertThat(result.notYet()).isFalse();
        assertThat(world.full()).isFalse();
    }

    @Test
    void defersNewTableAndReturnsItsBudget() throws Exception {
        world.policy = Policies.limited(world.policy, 1, "100", "100");
        world.tables.create("orders").notReadyUntil(world.time.instant().plus(Duration.ofMinutes(10)));

        RemediationResult result = world.remediate();

        assertThat(kind(result)).isEqualTo("Deferred");
        assertThat(result.notYet()).isTrue();
        assertThat(world.full()).isFalse();
    }

    @Test
    void saysNothingOfTableThatVanishesDuringTheWrite() throws Exception {
        world.tables.create("orders");
        world.tables.on(Call.ENABLE).run(() -> world.tables.delete("orders"));

        RemediationResult result = world.remediate();

        assertThat(result.outcome()).isEmpty();
        assertThat(result.judgement().verdict()).isInstanceOf(Verdict.NotApplicable.class);
    }

    @Test
    void leavesOpenWhatItIsNotAllowedToVerify() throws Exception {
        world.tables.create("orders");
        world.tables.on(Call.READ).skip(2).fail(Cause.Kind.DENIED);

        RemediationResult result = world.remediate();

        assertThat(kind(result)).isEqualTo("Unconfirmed");
        assertThat(message(result)).contains("could not be read", "READ failed: DENIED.");
        assertThat(result.written()).as("another read does not help").isEmpty();
        assertThat(result.judgement().verdict()).isInstanceOf(Verdict.Undetermined.class);
    }

    /** AWS describes the table, but shows no backups of it: the change may have been made, so it is told. */
    @Test
    void tellsOfChangeWhoseTableShowsNoBackupsAfterIt() throws Exception {
        InMemoryTable orders = world.tables.create("orders");
        world.tables.on(Call.ENABLE).run(orders::withoutBackups);

        RemediationResult result = world.remediate();

        assertThat(result.judgement().verdict()).isInstanceOf(Verdict.Undetermined.class);
        assertThat(kind(result)).isEqualTo("Unconfirmed");
    }

    @Test
    void doesNotClaimThatAwsTookChangeOfTableThatWasReplacedMeanwhile() throws Exception {
        world.tables.create("orders");
        world.tables.on(Call.ENABLE).run(() -> world.tables.delete("orders"));
        world.tables.on(Call.TAGS_OF).skip(2).run(() -> world.tables.create("orders"));

        RemediationResult result = world.remediate();

        assertThat(kind(result)).isEqualTo("FixFailed");
        assertThat(message(result)).doesNotContain("AWS took the change");
    }

    /** What could not be read after the change is not known to be corrected. */
    @Test
    void claimsNothingThatItCouldNotReadAfterTheChange() throws Exception {
        world.policy = Policies.of(Policies.require("*", Policies.guarded(7), Action.REMEDIATE));
        world.tables.create("orders");
        world.tables.on(Call.DESCRIBE).skip(2).fail(Cause.Kind.DENIED);

        RemediationResult result = world.remediate();

        assertThat(result.judgement().verdict()).isInstanceOf(Verdict.Undetermined.class);
        assertThat(result.outcome().orElseThrow())
                .isInstanceOfSatisfying(
                        Outcome.Fixed.class,
                        fixed -> assertThat(fixed.resolved())
                                .containsExactly(new RecoveryEnabledCheck.RecoveryDisabled()));
    }

    @Test
    void makesNoCallOverTheChangeBudget() throws Exception {
        world.policy = Policies.limited(world.policy, 0, "100", "100");
        world.tables.create("orders");

        RemediationResult result = world.remediate();

        assertThat(kind(result)).isEqualTo("OverBudget");
        assertThat(world.calls()).isEmpty();
    }

    @Test
    void leavesTableThatCostsTooMuchToPeople() throws Exception {
        world.policy = Policies.limited(world.policy, 9, "2", "100");
        world.tables.create("orders").size(3L << 30);

        RemediationResult result = world.remediate();

        assertThat(kind(result)).isEqualTo("OverBudget");
        assertThat(message(result)).contains("$3.00 a month", "Decide yourself", "enable point-in-time recovery");
        assertThat(world.calls()).isEqualTo(READS);
        assertThat(result.judgement().verdict()).isInstanceOf(Verdict.NonCompliant.class);
    }

    @Test
    void leavesTableOfUnknownCostToPeople() throws Exception {
        world.prices = new PriceList(LocalDate.parse("2026-01-01"), Map.of());
        world.tables.create("orders");

        RemediationResult result = world.remediate();

        assertThat(kind(result)).isEqualTo("OverBudget");
        assertThat(message(result)).contains("cannot be estimated", "eu-west-1");
    }

    @Test
    void lengthensPeriodWhateverTheTableCosts() throws Exception {
        world.prices = new PriceList(LocalDate.parse("2026-01-01"), Map.of());
        world.tables.create("orders", 7).size(1L << 50);

        assertThat(kind(world.remediate())).isEqualTo("Fixed");
    }
}
