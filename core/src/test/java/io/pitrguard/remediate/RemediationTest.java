package io.pitrguard.remediate;

import static io.pitrguard.remediate.OneTable.kind;
import static io.pitrguard.remediate.OneTable.message;
import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.evaluation.DeletionProtectionCheck;
import io.pitrguard.domain.evaluation.RecoveryEnabledCheck;
import io.pitrguard.domain.evaluation.RecoveryPeriodCheck;
import io.pitrguard.domain.evaluation.TagExemption;
import io.pitrguard.domain.evaluation.Verdict;
import io.pitrguard.domain.policy.Action;
import io.pitrguard.domain.policy.Policy;
import io.pitrguard.domain.policy.Requirement;
import io.pitrguard.domain.remediation.Outcome;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.TableStatus;
import io.pitrguard.port.InMemoryTable;
import io.pitrguard.port.InMemoryTables.Call;
import io.pitrguard.sweep.Policies;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written, when, and in which order; the ways in which it fails are in {@link RemediationFailureTest}. */
class RemediationTest {
    private static final List<String> READS = List.of("TAGS_OF", "DESCRIBE", "READ");

    private final OneTable world = new OneTable();

    @Test
    void readsBeforeAndAfterTheWrite() throws Exception {
        world.tables.create("orders");

        RemediationResult result = world.remediate();

        assertThat(world.calls())
                .containsExactly("TAGS_OF", "DESCRIBE", "READ", "ENABLE 14", "TAGS_OF", "DESCRIBE", "READ");
        assertThat(result.outcome())
                .hasValue(new Outcome.Fixed(
                        "Enabled and verified point-in-time recovery with a period of 14 days.",
                        List.of(new RecoveryEnabledCheck.RecoveryDisabled())));
        assertThat(result.judgement().verdict()).isEqualTo(new Verdict.Compliant());
        assertThat(result.notYet()).isFalse();
    }

    @Test
    void statesTheLongestPeriodWhereTheRuleAsksForNone() throws Exception {
        world.policy = Policies.of(Policies.require("*", Requirement.RECOVERY_ON, Action.REMEDIATE));
        world.tables.create("orders");

        assertThat(kind(world.remediate())).isEqualTo("Fixed");
        assertThat(world.calls()).contains("ENABLE 35");
    }

    @Test
    void lengthensPeriodThatIsTooShort() throws Exception {
        world.tables.create("orders", 7);

        RemediationResult result = world.remediate();

        assertThat(result.outcome())
                .hasValue(new Outcome.Fixed(
                        "Lengthened the recovery period from 7 to 14 days, and verified it.",
                        List.of(new RecoveryPeriodCheck.PeriodTooShort(14, 7))));
        assertThat(world.tables.days("orders")).hasValue(14);
    }

    static Stream<Arguments> everyRequiredAndActualPeriod() {
        return IntStream.of(1, 2, 7, 14, 34, 35)
                .boxed()
                .flatMap(required ->
                        IntStream.of(0, 1, 2, 6, 7, 8, 14, 34, 35).mapToObj(actual -> Arguments.of(required, actual)));
    }

    @ParameterizedTest(name = "asks {0} days of a table that has {1}")
    @MethodSource("everyRequiredAndActualPeriod")
    void neverLowersPeriodAndAlwaysStatesIt(int required, int actual) throws Exception {
        world.policy = Policies.of(Policies.require("*", Policies.guarded(required), Action.REMEDIATE));
        InMemoryTable orders = world.tables.create("orders");
        if (actual > 0) {
            orders.enabled(actual, world.time.instant());
        }

        world.remediate();

        assertThat(world.tables.days("orders")).hasValue(Math.max(required, actual));
        assertThat(world.calls().stream().filter(call -> call.startsWith("ENABLE")))
                .isEqualTo(actual >= required ? List.of() : List.of("ENABLE " + required));
    }

    @Test
    void keepsLongerPeriodThatSomebodySetMeanwhile() throws Exception {
        InMemoryTable orders = world.tables.create("orders", 7);

        RemediationResult result = world.remediate(() -> orders.enabled(35, world.time.instant()));

        assertThat(result.outcome()).isEmpty();
        assertThat(result.judgement().verdict()).isEqualTo(new Verdict.Compliant());
        assertThat(world.tables.days("orders")).hasValue(35);
        assertThat(world.calls()).isEqualTo(READS);
    }

    @Test
    void readsTagsFromTheTableItselfBeforeItWrites() throws Exception {
        world.policy = Policies.of(Policies.remediateTagged("tier=critical", 14));
        InMemoryTable orders = world.tables.create("orders").tags(Map.of("tier", "critical"));

        RemediationResult result = world.remediate(() -> orders.tags(Map.of("tier", "low")));

        assertThat(kind(result)).isEqualTo("AlertOnly");
        assertThat(message(result)).contains("Alert only. To fix: ");
        assertThat(world.calls()).isEqualTo(READS);
    }

