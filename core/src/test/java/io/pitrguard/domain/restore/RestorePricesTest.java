package io.pitrguard.domain.restore;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.port.AnyRestore;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class RestorePricesTest {
    private static final long GB = 1L << 30;
    private static final RestorePrices PRICES =
            new RestorePrices(LocalDate.parse("2025-09-09"), Map.of("eu-west-1", new BigDecimal("0.15")));

    @Test
    void chargesTableAndIndexes() {
        RestoreCost.Usd cost = usd(estimate(index(OptionalLong.of(2 * GB), TableIndex.Kind.GLOBAL), true));

        assertThat(cost.least()).isEqualByComparingTo("1.80");
        assertThat(cost.most()).isEqualByComparingTo("1.80");
        assertThat(cost.without()).singleElement().asString().contains("every six hours");
    }

    @Test
    void givesARangeForIndexesOfUnknownSize() {
        RestoreCost.Usd cost = usd(estimate(index(OptionalLong.empty(), TableIndex.Kind.GLOBAL), true));

        assertThat(cost.least()).isEqualByComparingTo("1.50");
        assertThat(cost.most()).isEqualByComparingTo("3.00");
    }

    @Test
    void leavesOutIndexesThatAreNotRestoredOrPartOfTheTable() {
        assertThat(usd(estimate(index(OptionalLong.of(GB), TableIndex.Kind.GLOBAL), false))
                        .most())
                .isEqualByComparingTo("1.50");
        assertThat(usd(estimate(index(OptionalLong.of(GB), TableIndex.Kind.LOCAL), true))
                        .most())
                .isEqualByComparingTo("1.50");
    }

    @Test
    void namesWhatItDoesNotKnow() {
        TableRef far = new AccountRegion("aws", "123456789012", "us-east-1").table("orders");
        TableRef near = AnyRestore.SOURCE;

        assertThat(PRICES.estimate(near, far, AnyRestore.shape(), true))
                .isEqualTo(
                        new RestoreCost.Unknown("No price is known for region us-east-1 (prices as of 2025-09-09)."));
        assertThat(usd(PRICES.estimate(far, near, AnyRestore.shape(), true)).without())
                .anySatisfy(text -> assertThat(text).contains("transfer of the data out of us-east-1"));
        assertThat(PRICES.estimate(
                        near,
                        near,
                        new TableShape(
                                OptionalLong.empty(),
                                List.of(),
                                new TableShape.Billing.Unknown(),
                                new TableShape.Encryption.Unknown(),
                                new TableShape.Stream.None()),
                        true))
                .isInstanceOf(RestoreCost.Unknown.class);
    }

    private static RestoreCost.Usd usd(RestoreCost cost) {
        assertThat(cost).isInstanceOf(RestoreCost.Usd.class);
        return (RestoreCost.Usd) cost;
    }

    private static RestoreCost estimate(TableIndex index, boolean indexes) {
        TableShape shape = new TableShape(
                OptionalLong.of(10 * GB),
                List.of(index),
                new TableShape.Billing.OnDemand(),
                new TableShape.Encryption.AwsOwned(),
                new TableShape.Stream.None());
        return PRICES.estimate(AnyRestore.SOURCE, AnyRestore.SOURCE, shape, indexes);
    }

    private static TableIndex index(OptionalLong size, TableIndex.Kind kind) {
        return new TableIndex("by-day", kind, TableIndex.Status.ACTIVE, size);
    }
}
