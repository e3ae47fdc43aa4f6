package io.pitrguard.organization;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.port.AggregateHints;
import io.pitrguard.port.InMemoryAggregateHints;
import io.pitrguard.port.Page;
import io.pitrguard.port.Result;
import io.pitrguard.port.SettableTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@link PlaceHints}: the order of what AWS Config names, and that no answer of it takes long or does harm. */
class PlaceHintsTest {
    private static final AccountRegion BANK = new AccountRegion("aws", "222222222222", "eu-west-1");
    private static final AccountRegion SHOP = new AccountRegion("aws", "111111111111", "eu-west-1");
    private static final AccountRegion SHOP_US = new AccountRegion("aws", "111111111111", "us-east-1");

    private final SettableTime time = new SettableTime();
    private final InMemoryAggregateHints config = new InMemoryAggregateHints();
    private final Instant hourAgo = time.instant().minus(Duration.ofHours(1));

    private PlaceHints.Found find(AggregateHints hints) {
        return new PlaceHints(hints, time).find(Optional.of(hourAgo));
    }

    @Test
    void namesPlacesWithTablesThatAreOffBeforeThoseWithNewOnesEachOnce() {
        Instant now = time.instant();
        config.record(SHOP.table("new"), false, now.minusSeconds(60))
                .record(SHOP_US.table("changed"), false, now)
                .record(SHOP.table("known"), true, now.minus(Duration.ofDays(30)))
                .record(BANK.table("off"), true, now.minusSeconds(600))
                .record(BANK.table("off-as-well"), true, now);

        assertThat(find(config)).isEqualTo(new PlaceHints.Found(List.of(BANK, SHOP, SHOP_US), Optional.empty()));
    }

    @Test
    void asksForChangesSinceTheLastSweepOrADayAndForThoseThatAreFoundLate() {
        find(config);
        new PlaceHints(config, time).find(Optional.empty());

        assertThat(config.calls())
                .containsExactly("off", "changed 2026-11-22T08:00:00Z", "off", "changed 2026-11-21T09:00:00Z");
    }

    @ParameterizedTest
    @EnumSource
    void aFailureEndsItAndIsReturned(Cause.Kind kind) {
        PlaceHints.Found found = find(config.fail(kind));

        assertThat(found.first()).isEmpty();
        assertThat(found.failure().map(Cause::kind)).hasValue(kind);
        assertThat(config.calls()).containsExactly("off");
    }

    @Test
    void aDefectIsAFailure() {
        assertThat(find(endless(() -> {
                            throw new IllegalStateException("odd");
                        }))
                        .failure()
                        .map(Cause::message))
                .hasValueSatisfying(message -> assertThat(message).contains("odd"));
    }

    @Test
    void keepsWhatItFoundBeforeAFailure() {
        config.record(BANK.table("off"), true, time.instant());
        AggregateHints failing = new AggregateHints() {
            @Override
            public Result<Page<List<AccountRegion>>> off(Optional<String> token) {
                return config.off(token);
            }

            @Override
            public Result<Page<List<AccountRegion>>> changed(Instant since, Optional<String> token) {
                return new Result.Failure<>(new Cause(Cause.Kind.THROTTLED, "Slowly."));
            }
        };

        assertThat(find(failing).first()).containsExactly(BANK);
        assertThat(find(failing).failure()).isPresent();
    }

    @Test
    void pagesWithoutEndEnd() {
        List<Integer> asked = new ArrayList<>();

        PlaceHints.Found found = find(endless(() -> asked.add(1)));

        assertThat(found).isEqualTo(new PlaceHints.Found(List.of(BANK), Optional.empty()));
        assertThat(asked).hasSize(2 * PlaceHints.MOST_PAGES);
    }

    /** One that takes its time takes no more of it than is left. */
    @Test
    void slowPagesEndWithTheTime() {
        List<Integer> asked = new ArrayList<>();

        PlaceHints.Found found = find(endless(() -> {
            asked.add(1);
            time.advance(Duration.ofSeconds(3));
        }));

        assertThat(found).isEqualTo(new PlaceHints.Found(List.of(BANK), Optional.empty()));
        assertThat(asked).hasSize(4);
        assertThat(time.elapsed()).isLessThan(PlaceHints.LONGEST.plusSeconds(3));
    }

    private static AggregateHints endless(Runnable first) {
        return new AggregateHints() {
            @Override
            public Result<Page<List<AccountRegion>>> off(Optional<String> token) {
                first.run();
                return new Result.Success<>(new Page<>(List.of(BANK), Optional.of("more")));
            }

            @Override
            public Result<Page<List<AccountRegion>>> changed(Instant since, Optional<String> token) {
                return off(token);
            }
        };
    }
}
