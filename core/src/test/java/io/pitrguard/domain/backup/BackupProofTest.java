package io.pitrguard.domain.backup;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.restore.TableBackup;
import io.pitrguard.port.AnyBackup;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackupProofTest {
    private static final BackupRecord RECORD = AnyBackup.made(1, Duration.ofDays(1));
    private static final TableBackup LISTED = AnyBackup.listed(RECORD);

    @Test
    void provesABackupWhoseFactsAllHold() {
        assertThat(BackupProof.of(RECORD, LISTED)).isEqualTo(new BackupProof.Proven(RECORD, LISTED));
    }

    @Test
    void takesATimeThatAwsRoundedForTheSame() {
        Instant rounded = LISTED.created().plusMillis(900);

        assertThat(BackupProof.of(RECORD, listed("created", rounded.toString())))
                .isInstanceOf(BackupProof.Proven.class);
    }

    @ParameterizedTest
    @CsvSource({
        "arn, arn:aws:dynamodb:eu-west-1:123456789012:table/orders/backup/02, The record has another ARN.",
        "kind, AWS_BACKUP, 'Its type is AWS_BACKUP, not USER.'",
        "kind, SYSTEM, 'Its type is SYSTEM, not USER.'",
        "name, pitr-guard-other, Its name is not pitr-guard-2026",
        "tableId, another, It is of another table",
        "tableId, '', It is of another table",
        "created, 2026-11-21T10:00:02Z, It was made at 2026-11-21T10:00:02Z",
        "created, 2026-11-21T09:59:58Z, It was made at 2026-11-21T09:59:58Z",
        "status, CREATING, 'Its status is CREATING, not AVAILABLE.'",
        "status, UNKNOWN, 'Its status is UNKNOWN, not AVAILABLE.'"
    })
    void refusesABackupOfWhichAFactDoesNotHold(String fact, String value, String reason) {
        assertThat(BackupProof.of(RECORD, listed(fact, value)))
                .isInstanceOfSatisfying(
                        BackupProof.Refused.class,
                        refused -> assertThat(refused.reasons())
                                .singleElement()
                                .asString()
                                .contains(reason));
    }

    @Test
    void refusesARecordWithoutABackup() {
        BackupRecord requested = AnyBackup.record(1, new BackupState.Requested());

        assertThat(BackupProof.of(requested, LISTED))
                .isEqualTo(new BackupProof.Refused(
                        List.of("The record has no ARN of a backup, so it is not known whether pitr-guard made one.")));
    }

    private static TableBackup listed(String fact, String value) {
        return new TableBackup(
                fact.equals("arn") ? value : LISTED.arn(),
                fact.equals("name") ? value : LISTED.name(),
                fact.equals("kind") ? TableBackup.Kind.valueOf(value) : LISTED.kind(),
                fact.equals("status") ? TableBackup.Status.valueOf(value) : LISTED.status(),
                fact.equals("created") ? Instant.parse(value) : LISTED.created(),
                fact.equals("tableId") ? Optional.of(value).filter(id -> !id.isEmpty()) : LISTED.tableId(),
                Optional.empty(),
                OptionalLong.empty());
    }
}
