package io.pitrguard.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.evidence.ChainHead;
import io.pitrguard.domain.evidence.Chains;
import io.pitrguard.domain.evidence.EvidenceRecord;
import io.pitrguard.domain.evidence.StoredRecord;
import io.pitrguard.domain.table.AccountRegion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What holds for everything that keeps chains of evidence. */
public abstract class EvidenceChainContract {
    private static final AccountRegion THERE = new AccountRegion("aws", "123456789012", "us-east-1");
    private static final List<EvidenceRecord> RECORDS = Chains.of(12);

    /** Gives one that holds nothing yet. */
    protected abstract EvidenceChain chain();

    private static Result<EvidenceChain.Whole> whole(List<EvidenceRecord> records) {
        return new Result.Success<>(new EvidenceChain.Whole(
                records.isEmpty()
                        ? Optional.empty()
                        : Optional.of(records.getLast().head()),
                records.stream().map(StoredRecord::of).toList()));
    }

    private void append(EvidenceRecord record) {
        assertThat(chain().append(record)).isEqualTo(new Result.Success<>(true));
    }

    @Test
    void holdsNothingAtFirst() {
        assertThat(chain().head(Chains.HERE)).isEqualTo(new Result.Success<>(ChainHead.NONE));
        assertThat(chain().read(Chains.HERE)).isEqualTo(whole(List.of()));
    }

    @Test
    void readsRecordsInTheirOrder() {
        RECORDS.forEach(this::append);

        assertThat(chain().head(Chains.HERE))
                .isEqualTo(new Result.Success<>(RECORDS.getLast().head()));
        assertThat(chain().read(Chains.HERE)).isEqualTo(whole(RECORDS));
        assertThat(chain().read(THERE)).isEqualTo(whole(List.of()));
    }

    @Test
    void aRecordFollowsTheNewestOnly() {
        RECORDS.subList(0, 2).forEach(this::append);

        for (EvidenceRecord outdated : List.of(RECORDS.getFirst(), RECORDS.get(1), RECORDS.get(3))) {
            assertThat(chain().append(outdated)).isEqualTo(new Result.Success<>(false));
        }

        assertThat(chain().read(Chains.HERE)).isEqualTo(whole(RECORDS.subList(0, 2)));
    }

    /** Many writers at once: each record follows one, and none is lost. */
    @Test
    void doesNotFork() throws Exception {
        int writers = 4;
        int each = 5;
        try (ExecutorService threads = Executors.newFixedThreadPool(writers)) {
            Callable<Integer> writer = () -> {
                for (int done = 0; done < each; ) {
                    ChainHead head = chain().head(Chains.HERE).success().orElseThrow();
                    done += chain().append(Chains.after(head)).success().orElseThrow() ? 1 : 0;
                }
                return each;
            };
            List<Future<Integer>> running = new ArrayList<>();
            for (int i = 0; i < writers; i++) {
                running.add(threads.submit(writer));
            }
            for (Future<Integer> one : running) {
                one.get();
            }
        }

        assertThat(chain().read(Chains.HERE)).isEqualTo(whole(Chains.of(writers * each)));
    }
}
