package io.pitrguard.domain.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.evidence.ChainFinding.Kind;
import io.pitrguard.domain.table.AccountRegion;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChainCheckTest {
    private static final List<EvidenceRecord> RECORDS = Chains.of(6);
    private static final ChainHead HEAD = RECORDS.getLast().head();

    private final List<StoredRecord> chain =
            new ArrayList<>(RECORDS.stream().map(StoredRecord::of).toList());

    private List<String> findings() {
        return findings(Optional.of(HEAD));
    }

    private List<String> findings(Optional<ChainHead> head) {
        return ChainCheck.of(Chains.HERE, head, chain).stream()
                .map(finding -> finding.number() + " " + finding.kind() + " " + finding.message())
                .toList();
    }

    private static StoredRecord consistent(int number, String text) {
        return new StoredRecord(number, text, Sha256.of(text));
    }

    private static String text(int number) {
        return RECORDS.get(number - 1).text();
    }

    @Test
    void aChainIsWhole() {
        assertThat(findings()).isEmpty();
    }

    @Test
    void nothingIsAWholeChain() {
        assertThat(ChainCheck.of(Chains.HERE, Optional.empty(), List.of())).isEmpty();
    }

    @Test
    void namesARecordWhoseTextWasChanged() {
        chain.set(
                2,
                new StoredRecord(
                        3, text(3).replace("v3h", "v9h"), RECORDS.get(2).digest()));

        assertThat(findings())
                .containsExactly(
                        "3 RECORD_CHANGED Record 3 was changed: its text does not have the digest that is stored with it.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nonsense"})
    void namesARecordWithoutItsText(String text) {
        chain.set(2, new StoredRecord(3, text, RECORDS.get(2).digest()));
        chain.set(4, consistent(5, text));

        assertThat(findings()).element(0).asString().startsWith("3 RECORD_CHANGED");
        assertThat(findings()).element(1).asString().startsWith("5 RECORD_CHANGED");
    }

    /** Whoever changes the digest, too, breaks the link to the next record. */
    @Test
    void namesTheLinkToARecordThatWasReplaced() {
        chain.set(2, consistent(3, text(3).replace("v3h", "v9h")));

        assertThat(findings())
                .containsExactly(
                        "4 RECORD_CHANGED Record 4 follows another record than the one that is stored before it: one of the two was replaced.");
    }

    @Test
    void namesTheNewestRecordThatWasReplaced() {
        chain.set(5, consistent(6, text(6).replace("v6h", "v9h")));

        assertThat(findings())
                .containsExactly(
                        "6 RECORD_CHANGED Record 6 or the ledger's item HEAD was replaced: they have different digests.");
    }

    @Test
    void namesRecordsThatAreMissing() {
        chain.remove(1);
        assertThat(findings()).containsExactly("3 GAP Record 2 is missing.");
        chain.remove(1);
        assertThat(findings()).containsExactly("4 GAP Records 2 to 3 are missing.");
    }

    @Test
    void namesRecordsThatAreMissingAtTheStart() {
        chain.subList(0, 2).clear();

        assertThat(findings()).containsExactly("3 GAP Records 1 to 2 are missing.");
    }

    @Test
    void namesRecordsThatAreMissingAtTheEnd() {
        chain.removeLast();

        assertThat(findings()).containsExactly("6 GAP Record 6 is missing.");
        assertThat(ChainCheck.of(Chains.HERE, Optional.of(HEAD), List.of()))
                .singleElement()
                .satisfies(finding -> assertThat(finding.message()).isEqualTo("Records 1 to 6 are missing."));
    }

    @Test
    void namesAHeadThatIsBehindOrMissing() {
        String behind = "6 RECORD_CHANGED The ledger's item HEAD was changed: it does not name the newest record, 6.";

        assertThat(findings(Optional.of(RECORDS.get(4).head()))).containsExactly(behind);
        assertThat(findings(Optional.empty())).containsExactly(behind);
    }

    @Test
    void namesRecordsThatChangedPlaces() {
        StoredRecord third = chain.get(2);
        StoredRecord fourth = chain.get(3);
        chain.set(2, new StoredRecord(3, fourth.text(), fourth.digest()));
        chain.set(3, new StoredRecord(4, third.text(), third.digest()));

        assertThat(findings())
                .containsExactly(
                        "3 REORDERED In place 3 stands record 4.",
                        "4 REORDERED In place 4 stands record 3.",
                        "5 REORDERED Record 5 follows record 3, not the one before it.");
    }

    @Test
    void namesARecordOfAnotherChain() {
        List<ChainFinding> found = ChainCheck.of(
                new AccountRegion("aws", "123456789012", "us-east-1"), Optional.of(HEAD), chain.subList(0, 1));

        assertThat(found.getFirst().message()).isEqualTo("Record 1 is of another account or region.");
        assertThat(found.getFirst().kind()).isEqualTo(Kind.RECORD_CHANGED);
    }

    /** Not understood is not changed. */
    @Test
    void doesNotJudgeARecordOfAnotherVersion() {
        chain.set(5, consistent(6, text(6).replace("evidence 1\n", "evidence 2\n")));
        ChainHead head = new ChainHead(6, chain.get(5).digest());

        assertThat(findings(Optional.of(head)))
                .containsExactly(
                        "6 COULD_NOT_READ Record 6 was written by another version of pitr-guard; check it with that one.");
        assertThat(Kind.COULD_NOT_READ.isBroken()).isFalse();
        assertThat(Kind.UNRECORDED.isBroken()).isFalse();
        assertThat(Kind.GAP.isBroken()).isTrue();
    }

    @Test
    void findingsAreInOrder() {
        chain.remove(4);
        chain.set(1, consistent(2, "x"));
        List<ChainFinding> found = new ArrayList<>(ChainCheck.of(Chains.HERE, Optional.of(HEAD), chain));
        List<ChainFinding> shuffled = new ArrayList<>(found);
        Collections.reverse(shuffled);

        shuffled.sort(ChainFinding.IN_ORDER);

        assertThat(found).isSortedAccordingTo(ChainFinding.IN_ORDER);
        assertThat(shuffled.getFirst().number()).isEqualTo(2);
    }
}
