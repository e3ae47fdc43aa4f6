package io.pitrguard.domain.ledger;

import static io.pitrguard.domain.finding.FindingKind.DELETION_PROTECTION_OFF;
import static io.pitrguard.domain.finding.FindingKind.FIX_FAILED;
import static io.pitrguard.domain.finding.FindingKind.FLAPPING;
import static io.pitrguard.domain.finding.FindingKind.HISTORY_LOST;
import static io.pitrguard.domain.finding.FindingKind.RECOVERY_DISABLED;
import static io.pitrguard.domain.finding.FindingKind.TABLE_ARCHIVED;
import static io.pitrguard.domain.finding.FindingKind.UNDETERMINED;
import static io.pitrguard.domain.ledger.ObservationSequence.ORDERS;
import static io.pitrguard.domain.ledger.ObservationSequence.minute;
import static io.pitrguard.domain.ledger.ResultFixture.compliant;
import static io.pitrguard.domain.ledger.ResultFixture.off;
import static io.pitrguard.domain.ledger.ResultFixture.result;
import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.evaluation.DeletionProtectionCheck;
import io.pitrguard.domain.evaluation.RecoveryEnabledCheck;
import io.pitrguard.domain.finding.FindingKind;
import io.pitrguard.domain.finding.Notice;
import io.pitrguard.domain.finding.NotifiedState;
import io.pitrguard.domain.remediation.Outcome;
import io.pitrguard.domain.remediation.OutcomeKind;
import io.pitrguard.domain.remediation.TableResult;
import io.pitrguard.domain.table.Fact;
import java.util.Collection;
import java.util.List;
import java.util.OptionalInt;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OpenFindingsTest {
    private static final FlappingRules ONCE = new FlappingRules(1, FlappingRules.STANDARD.window());

    @Test
    void areViolationsNoticesAndWhatWentWrong() {
        TableResult short2 = result(
                minute(0),
                ResultFixture.OFF,
                ResultFixture.falling(
                        new RecoveryEnabledCheck.RecoveryDisabled(),
                        new DeletionProtectionCheck.DeletionProtectionOff()),
                new Fact.NotRead<>(),
                new Notice.TableArchived(),
                new Notice.RecoveryWindowGrowing(minute(0), minute(9)));

        assertThat(OpenFindings.of(short2)).containsExactly(RECOVERY_DISABLED, DELETION_PROTECTION_OFF, TABLE_ARCHIVED);
        assertThat(OpenFindings.of(compliant(0))).isEmpty();
        assertThat(OpenFindings.of(result(0, ResultFixture.ON, ResultFixture.UNDETERMINED)))
                .containsExactly(UNDETERMINED);
        assertThat(OpenFindings.of(compliant(0).with(ResultFixture.FAILED))).containsExactly(FIX_FAILED);
        assertThat(OpenFindings.of(compliant(0).with(ResultFixture.FLAPPING))).containsExactly(FLAPPING);
        assertThat(OpenFindings.of(compliant(0).with(new Outcome.Deferred("Not yet."))))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(OutcomeKind.class)
    void ofTheOutcomesOnlyAFailureAndFlappingAreFindings(OutcomeKind kind) {
        List<FindingKind> expected = switch (kind) {
            case FIX_FAILED -> List.of(FIX_FAILED);
            case FLAPPING -> List.of(FLAPPING);
            case PLANNED, ALERT_ONLY, FIXED, UNCONFIRMED, DEFERRED, OVER_BUDGET -> List.of();
        };

        assertThat(OpenFindings.of(compliant(0).with(ResultFixture.outcome(kind))))
                .isEqualTo(new TreeSet<>(expected));
    }

    @Test
    void whatCouldNotBeReadResolvesNothing() {
        TableResult unread = result(0, ResultFixture.ON, ResultFixture.UNDETERMINED);

        assertThat(open(unread, notified(HISTORY_LOST))).containsExactly(HISTORY_LOST, UNDETERMINED);
        assertThat(open(compliant(0), notified(HISTORY_LOST))).isEmpty();
    }

    @Test
    void flappingStaysOpenUntilTheTableIsGone() {
        Actor ann = new Actor("user ann", "192.0.2.1", "console", "r-1");
        TableRecord flapping = TableRecord.of(ORDERS)
                .enabled(minute(-9))
                .called(new Call("UpdateContinuousBackups", minute(-5), ann, false, true, OptionalInt.empty(), false));

        assertThat(open(compliant(0), flapping)).containsExactly(FLAPPING);
        assertThat(open(result(0, ResultFixture.ON, ResultFixture.GONE), flapping))
                .isEmpty();
        assertThat(open(compliant(0), TableRecord.of(ORDERS))).isEmpty();
    }

    @Test
    void failedRemediationStaysOpenAsLongAsThereIsSomethingToRemediate() {
        assertThat(open(off(0), notified(FIX_FAILED))).containsExactly(RECOVERY_DISABLED, FIX_FAILED);
        assertThat(open(off(0), notified(RECOVERY_DISABLED))).containsExactly(RECOVERY_DISABLED);
        assertThat(open(compliant(0), notified(FIX_FAILED))).isEmpty();
    }

    private static Collection<FindingKind> open(TableResult result, TableRecord record) {
        return OpenFindings.of(result, record, ONCE);
    }

    private static TableRecord notified(FindingKind... kinds) {
        return TableRecord.of(ORDERS)
                .notified(NotifiedState.<FindingKind>nothing().with(new TreeSet<>(List.of(kinds)), minute(-60)));
    }
}
