package io.pitrguard.domain.remediation;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.Fact;
import io.pitrguard.domain.table.TableDetails;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.domain.table.TableStatus;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PriceListTest {
    @Test
    void saysThatTheSizeIsMissing() {
        Fact<TableDetails> details = new Fact.Known<>(
                new TableDetails(TableStatus.ACTIVE, OptionalLong.empty(), Optional.of(true), Optional.empty()));

        assertThat(new PriceList(LocalDate.parse("2026-01-01"), Map.of())
                        .estimate(new AccountRegion("aws", "123456789012", "eu-west-1").table("orders"), details))
                .isEqualTo(new MonthlyCost.Unknown("AWS described the table without its size."));
    }

    private static final PriceList PRICES = new PriceList(
            LocalDate.parse("2026-11-01"),
            Map.of(
                    "eu-west-1",
                    new BigDecimal("0.22"),
                    "us-east-1",
                    new BigDecimal("0.2"),
                    "sa-east-1",
                    new BigDecimal("0.225")));

    /** 1 GB is 1,073,741,824 bytes; half a cent rounds up. */
    @ParameterizedTest
    @CsvSource({
        "eu-west-1, 0, 0.00",
        "eu-west-1, 1, 0.00",
        "eu-west-1, 1073741824, 0.22",
        "us-east-1, 1073741824, 0.20",
        "us-east-1, 5368709120, 1.00",
        "us-east-1, 26843545, 0.00",
        "us-east-1, 26843546, 0.01",
        "us-east-1, 80530636, 0.01",
        "us-east-1, 80530637, 0.02",
        "sa-east-1, 1073741824, 0.23",
        "eu-west-1, 1099511627776, 225.28",
        "eu-west-1, 9223372036854775807, 1889785610.24"
    })
    void multipliesSizeByTheRegionsPrice(String region, long bytes, BigDecimal usd) {
        assertThat(PRICES.estimate(table(region), known(bytes))).isEqualTo(new MonthlyCost.Usd(usd));
    }

    @Test
    void saysSoWhereNoPriceIsKnown() {
        assertThat(PRICES.estimate(table("xx-new-1"), known(1)))
                .isEqualTo(new MonthlyCost.Unknown("No price is known for region xx-new-1 (prices as of 2026-11-01)."));
    }

    @Test
    void saysSoWhereNoSizeIsKnown() {
        TableRef table = table("eu-west-1");
        assertThat(PRICES.estimate(
                        table, new Fact.Unreadable<>(new Cause(Cause.Kind.DENIED, "No dynamodb:DescribeTable."))))
                .isEqualTo(new MonthlyCost.Unknown("The table's size could not be read. No dynamodb:DescribeTable."));
        assertThat(PRICES.estimate(table, new Fact.NotRead<>()))
                .isEqualTo(new MonthlyCost.Unknown("The table's size was not needed and not read."));
        assertThat(PRICES.estimate(table, new Fact.Gone<>()))
                .isEqualTo(new MonthlyCost.Unknown("The table no longer exists."));
    }

    @Test
    void keepsItsPricesWhateverHappensToTheMap() {
        Map<String, BigDecimal> prices = new HashMap<>(Map.of("eu-west-1", BigDecimal.ONE));
        PriceList list = new PriceList(LocalDate.EPOCH, prices);
        prices.clear();
        assertThat(list.usdPerGbMonth()).containsExactly(Map.entry("eu-west-1", BigDecimal.ONE));
    }

    private static Fact<TableDetails> known(long bytes) {
        return new Fact.Known<>(new TableDetails(TableStatus.ACTIVE, bytes, false));
    }

    private static TableRef table(String region) {
        return new AccountRegion("aws", "111122223333", region).table("orders");
    }
}
