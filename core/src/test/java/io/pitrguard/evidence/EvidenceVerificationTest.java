package io.pitrguard.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.evidence.ChainFinding;
import io.pitrguard.domain.evidence.Chains;
import io.pitrguard.domain.evidence.EvidenceRecord;
import io.pitrguard.domain.evidence.StoredRecord;
import io.pitrguard.evidence.EvidenceVerification.Verified;
import io.pitrguard.port.InMemoryEvidenceChain;
import io.pitrguard.port.InMemoryEvidenceStore;
import io.pitrguard.port.SettableTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EvidenceVerificationTest {
    private static final String HTML = "evidence/2026/11/30/sweep-2/report.html";
    private static final String JSON = "evidence/2026/11/30/sweep-2/report.json";

    private final InMemoryEvidenceStore store = new InMemoryEvidenceStore();
    private final InMemoryEvidenceChain chain = new InMemoryEvidenceChain();
    private final SettableTime time = new SettableTime(Chains.NOON);
    private final List<EvidenceRecord> records = new ArrayList<>();
    private final List<String> progress = Collections.synchronizedList(new ArrayList<>());

    @BeforeEach
    void write() {
        store.setTime(Chains.NOON);
        EvidenceWriter writer = new EvidenceWriter(store, chain, Duration.ofDays(400), time);
        for (int number = 1; number <= 3; number++) {
            String content = "report " + number;
            records.add(writer.write(Chains.HERE, "sweep-" + number, new EvidenceWriter.Report() {
                        @Override
                        public byte[] html() {
                            return ("<html>" + content).getBytes(UTF_8);
                        }

                        @Override
                        public byte[] json() {
                            return content.getBytes(UTF_8);
                        }
                    })
                    .success()
                    .orElseThrow());
        }
    }

    private Verified verify() throws InterruptedException {
        return new EvidenceVerification(chain, _ -> store, time)
                .run(Chains.HERE, (done, all) -> progress.add(done + "/" + all))
                .success()
                .orElseThrow();
    }

    private List<String> findings() throws InterruptedException {
        return verify().findings().stream()
                .map(finding -> finding.kind() + " " + finding.message())
                .toList();
    }

    @Test
    void everythingIsAsItWasRecorded() throws InterruptedException {
        Verified verified = verify();

        assertThat(verified.findings()).isEmpty();
        assertThat(verified.firstBroken()).isEmpty();
        assertThat(verified.records()).isEqualTo(3);
        assertThat(verified.intact()).isEqualTo(6);
        assertThat(verified.newest()).contains(records.getLast());
        assertThat(progress).contains("3/3");
    }

    @Test
    void namesAnObjectThatWasWrittenOver() throws InterruptedException {
        store.overwrite(JSON, "all is well");

        assertThat(findings())
                .containsExactly("OBJECT_CHANGED " + JSON + " of record 2 was changed. Its version "
                        + records.get(1).json().version() + " still is what was recorded.");
        assertThat(verify().firstBroken()).map(ChainFinding::number).contains(2L);
    }

    @Test
    void namesAnObjectOfWhichNoVersionIsLeft() throws InterruptedException {
        store.purge(HTML);
        assertThat(findings())
                .containsExactly(
                        "OBJECT_MISSING " + HTML + " of record 2 was deleted. No version of it is what was recorded.");

        store.overwrite(HTML, "all is well");
        assertThat(findings())
                .containsExactly(
                        "OBJECT_CHANGED " + HTML + " of record 2 was changed. No version of it is what was recorded.");
    }

    @Test
    void namesAnObjectThatWasDeleted() throws InterruptedException {
        store.delete(HTML);

        assertThat(findings())
                .containsExactly("OBJECT_MISSING " + HTML + " of record 2 was deleted. Its version "
                        + records.get(1).html().version() + " still is what was recorded.");
    }

    @Test
    void namesADeletedObjectWhoseVersionIsAnother() throws InterruptedException {
        store.delete(HTML);
        EvidenceRecord second = records.get(1);
        store.replaceVersion(HTML, second.html().version(), "other");

        assertThat(findings())
                .containsExactly(
                        "OBJECT_MISSING " + HTML + " of record 2 was deleted. No version of it is what was recorded.");
    }

    /** Another version with the same content proves the same. */
    @Test
    void theContentCounts() throws InterruptedException {
        store.purge(JSON);
        store.overwrite(JSON, "report 2");

        assertThat(findings()).isEmpty();
    }

    @Test
    void whatTheBucketKeepsNoLongerIsNoFinding() throws InterruptedException {
        store.purge(HTML);
        store.purge(JSON);
        time.set(records.getFirst().until());

        assertThat(findings()).isEmpty();
        assertThat(verify().expired()).isEqualTo(2);
        assertThat(verify().intact()).isEqualTo(4);
    }

    /** Who removes the newest record and sets the head back leaves no gap, but the report. */
    @Test
    void namesTheReportWhoseRecordWasRemovedAtTheEnd() throws InterruptedException {
        chain.truncate(Chains.HERE, 2);

        assertThat(verify().findings()).isEmpty();
        time.advance(Duration.ofMinutes(16));
        assertThat(findings())
                .containsExactly(
                        "UNRECORDED evidence/2026/11/30/sweep-3/ in evidence-bucket has no record: its sweep was interrupted before, or the record was removed.");
        store.delete("evidence/2026/11/30/sweep-3/report.html");
        store.delete("evidence/2026/11/30/sweep-3/report.json");
        assertThat(findings()).as("versions of deleted objects tell it, too").hasSize(1);
        assertThat(verify().firstBroken()).isEmpty();
    }

    /** A killed invocation leaves a report without a record; its repetition is recorded. */
    @Test
    void aSweepThatWasRepeatedExplainsAReportWithoutARecord() throws InterruptedException {
        store.overwrite("evidence/2026/11/29/sweep-1/report.html", "<html>");
        store.overwrite("evidence/2026/11/29/sweep-1-20/report.html", "<html>");
        time.advance(Duration.ofMinutes(16));

        assertThat(findings()).isEmpty();
    }

    /** Two results of one export are recorded: who removes the record of the second leaves its report. */
    @Test
    void namesAReportBehindTheRecordedOneOfTheSameId() throws InterruptedException {
        store.overwrite("evidence/2026/11/30/sweep-1-2/report.html", "<html>");
        store.overwrite("evidence/2026/11/30/sweep-1-2b/report.html", "<html>");
        time.advance(Duration.ofMinutes(16));

        assertThat(findings())
                .allMatch(finding -> finding.startsWith("UNRECORDED evidence/2026/11/30/sweep-1-2"))
                .hasSize(2);
    }

    @Test
    void saysThatReportsCouldNotBeListed() throws InterruptedException {
        store.hideVersions();

        assertThat(findings())
                .containsExactly(
                        "COULD_NOT_READ Whether evidence-bucket has reports without a record could not be read. AWS failed.");
    }

    @Test
    void couldNotReadIsNotChanged() throws InterruptedException {
        store.goOut();

        assertThat(verify().findings())
                .hasSize(7)
                .allSatisfy(finding -> assertThat(finding.kind()).isEqualTo(ChainFinding.Kind.COULD_NOT_READ));
        assertThat(verify().firstBroken()).isEmpty();
    }

    /** What the key shows has been read. */
    @Test
    void changedIsChangedWhateverIsKnownOfTheRecordedVersion() throws InterruptedException {
        store.overwrite(JSON, "all is well");
        store.hideVersions();

        assertThat(findings())
                .hasSize(2)
                .first()
                .asString()
                .startsWith("OBJECT_CHANGED " + JSON + " of record 2 was changed. Its version ")
                .endsWith(" could not be read. AWS failed.");
    }

    @Test
    void namesTheRecordBeforeItsObjects() throws InterruptedException {
        store.overwrite(JSON, "x");
        chain.replace(
                Chains.HERE,
                new StoredRecord(
                        1,
                        records.getFirst().text().replace("sweep-1", "sweep-9"),
                        records.getFirst().digest()));

        assertThat(verify().findings()).extracting(ChainFinding::number).startsWith(1L);
        assertThat(verify().firstBroken()).map(ChainFinding::kind).contains(ChainFinding.Kind.RECORD_CHANGED);
    }

    @Test
    void saysWhyTheChainCouldNotBeRead() throws InterruptedException {
        chain.goOut();

        assertThat(new EvidenceVerification(chain, _ -> store, time)
                        .run(Chains.HERE, (_, _) -> {})
                        .failure())
                .contains(InMemoryEvidenceChain.OUT);
    }

    /** Who removes all records leaves no link that is broken: only the bucket shows that there were some. */
    @Test
    void findsReportsWhoseRecordsAreAllGone() throws InterruptedException {
        time.advance(Duration.ofMinutes(16));

        Verified verified = new EvidenceVerification(
                        new InMemoryEvidenceChain(), _ -> store, Optional.of(store.bucket()), time)
                .run(Chains.HERE, (_, _) -> {})
                .success()
                .orElseThrow();

        assertThat(verified.records()).isZero();
        assertThat(verified.findings())
                .isNotEmpty()
                .allSatisfy(finding -> assertThat(finding.kind()).isEqualTo(ChainFinding.Kind.UNRECORDED));
    }

    @Test
    void aChainWithoutRecordsHasNothingToFind() throws InterruptedException {
        Verified verified = new EvidenceVerification(new InMemoryEvidenceChain(), _ -> store, time)
                .run(Chains.HERE, (_, _) -> {})
                .success()
                .orElseThrow();

        assertThat(verified.records()).isZero();
        assertThat(verified.newest()).isEmpty();
    }
}
