package io.pitrguard.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.evidence.ChainCheck;
import io.pitrguard.domain.evidence.Chains;
import io.pitrguard.domain.evidence.EvidenceRecord;
import io.pitrguard.domain.evidence.Sha256;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.port.EvidenceChain;
import io.pitrguard.port.InMemoryEvidenceChain;
import io.pitrguard.port.InMemoryEvidenceStore;
import io.pitrguard.port.Result;
import io.pitrguard.port.SettableTime;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class EvidenceWriterTest {
    private final InMemoryEvidenceStore store = new InMemoryEvidenceStore();
    private final InMemoryEvidenceChain chain = new InMemoryEvidenceChain();
    private final SettableTime time = new SettableTime(Chains.NOON);
    private final EvidenceWriter writer = new EvidenceWriter(store, chain, Duration.ofDays(400), time);

    private Result<EvidenceRecord> write(String sweep) {
        return writer.write(Chains.HERE, sweep, new EvidenceWriter.Report() {
            @Override
            public byte[] html() {
                return "<html>".getBytes(UTF_8);
            }

            @Override
            public byte[] json() {
                return "{}".getBytes(UTF_8);
            }
        });
    }

    private EvidenceRecord written(String sweep) {
        return write(sweep).success().orElseThrow();
    }

    private void assertWhole(int records) {
        EvidenceChain.Whole whole = chain.read(Chains.HERE).success().orElseThrow();
        assertThat(whole.records()).hasSize(records);
        assertThat(ChainCheck.of(Chains.HERE, whole.head(), whole.records())).isEmpty();
    }

    @Test
    void recordsWhatItStored() {
        EvidenceRecord record = written("hourly-1");

        assertThat(store.keys())
                .containsExactly(
                        "evidence/2026/11/30/hourly-1/report.html", "evidence/2026/11/30/hourly-1/report.json");
        assertThat(record.html().sha256()).isEqualTo(Sha256.of("<html>"));
        assertThat(record.json().sha256()).isEqualTo(Sha256.of("{}"));
        assertThat(record.number()).isEqualTo(1);
        assertThat(record.at()).isEqualTo(Chains.NOON);
        assertThat(record.until()).isEqualTo(Chains.NOON.plus(Duration.ofDays(400)));
        assertThat(record.bucket()).isEqualTo("evidence-bucket");
    }

    @Test
    void eachRecordFollowsTheOneBefore() {
        written("hourly-1");
        written("hourly-2");
        written("hourly-3");

        assertWhole(3);
    }

    /** Lambda repeats an invocation that failed; what the first one stored stays. */
    @Test
    void aRepeatedSweepWritesNothingOver() {
        written("hourly-1");
        EvidenceRecord second = written("hourly-1");

        assertThat(second.html().key()).isEqualTo("evidence/2026/11/30/hourly-1-2/report.html");
        assertThat(second.json().key()).isEqualTo("evidence/2026/11/30/hourly-1-2/report.json");
        assertThat(store.keys()).hasSize(4);
        assertWhole(2);
    }

    @Test
    void aRepetitionOfASweepThatWasKilledBetweenItsObjectsKeepsThemTogether() {
        store.overwrite("evidence/2026/11/30/hourly-1/report.html", "<half>");
        store.overwrite("evidence/2026/11/30/hourly-1-2/report.json", "{half}");

        EvidenceRecord record = written("hourly-1");

        assertThat(record.html().key()).isEqualTo("evidence/2026/11/30/hourly-1-3/report.html");
        assertThat(record.json().key()).isEqualTo("evidence/2026/11/30/hourly-1-3/report.json");
    }

    @Test
    void givesUpASweepThatIsRepeatedForever() {
        for (int i = 0; i < 20; i++) {
            written("hourly-1");
        }

        assertThat(write("hourly-1").failure())
                .hasValueSatisfying(cause -> assertThat(cause.message()).contains("20 reports of hourly-1"));
    }

    @Test
    void triesAgainWhereAnotherWriterWasFaster() {
        chain.beforeAppend(() -> written("of-another"));

        EvidenceRecord record = written("hourly-1");

        assertThat(record.number()).isEqualTo(2);
        assertWhole(2);
    }

    @Test
    void givesUpWhereNothingFits() {
        InMemoryEvidenceChain damaged = new InMemoryEvidenceChain();
        damaged.append(Chains.of(1).getFirst());
        EvidenceChain headless = new HeadlessChain(damaged);

        Result<EvidenceRecord> result = new EvidenceWriter(store, headless, Duration.ofDays(1), time)
                .write(Chains.HERE, "hourly-1", new EvidenceWriter.Report() {
                    @Override
                    public byte[] html() {
                        return new byte[0];
                    }

                    @Override
                    public byte[] json() {
                        return new byte[0];
                    }
                });

        assertThat(result.failure())
                .hasValueSatisfying(cause -> assertThat(cause.message()).contains("./pitr-guard report --verify"));
    }

    @Test
    void saysWhyNothingWasStored() {
        store.goOut();
        assertThat(write("hourly-1").failure()).contains(InMemoryEvidenceStore.OUT);
        store.comeBack();
        chain.goOut();
        assertThat(write("hourly-1").failure()).contains(InMemoryEvidenceChain.OUT);
    }

    /** A sweep does not fail for its evidence. */
    @Test
    void aDefectIsAFailureToo() {
        assertThat(write("not a word").failure()).map(Cause::kind).contains(Cause.Kind.BROKEN);
    }
}
