package io.pitrguard.port;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What holds for every way to keep the documents of a sweep. */
public abstract class SweepStoreContract {
    private static final String PART = "sweeps/abc/parts/123456789012/eu-west-1/0001.json";

    /** Gives one that holds nothing yet. */
    protected abstract SweepStore store();

    @Test
    void holdsNothingAtFirst() {
        assertThat(store().read(PART)).isEqualTo(new Result.Success<>(Optional.empty()));
        assertThat(all("sweeps/")).isEmpty();
    }

    @Test
    void returnsWhatWasStored() {
        String json = "{\"name\":\"\\u0000 Bücher – 表\",\"n\":[1,2]}";

        assertThat(store().write(PART, json)).isEmpty();

        assertThat(store().read(PART)).isEqualTo(new Result.Success<>(Optional.of(json)));
    }

    @Test
    void theNewestCounts() {
        store().write(PART, "{\"longer\":\"than the next\"}");
        store().write(PART, "{}");

        assertThat(store().read(PART)).isEqualTo(new Result.Success<>(Optional.of("{}")));
        assertThat(all("sweeps/")).containsExactly(PART);
    }

    @Test
    void aNewDocumentReplacesNone() {
        assertThat(store().writeNew(PART, "{\"first\":1}")).isEqualTo(new Result.Success<>(true));
        assertThat(store().writeNew(PART, "{}")).isEqualTo(new Result.Success<>(false));

        assertThat(store().read(PART)).isEqualTo(new Result.Success<>(Optional.of("{\"first\":1}")));
        store().write(PART, "{}");
        assertThat(store().read(PART)).isEqualTo(new Result.Success<>(Optional.of("{}")));
    }

    @Test
    void listsOnlyKeysThatBeginWithTheText() {
        store().write("organization.json", "{}");
        store().write(PART, "{}");
        store().write("sweeps/abc/parts/123456789012/eu-west-1/0002.json", "{}");
        store().write("sweeps/abc/parts/123456789012/eu-west-12/0001.json", "{}");
        store().write("sweeps/abd/plan.json", "{}");

        assertThat(all("sweeps/abc/parts/123456789012/eu-west-1/"))
                .containsExactly(PART, "sweeps/abc/parts/123456789012/eu-west-1/0002.json");
        assertThat(all("nothing/")).isEmpty();
    }

    @Test
    void listsManyKeysPageByPage() {
        List<String> keys = IntStream.range(0, 1_050)
                .mapToObj("sweeps/abc/parts/%04d.json"::formatted)
                .toList();
        keys.forEach(key -> store().write(key, "{}"));

        assertThat(store().list("sweeps/", Optional.empty())
                        .success()
                        .orElseThrow()
                        .next())
                .isPresent();
        assertThat(all("sweeps/")).containsExactlyElementsOf(keys);
    }

    private List<String> all(String prefix) {
        List<String> keys = new ArrayList<>();
        Optional<String> after = Optional.empty();
        do {
            Page<List<String>> page = store().list(prefix, after).success().orElseThrow();
            keys.addAll(page.content());
            after = page.next();
        } while (after.isPresent());
        return keys;
    }
}