    @Test
    void leavesTableThatIsExemptByNow() throws Exception {
        InMemoryTable orders = world.tables.create("orders");

        RemediationResult result = world.remediate(() -> orders.tags(
                Map.of(TagExemption.UNTIL, "2027-01-01", TagExemption.REASON, "rebuilt", TagExemption.OWNER, "data")));

        assertThat(result.judgement().verdict()).isInstanceOf(Verdict.Exempt.class);
        assertThat(result.outcome()).isEmpty();
        assertThat(world.calls()).isEqualTo(READS);
    }

    @Test
    void doesNotRemediateOtherViolations() throws Exception {
        world.policy = Policies.of(Policies.require("*", Policies.guarded(7), Action.REMEDIATE));
        world.tables.create("orders", 35);

        RemediationResult result = world.remediate();

        assertThat(result.outcome()).isEmpty();
        assertThat(result.judgement().verdict())
                .isEqualTo(new Verdict.NonCompliant(List.of(new DeletionProtectionCheck.DeletionProtectionOff())));
        assertThat(world.calls()).isEqualTo(READS);
    }

    @Test
    void namesOnlyTheViolationsThatAreGone() throws Exception {
        world.policy = Policies.of(Policies.require("*", Policies.guarded(7), Action.REMEDIATE));
        world.tables.create("orders");

        RemediationResult result = world.remediate();

        assertThat(result.outcome().orElseThrow())
                .isInstanceOfSatisfying(
                        Outcome.Fixed.class,
                        fixed -> assertThat(fixed.resolved())
                                .containsExactly(new RecoveryEnabledCheck.RecoveryDisabled()));
    }

    @Test
    void writesNothingWhereTheRuleOnlyAlerts() throws Exception {
        world.policy = Policy.BUILT_IN;
        world.tables.create("orders");

        RemediationResult result = world.remediate();

        assertThat(kind(result)).isEqualTo("AlertOnly");
        assertThat(world.calls()).isEqualTo(READS);
    }

    @Test
    void leavesTableThatVanishedBeforeTheWrite() throws Exception {
        world.tables.create("orders");

        RemediationResult result = world.remediate(() -> world.tables.delete("orders"));

        assertThat(result.judgement().verdict()).isInstanceOf(Verdict.NotApplicable.class);
        assertThat(result.outcome()).isEmpty();
        assertThat(world.calls()).isEqualTo(READS);
    }

    @ParameterizedTest
    @EnumSource
    void writesOnlyToTableInStatusThatAllowsIt(TableStatus status) throws Exception {
        InMemoryTable orders = world.tables.create("orders");

        RemediationResult result = world.remediate(() -> orders.status(status));

        boolean allowed = status == TableStatus.ACTIVE || status == TableStatus.UPDATING;
        boolean nothingToRemediate = status == TableStatus.DELETING || status == TableStatus.ARCHIVED;
        assertThat(kind(result)).isEqualTo(allowed ? "Fixed" : nothingToRemediate ? "none" : "Deferred");
        assertThat(world.calls().contains("ENABLE 14")).isEqualTo(allowed);
        if (!allowed && !nothingToRemediate) {
            assertThat(message(result)).contains(status.name(), "next sweep");
        }
    }

    @Test
    void defersArchivedTableWhoseBackupsAwsStillShows() throws Exception {
        InMemoryTable orders = world.tables.create("orders");

        RemediationResult result = world.remediate(orders::archivedWithBackups);

        assertThat(result.judgement().verdict()).isInstanceOf(Verdict.NonCompliant.class);
        assertThat(kind(result)).isEqualTo("Deferred");
        assertThat(message(result)).contains("ARCHIVED", "next sweep");
        assertThat(world.calls()).doesNotContain("ENABLE 14");
    }

    @Test
    void beginsNoChangeAtTheDeadline() throws Exception {
        world.tables.create("orders");
        world.deadline = world.time.instant().plusSeconds(30);
        world.tables.on(Call.DESCRIBE).skip(1).run(() -> world.time.advance(Duration.ofSeconds(30)));

        RemediationResult result = world.remediate();

        assertThat(kind(result)).isEqualTo("Deferred");
        assertThat(message(result)).contains("Time ran out");
        assertThat(world.calls()).containsExactly("TAGS_OF", "DESCRIBE");
    }

    @Test
    void verifiesChangeThatStartedInTimeEvenPastTheDeadline() throws Exception {
        world.tables.create("orders");
        world.deadline = world.time.instant().plusSeconds(30);
        world.tables.on(Call.ENABLE).run(() -> world.time.advance(Duration.ofSeconds(30)));

        assertThat(kind(world.remediate())).isEqualTo("Fixed");
    }

