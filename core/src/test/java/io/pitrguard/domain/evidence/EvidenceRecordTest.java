package io.pitrguard.domain.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EvidenceRecordTest {
    private static final EvidenceRecord RECORD = Chains.of(2).getLast();

    /** docs/evidence.md shows this form: whoever changes it changes what auditors check. */
    @Test
    void isATextThatSha256sumChecks() {
        EvidenceRecord first = Chains.of(1).getFirst();

        assertThat(first.text()).isEqualTo("""
                pitr-guard evidence 1
                chain aws 123456789012 eu-west-1
                number 1
                at 2026-11-30T13:00:00Z
                until 2028-01-04T13:00:00Z
                sweep sweep-1
                bucket evidence-bucket
                report.html %s v1h evidence/2026/11/30/sweep-1/report.html
                report.json %s v1j evidence/2026/11/30/sweep-1/report.json
                previous 0000000000000000000000000000000000000000000000000000000000000000
                """.formatted(Sha256.of("html 1"), Sha256.of("json 1")));
        assertThat(first.digest()).isEqualTo(Sha256.of(first.text()));
    }

    /** Published test vectors of SHA-256 (FIPS 180-4). */
    @ParameterizedTest
    @CsvSource({
        "'', e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "abc, ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    })
    void theDigestIsSha256(String text, String digest) {
        assertThat(Sha256.of(text)).isEqualTo(digest);
        assertThat(Sha256.of(text.getBytes(StandardCharsets.UTF_8))).isEqualTo(digest);
    }

    @Test
    void isReadBack() {
        assertThat(EvidenceRecord.parse(RECORD.text())).contains(RECORD);
        assertThat(RECORD.head()).isEqualTo(new ChainHead(2, RECORD.digest()));
        assertThat(RECORD.objects()).containsExactly(RECORD.html(), RECORD.json());
    }

    static Stream<String> otherTexts() {
        String text = RECORD.text();
        return Stream.of(
                "",
                text + "\n",
                text.stripTrailing(),
                text.replace("\n", "\r\n"),
                text.replace("evidence 1\n", "evidence 2\n"),
                text.replace("number 2", "number 02"),
                text.replace("number 2", "number 0"),
                text.replace("number 2", "number 9999999999999999999"),
                text.replace("at 2026-11-30T14:00:00Z", "at 2026-11-30T14:00:00.000Z"),
                text.replace("at 2026-11-30T14:00:00Z", "at yesterday"),
                text.replace("chain aws 123456789012", "chain aws 12"),
                text.replace("sweep sweep-2", "sweep a/b"),
                text.replace("previous ", "previous A"));
    }

    @ParameterizedTest
    @MethodSource("otherTexts")
    void takesNothingElseForARecord(String text) {
        assertThat(EvidenceRecord.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a\nb", "ü"})
    void theSweepIsAWord(String sweep) {
        assertThatThrownBy(() -> copy(2, sweep, RECORD.previous())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesWhatNoChainHas() {
        assertThatThrownBy(() -> copy(0, "a", RECORD.previous())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> copy(1, "a", "none")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ChainHead(-1, RECORD.digest())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ChainHead(1, "x")).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({"'a b',v,1", "'',v,1", "k,'v\u0001',1", "k,'',1", "k,v,no digest"})
    void anObjectIsNamedInWords(String key, String version, String digest) {
        String sha256 = digest.equals("1") ? Sha256.of(digest) : digest;
        assertThatThrownBy(() -> new EvidenceObject(key, version, sha256)).isInstanceOf(IllegalArgumentException.class);
    }

    private static EvidenceRecord copy(long number, String sweep, String previous) {
        return new EvidenceRecord(
                RECORD.chain(),
                number,
                RECORD.at(),
                RECORD.until(),
                sweep,
                RECORD.bucket(),
                RECORD.html(),
                RECORD.json(),
                previous);
    }
}
