package io.pitrguard.domain.remediation;

import io.pitrguard.domain.table.Fact;
import io.pitrguard.domain.table.TableDetails;
import io.pitrguard.domain.table.TableRef;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Map;

/**
 * What AWS charges for point-in-time recovery: table size times a regional price, whatever the period.
 *
 * @param asOf the day that the prices were taken
 * @param usdPerGbMonth US dollars per GB (2^30 bytes) and month, by region
 */
public record PriceList(LocalDate asOf, Map<String, BigDecimal> usdPerGbMonth) {
    private static final BigDecimal BYTES_PER_GB = BigDecimal.valueOf(1L << 30);

    public PriceList {
        usdPerGbMonth = Map.copyOf(usdPerGbMonth);
    }

    /** Estimates a table's monthly cost; says why where that cannot be done. */
    public MonthlyCost estimate(TableRef table, Fact<TableDetails> details) {
        return switch (details) {
            case Fact.Known<TableDetails>(TableDetails known) ->
                known.sizeBytes().isPresent()
                        ? estimate(table, known.sizeBytes().getAsLong())
                        : new MonthlyCost.Unknown("AWS described the table without its size.");
            case Fact.Unreadable<TableDetails> unreadable ->
                new MonthlyCost.Unknown("The table's size could not be read. "
                        + unreadable.cause().message());
            case Fact.NotRead<TableDetails> _ ->
                new MonthlyCost.Unknown("The table's size was not needed and not read.");
            case Fact.Gone<TableDetails> _ -> new MonthlyCost.Unknown("The table no longer exists.");
        };
    }

    /** Estimates the monthly cost of a table of this size, zero or more; says why where that cannot be done. */
    public MonthlyCost estimate(TableRef table, long sizeBytes) {
        String region = table.where().region();
        BigDecimal price = usdPerGbMonth.get(region);
        if (price == null) {
            return new MonthlyCost.Unknown("No price is known for region " + region + " (prices as of " + asOf + ").");
        }
        return new MonthlyCost.Usd(
                BigDecimal.valueOf(sizeBytes).multiply(price).divide(BYTES_PER_GB, 2, RoundingMode.HALF_UP));
    }
}
