package io.pitrguard.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.restore.RestoreId;
import io.pitrguard.domain.restore.RestoreRecord;
import io.pitrguard.domain.restore.RestoreState;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.port.RestoreStore.Stored;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every way to keep restores. */
public abstract class RestoreStoreContract {
    private static final AccountRegion WHERE = AnyRestore.SOURCE.where();
    private static final AccountRegion ELSEWHERE = new AccountRegion(WHERE.partition(), WHERE.account(), "ap-south-1");

    /** Gives one that holds nothing. */
    protected abstract RestoreStore store();

    @Test
    void hasNothingAtFirst() {
        assertThat(store().read(WHERE, AnyRestore.id(1))).isEqualTo(new Result.Success<>(Optional.empty()));
        assertThat(store().list(WHERE)).isEqualTo(new Result.Success<>(new RestoreStore.Listing(List.of(), List.of())));
    }

    static List<RestoreRecord> records() {
        List<RestoreRecord> all = new ArrayList<>(List.of(AnyRestore.full(), AnyRestore.signedOff()));
        for (RestoreState state : AnyRestore.states()) {
            all.add(AnyRestore.record(AnyRestore.id(10 + all.size()), AnyRestore.plan(), state));
        }
        return all;
    }

    @ParameterizedTest
    @MethodSource("records")
    void readsWhatItStored(RestoreRecord record) {
        Stored created = created(record);

        assertThat(created).isEqualTo(new Stored(record, 1));
        assertThat(read(record.id())).isEqualTo(created);
    }

    @Test
    void replacesWhatWasRead() {
        RestoreRecord record = RestoreRecord.planned(AnyRestore.id(1), AnyRestore.plan());
        RestoreRecord next = record.to(new RestoreState.Requested(AnyRestore.AT), AnyRestore.AT, "Asked.");
        Stored read = created(record);

        assertThat(store().write(read, next)).isEqualTo(new Result.Success<>(Optional.of(new Stored(next, 2))));
        assertThat(read(record.id())).isEqualTo(new Stored(next, 2));
    }

    @Test
    void overwritesNothingThatWasNotRead() {
        RestoreRecord record = RestoreRecord.planned(AnyRestore.id(1), AnyRestore.plan());
        Stored read = created(record);
        RestoreRecord first = record.noted(AnyRestore.AT, "First.");
        store().write(read, first);

        assertThat(store().write(read, record.noted(AnyRestore.AT, "Second.")))
                .isEqualTo(new Result.Success<>(Optional.empty()));
        assertThat(read(record.id()).record()).isEqualTo(first);
    }

    @Test
    void createsEachIdOnce() {
        RestoreRecord record = RestoreRecord.planned(AnyRestore.id(1), AnyRestore.plan());
        created(record);

        assertThat(store().create(record.noted(AnyRestore.AT, "Again.")))
                .isEqualTo(new Result.Success<>(Optional.empty()));
        assertThat(read(record.id()).record()).isEqualTo(record);
    }

    @Test
    void listsNewestFirst() {
        RestoreRecord one = RestoreRecord.planned(AnyRestore.id(1), AnyRestore.plan());
        RestoreRecord two = RestoreRecord.planned(AnyRestore.id(2), AnyRestore.plan());
        created(one);
        created(two);

        assertThat(store().list(WHERE).success().orElseThrow().records())
                .extracting(Stored::record)
                .containsExactly(two, one);
    }

    @Test
    void keepsAccountsAndRegionsApart() {
        RestoreRecord record = RestoreRecord.planned(AnyRestore.id(1), AnyRestore.plan());
        created(record);

        assertThat(store().read(ELSEWHERE, record.id())).isEqualTo(new Result.Success<>(Optional.empty()));
        assertThat(store().list(ELSEWHERE).success().orElseThrow().records()).isEmpty();
    }

    private Stored created(RestoreRecord record) {
        return store().create(record).success().orElseThrow().orElseThrow();
    }

    private Stored read(RestoreId id) {
        return store().read(WHERE, id).success().orElseThrow().orElseThrow();
    }
}
