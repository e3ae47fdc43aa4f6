package io.pitrguard.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.backup.BackupId;
import io.pitrguard.domain.backup.BackupRecord;
import io.pitrguard.domain.backup.BackupState;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.port.BackupStore.Stored;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every way to keep records of backups. */
public abstract class BackupStoreContract {
    private static final AccountRegion WHERE = AnyBackup.TABLE.where();
    private static final AccountRegion ELSEWHERE = new AccountRegion(WHERE.partition(), WHERE.account(), "ap-south-1");
    private static final BackupRecord ONE = AnyBackup.record(1, new BackupState.Requested());
    private static final BackupRecord NEXT = ONE.to(new BackupState.Made(AnyBackup.made(1, AnyBackup.AT)));

    /** Returns one that holds nothing. */
    protected abstract BackupStore store();

    @Test
    void hasNothingAtFirst() {
        assertThat(store().read(WHERE, AnyBackup.id(1))).isEqualTo(new Result.Success<>(Optional.empty()));
        assertThat(store().list(WHERE)).isEqualTo(new Result.Success<>(new BackupStore.Listing(List.of(), List.of())));
    }

    static List<BackupRecord> records() {
        List<BackupRecord> all = new ArrayList<>(List.of(AnyBackup.full()));
        AnyBackup.states().forEach(state -> all.add(AnyBackup.record(1, state)));
        return all;
    }

    @ParameterizedTest
    @MethodSource("records")
    void readsWhatItStored(BackupRecord record) {
        Stored created = created(record);

        assertThat(created).isEqualTo(new Stored(record, 1));
        assertThat(read(record.id())).isEqualTo(created);
    }

    @Test
    void replacesWhatWasRead() {
        Stored read = created(ONE);

        assertThat(store().write(read, NEXT)).isEqualTo(new Result.Success<>(Optional.of(new Stored(NEXT, 2))));
        assertThat(read(ONE.id())).isEqualTo(new Stored(NEXT, 2));
    }

    @Test
    void overwritesNothingThatWasNotRead() {
        Stored read = created(ONE);
        store().write(read, NEXT);

        assertThat(store().write(read, ONE.to(new BackupState.Failed(AnyBackup.AT, "No."))))
                .isEqualTo(new Result.Success<>(Optional.empty()));
        assertThat(read(ONE.id()).record()).isEqualTo(NEXT);
    }

    @Test
    void createsEachIdOnce() {
        created(ONE);

        assertThat(store().create(NEXT)).isEqualTo(new Result.Success<>(Optional.empty()));
        assertThat(read(ONE.id()).record()).isEqualTo(ONE);
    }

    @Test
    void listsNewestFirst() {
        BackupRecord two = AnyBackup.record(2, new BackupState.Requested());
        created(ONE);
        created(two);

        assertThat(store().list(WHERE).success().orElseThrow().records())
                .extracting(Stored::record)
                .containsExactly(two, ONE);
    }

    @Test
    void keepsAccountsAndRegionsApart() {
        created(ONE);

        assertThat(store().read(ELSEWHERE, ONE.id())).isEqualTo(new Result.Success<>(Optional.empty()));
        assertThat(store().list(ELSEWHERE).success().orElseThrow().records()).isEmpty();
    }

    private Stored created(BackupRecord record) {
        return store().create(record).success().orElseThrow().orElseThrow();
    }

    private Stored read(BackupId id) {
        return store().read(WHERE, id).success().orElseThrow().orElseThrow();
    }
}
