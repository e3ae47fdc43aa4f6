package io.pitrguard.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.TableRef;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every {@link AggregateHints} does. */
public abstract class AggregateHintsContract {
    protected static final AccountRegion HERE = new AccountRegion("aws", "123456789012", "eu-west-1");
    protected static final AccountRegion SHOP = new AccountRegion("aws", "111111111111", "us-east-1");

    /** The clock that tables are recorded by. */
    protected final SettableTime time = new SettableTime();

    /** The hints to test; nothing is recorded yet. */
    protected abstract AggregateHints hints();

    /** Records a table of one of the two places, whose recovery is on or off. */
    protected abstract void record(TableRef table, boolean on);

    /** Records that a table was deleted. */
    protected abstract void recordDeleted(TableRef table);

    /** From now on every question fails, in a way that is sorted so. */
    protected abstract void fail(Cause.Kind kind);

    @Test
    void namesWhereTablesAreOffThoseRecordedLastFirstAndEachTable() {
        recordAfterAMinute(HERE.table("first"), false);
        recordAfterAMinute(HERE.table("protected"), true);
        recordAfterAMinute(SHOP.table("second"), false);
        recordAfterAMinute(SHOP.table("first"), false);

        assertThat(off()).containsExactly(SHOP, SHOP, HERE);
    }

    @Test
    void goesByWhatWasRecordedLast() {
        record(HERE.table("drifted"), true);
        record(SHOP.table("repaired"), false);
        record(SHOP.table("gone"), false);
        recordAfterAMinute(HERE.table("drifted"), false);
        recordAfterAMinute(SHOP.table("repaired"), true);
        recordDeleted(SHOP.table("gone"));

        assertThat(off()).containsExactly(HERE);
    }

    @Test
    void namesWhereTablesChangedSinceAMomentThoseRecordedLastFirst() {
        record(HERE.table("long-ago"), true);
        time.advance(Duration.ofDays(2));
        Instant since = time.instant();
        record(HERE.table("at-that-moment"), true);
        recordAfterAMinute(SHOP.table("now"), true);

        assertThat(changed(since)).containsExactly(SHOP, HERE);
    }

    @Test
    void namesEachTableOnceOverAllPages() {
        for (int i = 0; i < 130; i++) {
            record((i % 2 == 0 ? HERE : SHOP).table("table-%03d".formatted(i)), false);
        }

        assertThat(off()).hasSize(130).contains(HERE, SHOP);
        assertThat(changed(time.instant())).hasSize(130);
    }

    @ParameterizedTest
    @EnumSource(names = {"THROTTLED", "BROKEN", "DENIED", "REFUSED"})
    void tellsWhyItFails(Cause.Kind kind) {
        record(HERE.table("orders"), false);
        fail(kind);

        assertThat(hints().off(Optional.empty()).failure().map(Cause::kind)).hasValue(kind);
        assertThat(hints().changed(time.instant(), Optional.empty()).failure().map(Cause::kind))
                .hasValue(kind);
    }

    private List<AccountRegion> off() {
        return all(hints()::off);
    }

    private List<AccountRegion> changed(Instant since) {
        return all(token -> hints().changed(since, token));
    }

    private static List<AccountRegion> all(Function<Optional<String>, Result<Page<List<AccountRegion>>>> pages) {
        List<AccountRegion> found = new ArrayList<>();
        Optional<String> token = Optional.empty();
        do {
            Page<List<AccountRegion>> page = pages.apply(token).success().orElseThrow();
            found.addAll(page.content());
            token = page.next();
        } while (token.isPresent());
        return found;
    }

    private void recordAfterAMinute(TableRef table, boolean on) {
        time.advance(Duration.ofMinutes(1));
        record(table, on);
    }
}
