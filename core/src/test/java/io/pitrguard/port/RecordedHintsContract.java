package io.pitrguard.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.table.Cause;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every {@link RecordedHints} does. */
public abstract class RecordedHintsContract {
    /** The clock that tables are recorded by. */
    protected final SettableTime time = new SettableTime();

    /** The hints to test; nothing is recorded yet. */
    protected abstract RecordedHints hints();

    /** Records a table whose recovery is on or off. */
    protected abstract void record(String table, boolean on);

    /** Records a table without its backups. */
    protected abstract void recordWithoutBackups(String table);

    /** Records that a table was deleted. */
    protected abstract void recordDeleted(String table);

    /** From now on every question fails, in a way that is sorted so. */
    protected abstract void fail(Cause.Kind kind);

    @Test
    void namesTablesThatAreOffThoseRecordedLastFirst() {
        recordAfterAMinute("first", false);
        recordAfterAMinute("protected", true);
        recordAfterAMinute("second", false);

        assertThat(off()).containsExactly("second", "first");
    }

    @Test
    void goesByWhatWasRecordedLast() {
        record("drifted", true);
        record("repaired", false);
        recordAfterAMinute("drifted", false);
        recordAfterAMinute("repaired", true);

        assertThat(off()).containsExactly("drifted");
    }

    @Test
    void saysNothingOfTablesThatAreGoneOrRecordedWithoutBackups() {
        record("gone", false);
        time.advance(Duration.ofMinutes(1));
        recordDeleted("gone");
        recordWithoutBackups("bare");

        assertThat(off()).isEmpty();
        assertThat(changed(time.instant().minusSeconds(600))).containsExactly("bare");
    }

    @Test
    void namesTablesThatChangedSinceAMomentThoseRecordedLastFirst() {
        record("long-ago", true);
        time.advance(Duration.ofDays(2));
        Instant since = time.instant();
        record("at-that-moment", true);
        recordAfterAMinute("now", false);
        recordAfterAMinute("long-ago-too", true);

        assertThat(changed(since)).containsExactly("long-ago-too", "now", "at-that-moment");
    }

    @Test
    void namesEachTableOnceOverAllPages() {
        List<String> names =
                IntStream.range(0, 230).mapToObj("table-%03d"::formatted).toList();
        names.forEach(name -> record(name, false));

        assertThat(off()).containsExactlyInAnyOrderElementsOf(names);
        assertThat(changed(time.instant())).containsExactlyInAnyOrderElementsOf(names);
    }

    @ParameterizedTest
    @EnumSource(names = {"THROTTLED", "BROKEN", "DENIED", "REFUSED"})
    void tellsWhyItFails(Cause.Kind kind) {
        record("orders", false);
        fail(kind);

        assertThat(hints().off(Optional.empty()).failure().map(Cause::kind)).hasValue(kind);
        assertThat(hints().changed(time.instant(), Optional.empty()).failure().map(Cause::kind))
                .hasValue(kind);
    }

    private List<String> off() {
        return all(hints()::off);
    }

    private List<String> changed(Instant since) {
        return all(token -> hints().changed(since, token));
    }

    private static List<String> all(Function<Optional<String>, Result<Page<List<String>>>> pages) {
        List<String> names = new ArrayList<>();
        Optional<String> token = Optional.empty();
        do {
            Page<List<String>> page = pages.apply(token).success().orElseThrow();
            names.addAll(page.content());
            token = page.next();
        } while (token.isPresent());
        return names;
    }

    private void recordAfterAMinute(String table, boolean on) {
        time.advance(Duration.ofMinutes(1));
        record(table, on);
    }
}
