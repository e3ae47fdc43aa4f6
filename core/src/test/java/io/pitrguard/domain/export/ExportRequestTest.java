package io.pitrguard.domain.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.restore.RestoreMoment;
import io.pitrguard.port.AnyBackup;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExportRequestTest {
    private static final Instant AT = AnyBackup.AT;

    @ParameterizedTest
    @CsvSource({
        "s3://audit, audit, ''",
        "s3://audit/, audit, ''",
        "s3://audit.eu/2026/q4/, audit.eu, 2026/q4",
        "s3://audit/a, audit, a"
    })
    void readsWhereTheFilesGo(String text, String bucket, String prefix) {
        assertThat(ExportDestination.parse(text))
                .hasValue(new ExportDestination(bucket, Optional.of(prefix).filter(path -> !path.isEmpty())));
    }

    @ParameterizedTest
    @ValueSource(strings = {"audit", "s3://", "s3://AB", "s3://ab", "https://audit", "s3://audit//a", "s3://-audit/a"})
    void readsNothingElse(String text) {
        assertThat(ExportDestination.parse(text)).isEmpty();
    }

    @Test
    void refusesAPrefixThatNoKeyHolds() {
        assertThat(ExportDestination.parse("s3://audit/" + "a".repeat(1024))).isPresent();
        assertThat(ExportDestination.parse("s3://audit/" + "a".repeat(1025))).isEmpty();
    }

    @Test
    void ordersTheSameOnce() {
        ExportOrder one = request("s3://audit/a", "key").order(AT);

        assertThat(request("s3://audit/a", "key").order(AT)).isEqualTo(one);
        assertThat(one.token()).matches("[0-9a-f]{32}");
        assertThat(request("s3://audit/a", "key").order(AT.plusSeconds(1)).token())
                .isNotEqualTo(one.token());
        assertThat(request("s3://audit/b", "key").order(AT).token()).isNotEqualTo(one.token());
        assertThat(request("s3://audit", "key").order(AT).token()).isNotEqualTo(one.token());
        assertThat(request("s3://audit/a", "other").order(AT).token()).isNotEqualTo(one.token());
    }

    private static ExportRequest request(String to, String key) {
        return new ExportRequest(
                AnyBackup.TABLE,
                new RestoreMoment.At(AT),
                ExportDestination.parse(to).orElseThrow(),
                Optional.empty(),
                Optional.of(key));
    }

    @Test
    void describesLocks() {
        assertThat(new BucketLock.Retained(BucketLock.Mode.COMPLIANCE, 7, BucketLock.Unit.YEARS).description())
                .isEqualTo("Object Lock keeps the files for 7 years (COMPLIANCE).");
        assertThat(new BucketLock.Retained(BucketLock.Mode.GOVERNANCE, 1, BucketLock.Unit.DAYS).description())
                .isEqualTo("Object Lock keeps the files for 1 day (GOVERNANCE).");
        assertThat(new BucketLock.Retained(BucketLock.Mode.GOVERNANCE, 1, BucketLock.Unit.YEARS).description())
                .contains("1 year ");
        assertThat(new BucketLock.Retained(BucketLock.Mode.GOVERNANCE, 2, BucketLock.Unit.DAYS).description())
                .contains("2 days ");
        assertThat(new BucketLock.WithoutDefault().description()).contains("no default retention");
        assertThat(new BucketLock.None().description()).contains("no Object Lock");
        assertThat(new BucketLock.None().locksNewObjects()).isFalse();
        assertThat(new BucketLock.Retained(BucketLock.Mode.GOVERNANCE, 2, BucketLock.Unit.DAYS).locksNewObjects())
                .isTrue();
    }
}
