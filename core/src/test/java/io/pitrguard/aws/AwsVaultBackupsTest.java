package io.pitrguard.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.backup.RecoveryPoint;
import io.pitrguard.domain.backup.VaultRestore;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.port.VaultBackups;
import io.pitrguard.port.VaultBackupsContract;
import io.pitrguard.sandbox.SandboxVaults;
import io.pitrguard.sandbox.fault.Effect;
import io.pitrguard.sandbox.fault.Fault;
import io.pitrguard.wiring.VaultWiring;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** AWS Backup behind the port, on the sandbox. */
class AwsVaultBackupsTest extends VaultBackupsContract {
    private final SandboxAws aws = SandboxAws.start();
    private final VaultBackups vaults = VaultWiring.vaults(aws.clients());
    private final Set<String> created = new TreeSet<>();

    @Override
    protected VaultBackups vaults() {
        return vaults;
    }

    private SandboxVaults of(TableRef table) {
        if (created.add(table.name())) {
            aws.sandbox().tables().create(table.name());
        }
        return aws.sandbox().tables().get(table.name()).vaults();
    }

    @Override
    protected void backUp(TableRef table) {
        of(table).point("monthly", "COMPLETED");
    }

    @Override
    protected void test(TableRef table, Duration took) {
        of(table).tested("COMPLETED", "SUCCESSFUL", took);
    }

    @Override
    protected void pass(Duration duration) {
        aws.time().advance(duration);
    }

    @AfterEach
    void close() {
        aws.close();
    }

    @ParameterizedTest
    @CsvSource({
        "RUNNING, '', RUNNING",
        "PENDING, '', RUNNING",
        "COMPLETED, VALIDATING, RUNNING",
        "COMPLETED, '', RESTORED",
        "COMPLETED, FAILED, NOT_VALIDATED",
        "COMPLETED, TIMED_OUT, NOT_VALIDATED",
        "COMPLETED, WONDERFUL, UNKNOWN",
        "FAILED, '', FAILED",
        "ABORTED, '', FAILED",
        "MISLAID, '', UNKNOWN"
    })
    void onlyAValidatedRestoreIsProof(String status, String validation, VaultRestore.Outcome outcome) {
        of(WHERE.table("orders")).tested(status, validation, Duration.ofMinutes(1));

        assertThat(vaults.restores(WHERE.table("orders")).success().orElseThrow())
                .singleElement()
                .satisfies(restore -> {
                    assertThat(restore.outcome()).isEqualTo(outcome);
                    assertThat(restore.proves()).isFalse();
                });
    }

    @ParameterizedTest
    @CsvSource({"AVAILABLE, COMPLETED", "PARTIAL, PARTIAL", "EXPIRED, EXPIRED", "STOPPED, UNKNOWN"})
    void readsHowGoodAPointIs(String status, RecoveryPoint.Status expected) {
        of(WHERE.table("orders")).point("monthly", status);

        assertThat(vaults.points(WHERE.table("orders")).success().orElseThrow())
                .extracting(RecoveryPoint::status)
                .containsExactly(expected);
    }

    @ParameterizedTest
    @EnumSource(names = {"DENIED", "EMPTY", "SERVER_ERROR"})
    void takesNoFailureForNothing(Effect effect) {
        aws.sandbox().faults().add(Fault.on("ListRecoveryPointsByResource", effect));
        aws.sandbox().faults().add(Fault.on("ListRestoreJobsByProtectedResource", effect));

        assertThat(vaults.points(WHERE.table("orders")).failure()).isPresent();
        assertThat(vaults.restores(WHERE.table("orders")).failure())
                .map(Cause::kind)
                .hasValue(effect == Effect.DENIED ? Cause.Kind.DENIED : Cause.Kind.BROKEN);
    }
}
