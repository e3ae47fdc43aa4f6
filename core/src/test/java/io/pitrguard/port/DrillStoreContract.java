package io.pitrguard.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.drill.DrillId;
import io.pitrguard.domain.drill.DrillRecord;
import io.pitrguard.domain.drill.DrillState;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.port.DrillStore.Stored;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every way to keep drills. */
public abstract class DrillStoreContract {
    private static final AccountRegion WHERE = AnyDrill.SOURCE.where();
    private static final AccountRegion ELSEWHERE = new AccountRegion(WHERE.partition(), WHERE.account(), "ap-south-1");

    /** Gives one that holds nothing. */
    protected abstract DrillStore store();

    @Test
    void hasNothingAtFirst() {
        assertThat(store().read(WHERE, AnyDrill.id(1))).isEqualTo(new Result.Success<>(Optional.empty()));
        assertThat(store().list(WHERE)).isEqualTo(new Result.Success<>(new DrillStore.Listing(List.of(), List.of())));
    }

    static List<DrillRecord> records() {
        List<DrillRecord> all = new ArrayList<>(List.of(AnyDrill.full()));
        for (DrillState state : AnyDrill.states()) {
            all.add(AnyDrill.record(AnyDrill.id(all.size()), state));
        }
        return all;
    }

    @ParameterizedTest
    @MethodSource("records")
    void readsWhatItStored(DrillRecord record) {
        Stored created = created(record);

        assertThat(created).isEqualTo(new Stored(record, 1));
        assertThat(read(record.id())).isEqualTo(created);
    }

    @Test
    void replacesWhatWasRead() {
        DrillRecord record = DrillRecord.planned(AnyDrill.id(1), AnyDrill.plan());
        DrillRecord next = record.to(new DrillState.Requested(AnyDrill.AT), AnyDrill.AT, "Asked.");
        Stored read = created(record);

        assertThat(store().write(read, next)).isEqualTo(new Result.Success<>(Optional.of(new Stored(next, 2))));
        assertThat(read(record.id())).isEqualTo(new Stored(next, 2));
    }

    @Test
    void overwritesNothingThatWasNotRead() {
        DrillRecord record = DrillRecord.planned(AnyDrill.id(1), AnyDrill.plan());
        Stored read = created(record);
        DrillRecord first = record.noted(AnyDrill.AT, "First.");
        store().write(read, first);

        assertThat(store().write(read, record.noted(AnyDrill.AT, "Second.")))
                .isEqualTo(new Result.Success<>(Optional.empty()));
        assertThat(read(record.id()).record()).isEqualTo(first);
    }

    @Test
    void createsEachIdOnce() {
        DrillRecord record = DrillRecord.planned(AnyDrill.id(1), AnyDrill.plan());
        created(record);

        assertThat(store().create(record.noted(AnyDrill.AT, "Again.")))
                .isEqualTo(new Result.Success<>(Optional.empty()));
        assertThat(read(record.id()).record()).isEqualTo(record);
    }

    @Test
    void listsNewestFirst() {
        DrillRecord one = DrillRecord.planned(AnyDrill.id(1), AnyDrill.plan());
        DrillRecord two = DrillRecord.planned(AnyDrill.id(2), AnyDrill.plan());
        created(one);
        created(two);

        assertThat(store().list(WHERE).success().orElseThrow().drills()).containsExactly(two, one);
    }

    @Test
    void keepsAccountsAndRegionsApart() {
        DrillRecord record = DrillRecord.planned(AnyDrill.id(1), AnyDrill.plan());
        created(record);

        assertThat(store().read(ELSEWHERE, record.id())).isEqualTo(new Result.Success<>(Optional.empty()));
        assertThat(store().list(ELSEWHERE).success().orElseThrow().records()).isEmpty();
    }

    private Stored created(DrillRecord record) {
        return store().create(record).success().orElseThrow().orElseThrow();
    }

    private Stored read(DrillId id) {
        return store().read(WHERE, id).success().orElseThrow().orElseThrow();
    }
}
