package io.pitrguard.domain.remediation;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.evaluation.Judgement;
import io.pitrguard.domain.evaluation.RecoveryEnabledCheck;
import io.pitrguard.domain.evaluation.RecoveryPeriodCheck;
import io.pitrguard.domain.evaluation.TableSnapshot;
import io.pitrguard.domain.evaluation.Verdict;
import io.pitrguard.domain.finding.FindingKind;
import io.pitrguard.domain.finding.Notification;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.Fact;
import io.pitrguard.domain.table.RecoveryState;
import io.pitrguard.domain.table.TableFacts;
import io.pitrguard.domain.table.Tags;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class TableResultTest {
    private static final TableResult RESULT = new TableResult(
            new TableSnapshot(
                    new TableFacts(
                            new AccountRegion("aws", "123456789012", "eu-west-1").table("orders"),
                            Tags.NONE,
                            new Fact.NotRead<>()),
                    new RecoveryState.Disabled(),
                    Instant.parse("2026-11-22T10:00:00Z")),
            new Judgement(new Verdict.Compliant(), Optional.empty(), List.of()),
            new MonthlyCost.Unknown("No price."),
            Optional.empty());

    @Test
    void knowsWhetherItWasFixedAndByWhat() {
        TableResult enabled =
                RESULT.with(new Outcome.Fixed("Verified.", List.of(new RecoveryEnabledCheck.RecoveryDisabled())));
        TableResult lengthened =
                RESULT.with(new Outcome.Fixed("Verified.", List.of(new RecoveryPeriodCheck.PeriodTooShort(35, 7))));

        assertThat(List.of(enabled.fixed(), enabled.enabled())).containsExactly(true, true);
        assertThat(List.of(lengthened.fixed(), lengthened.enabled())).containsExactly(true, false);
        assertThat(List.of(RESULT.fixed(), RESULT.enabled())).containsExactly(false, false);
        assertThat(enabled.withoutOutcome()).isEqualTo(RESULT);
    }

    @Test
    void keepsItsNotificationWhateverItsOutcome() {
        Notification<FindingKind> found = new Notification<>(Notification.Kind.NEW, new TreeSet<FindingKind>(), false);
        TableResult notified = RESULT.with(found);

        assertThat(RESULT.notification()).isEqualTo(Notification.none());
        assertThat(notified.notification()).isEqualTo(found);
        assertThat(notified.with(new Outcome.Planned("Would.")).withoutOutcome().notification())
                .isEqualTo(found);
    }
}
