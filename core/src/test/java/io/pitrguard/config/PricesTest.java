package io.pitrguard.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.remediation.PriceList;
import io.pitrguard.domain.restore.RestorePrices;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.regions.Region;

class PricesTest {
    private final PriceList prices = Prices.shipped();

    @Test
    void hasPositivePriceForEveryRegion() {
        assertThat(prices.usdPerGbMonth())
                .hasSizeGreaterThan(30)
                .containsKeys("us-east-1", "eu-west-1", "ap-southeast-2", "us-gov-west-1")
                .allSatisfy((region, price) -> {
                    assertThat(region).matches("[a-z]{2}(-gov)?-[a-z]+-\\d");
                    assertThat(price).isBetween(new BigDecimal("0.05"), new BigDecimal("1"));
                });
    }

    @Test
    void namesOnlyRegionsThatTheSdkKnows() {
        assertThat(Region.regions().stream().map(Region::id))
                .containsAll(prices.usdPerGbMonth().keySet());
    }

    @Test
    void knowsOfWhenItIs() {
        assertThat(prices.asOf()).isAfter(LocalDate.parse("2025-01-01"));
    }

    @Test
    void hasThePriceOfRestoresForTheSameRegions() {
        RestorePrices restores = Prices.restores();

        assertThat(restores.asOf()).isEqualTo(prices.asOf());
        assertThat(restores.usdPerGb().keySet())
                .isEqualTo(prices.usdPerGbMonth().keySet());
        assertThat(restores.usdPerGb()).containsEntry("us-east-1", new BigDecimal("0.15"));
        assertThat(restores.usdPerGb().values())
                .allSatisfy(price -> assertThat(price).isBetween(new BigDecimal("0.05"), new BigDecimal("1")));
    }
}
