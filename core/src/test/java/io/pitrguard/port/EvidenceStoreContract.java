package io.pitrguard.port;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.evidence.EvidenceObject;
import io.pitrguard.domain.evidence.Sha256;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What holds for everything that keeps evidence. */
public abstract class EvidenceStoreContract {
    protected static final String KEY = "evidence/2026/11/30/hourly-1/report.json";

    /** Gives one that holds nothing yet. */
    protected abstract EvidenceStore store();

    /** Stores an object in place of another, as somebody else may. */
    protected abstract void overwrite(String key, String content);

    /** Removes an object, as somebody else may; its versions stay. */
    protected abstract void delete(String key);

    private EvidenceObject write(String content) {
        Result<Optional<EvidenceObject>> written = store().writeNew(KEY, "application/json", content.getBytes(UTF_8));
        assertThat(written.failure()).isEmpty();
        return written.success().orElseThrow().orElseThrow();
    }

    private static Result<Optional<EvidenceObject>> is(EvidenceObject object) {
        return new Result.Success<>(Optional.of(object));
    }

    private static Result<Optional<EvidenceObject>> nothing() {
        return new Result.Success<>(Optional.empty());
    }

    @Test
    void holdsNothingAtFirst() {
        EvidenceObject other = write("{}");

        assertThat(store().newest("evidence/none")).isEqualTo(nothing());
        assertThat(store().version("evidence/none", other.version())).isEqualTo(nothing());
    }

    @Test
    void readsWhatWasStored() {
        String content = "{\"owner\":\"Bücher – 表\",\"long\":\"" + "0123456789".repeat(20_000) + "\"}";

        EvidenceObject stored = write(content);

        assertThat(stored.key()).isEqualTo(KEY);
        assertThat(stored.sha256()).isEqualTo(Sha256.of(content));
        assertThat(store().newest(KEY)).isEqualTo(is(stored));
        assertThat(store().version(KEY, stored.version())).isEqualTo(is(stored));
    }

    /** What a proxy answers in S3's place often is a page, too. */
    @Test
    void readsAPage() {
        byte[] page = "<!doctype html><html><title>Report</title></html>".getBytes(UTF_8);
        String key = KEY.replace(".json", ".html");

        EvidenceObject stored = store().writeNew(key, "text/html; charset=utf-8", page)
                .success()
                .orElseThrow()
                .orElseThrow();

        assertThat(store().newest(key)).isEqualTo(is(stored));
        assertThat(store().version(key, stored.version())).isEqualTo(is(stored));
    }

    @Test
    void neverWritesOver() {
        EvidenceObject first = write("first");

        assertThat(store().writeNew(KEY, "application/json", "second".getBytes(UTF_8)))
                .isEqualTo(nothing());

        assertThat(store().newest(KEY)).isEqualTo(is(first));
    }

    @Test
    void keepsTheVersionThatSomebodyElseWroteOver() {
        EvidenceObject first = write("first");

        overwrite(KEY, "second");

        EvidenceObject shown = store().newest(KEY).success().orElseThrow().orElseThrow();
        assertThat(shown.sha256()).isEqualTo(Sha256.of("second"));
        assertThat(shown.version()).isNotEqualTo(first.version());
        assertThat(store().version(KEY, first.version())).isEqualTo(is(first));
    }

    /** Who deletes an object hides it: what is left of it must be found. */
    @Test
    void listsWhatIsLeftOfDeletedObjects() {
        write("first");
        store().writeNew("evidence/2026/12/01/a+b=ä/report.json", "application/json", "{}".getBytes(UTF_8));
        store().writeNew("other/report.json", "application/json", "{}".getBytes(UTF_8));
        delete(KEY);

        assertThat(store().keys("evidence/").success().orElseThrow())
                .extracting(EvidenceStore.StoredKey::key)
                .containsExactly(KEY, "evidence/2026/12/01/a+b=ä/report.json");
    }

    @Test
    void keepsTheVersionThatSomebodyElseDeleted() {
        EvidenceObject first = write("first");

        delete(KEY);

        assertThat(store().newest(KEY)).isEqualTo(nothing());
        assertThat(store().version(KEY, first.version())).isEqualTo(is(first));
    }
}