    @Test
    void enablesRecoveryOfATableWhoseDeletionProtectionIsNotKnown() throws Exception {
        world.policy = Policies.of(Policies.require("*", Policies.guarded(7), Action.REMEDIATE));
        world.tables.create("orders").withoutDeletionProtection();

        RemediationResult result = world.remediate();

        assertThat(kind(result)).isEqualTo("Fixed");
        assertThat(world.tables.days("orders")).hasValue(7);
        assertThat(result.judgement().verdict())
                .isInstanceOfSatisfying(
                        Verdict.Undetermined.class,
                        open -> assertThat(open.cause().message()).contains("DeletionProtectionEnabled"));
    }

    @Test
    void leavesATableOfUnknownSizeToAPersonUnlessThePolicyLetsIt() throws Exception {
        world.tables.create("orders").withoutSize();

        assertThat(kind(world.remediate())).isEqualTo("OverBudget");
        assertThat(message(world.remediate())).contains("without its size");
    }

    /** A record of AWS's answers is read a moment before the change, so that another's change is not overwritten. */
    @Test
    void readsAgainWhereCountingTheChangeTookLong() throws Exception {
        InMemoryTable orders = world.tables.create("orders", 7);
        world.counting = () -> {
            world.time.advance(Duration.ofSeconds(5));
            orders.enabled(35, world.time.instant());
        };

        RemediationResult result = world.remediate();

        assertThat(kind(result)).isEqualTo("none");
        assertThat(world.tables.days("orders")).hasValue(35);
        assertThat(world.calls()).noneMatch(call -> call.startsWith("ENABLE"));
        assertThat(world.full()).isFalse();
    }

    /** What could not be read was changed by nobody, as far as anybody knows. */
    @Test
    void doesNotWriteOrBlameAnybodyWhereItCannotReadAgain() throws Exception {
        world.tables.create("orders");
        world.counting = () -> {
            world.time.advance(Duration.ofSeconds(5));
            world.tables.on(Call.READ, "orders").fail(Cause.Kind.DENIED);
        };

        RemediationResult result = world.remediate();

        assertThat(kind(result)).isEqualTo("Deferred");
        assertThat(message(result)).contains("DENIED").doesNotContain("Somebody");
        assertThat(world.calls()).noneMatch(call -> call.startsWith("ENABLE"));
        assertThat(world.full()).isFalse();
    }

    @Test
    void doesNotReadATableAgainThatWasReadAfreshAMomentAgo() throws Exception {
        world.afresh = true;
        world.tables.create("orders");

        assertThat(kind(world.remediate())).isEqualTo("Fixed");
        assertThat(world.calls()).containsExactly("ENABLE 14", "TAGS_OF", "DESCRIBE", "READ");
    }

    @Test
    void readsATableAgainThatWasReadAfreshLongerAgo() throws Exception {
        world.afresh = true;
        InMemoryTable orders = world.tables.create("orders", 7);

        RemediationResult result = world.remediate(() -> {
            world.time.advance(Duration.ofMillis(1001));
            orders.enabled(35, world.time.instant());
        });

        assertThat(kind(result)).isEqualTo("none");
        assertThat(world.tables.days("orders")).hasValue(35);
    }

    @ParameterizedTest(name = "read afresh: {0}")
    @ValueSource(booleans = {true, false})
    void countsAndChangesNothingThatTheAnnouncementForbids(boolean afresh) throws Exception {
        world.afresh = afresh;
        world.policy = Policies.limited(world.policy, 1, "100", "100");
        world.tables.create("orders");
        world.announce = () -> Optional.of(new Outcome.AlertOnly("suspended"));

        assertThat(message(world.remediate())).isEqualTo("suspended");
        assertThat(world.calls()).noneMatch(call -> call.startsWith("ENABLE"));
        assertThat(world.full()).isFalse();
    }

    @ParameterizedTest(name = "read afresh: {0}")
    @ValueSource(booleans = {true, false})
    void announcesAndCountsAChangeBeforeItIsMade(boolean afresh) throws Exception {
        world.afresh = afresh;
        world.tables.create("orders");
        Queue<String> before = new ConcurrentLinkedQueue<>();
        world.announce = () -> {
            before.add("announced");
            return Optional.empty();
        };
        world.counting = () -> before.add("counted");
        world.tables.on(Call.ENABLE).run(() -> before.add("changed"));

        world.remediate();

        assertThat(before).containsExactlyInAnyOrder("announced", "counted", "changed");
        assertThat(List.copyOf(before).getLast()).isEqualTo("changed");
    }

    @Test
    void readsTheStateAgainWhereItsChangeWasCountedForLong() throws Exception {
        world.afresh = true;
        InMemoryTable orders = world.tables.create("orders", 7);
        world.counting = () -> {
            world.time.advance(Duration.ofSeconds(5));
            orders.enabled(35, world.time.instant());
        };

        assertThat(kind(world.remediate())).isEqualTo("none");
        assertThat(world.tables.days("orders")).hasValue(35);
        assertThat(world.calls()).containsExactly("READ");
        assertThat(world.full()).isFalse();
    }
}
