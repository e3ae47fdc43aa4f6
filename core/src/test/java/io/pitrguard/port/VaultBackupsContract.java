package io.pitrguard.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.backup.RecoveryPoint;
import io.pitrguard.domain.backup.VaultRestore;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.TableRef;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What holds for every way to read AWS Backup. */
public abstract class VaultBackupsContract {
    /** Where the tables are. */
    protected static final AccountRegion WHERE = InMemoryTables.WHERE;

    private static final TableRef ORDERS = WHERE.table("orders");

    /** Returns the port. There is nothing yet. */
    protected abstract VaultBackups vaults();

    /** Adds a good recovery point of now in the vault {@code monthly}. */
    protected abstract void backUp(TableRef table);

    /** Adds a restore test that ends now, was good, and took so long. */
    protected abstract void test(TableRef table, Duration took);

    /** Lets time pass. */
    protected abstract void pass(Duration duration);

    @Test
    void hasNothingOfATableThatItDoesNotKnow() {
        assertThat(vaults().points(ORDERS)).isEqualTo(new Result.Success<>(List.of()));
        assertThat(vaults().restores(ORDERS)).isEqualTo(new Result.Success<>(List.of()));
    }

    @Test
    void listsAllPointsNewestFirst() {
        for (int i = 0; i < 5; i++) {
            backUp(ORDERS);
            pass(Duration.ofDays(30));
        }
        backUp(WHERE.table("carts"));

        List<RecoveryPoint> points = vaults().points(ORDERS).success().orElseThrow();

        assertThat(points).hasSize(5);
        assertThat(points).extracting(RecoveryPoint::created).isSortedAccordingTo((one, two) -> two.compareTo(one));
        assertThat(points)
                .allSatisfy(point -> assertThat(point.status()).isEqualTo(RecoveryPoint.Status.COMPLETED))
                .allSatisfy(point -> assertThat(point.vault()).isEqualTo("monthly"));
    }

    @Test
    void listsWhatRestoreTestsCameTo() {
        test(ORDERS, Duration.ofMinutes(40));

        assertThat(vaults().restores(ORDERS).success().orElseThrow())
                .singleElement()
                .satisfies(restore -> {
                    assertThat(restore.outcome()).isEqualTo(VaultRestore.Outcome.VALIDATED);
                    assertThat(restore.proves()).isTrue();
                    assertThat(restore.took()).hasValue(Duration.ofMinutes(40));
                    assertThat(restore.plan()).isPresent();
                });
    }
}
