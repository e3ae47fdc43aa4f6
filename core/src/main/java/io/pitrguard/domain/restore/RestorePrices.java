package io.pitrguard.domain.restore;

import io.pitrguard.domain.table.TableRef;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What AWS charges for restores: the size of what is restored times a regional price.
 *
 * @param asOf the day that the prices were taken
 * @param usdPerGb US dollars per GB (2^30 bytes) restored, by region
 */
public record RestorePrices(LocalDate asOf, Map<String, BigDecimal> usdPerGb) {
    private static final BigDecimal BYTES_PER_GB = BigDecimal.valueOf(1L << 30);

    public RestorePrices {
        usdPerGb = Map.copyOf(usdPerGb);
    }

    /**
     * Estimates a restore. AWS charges for table data and indexes; it measures a table about every six hours, and an index
     * of unknown size has at most all of the table.
     * https://aws.amazon.com/dynamodb/pricing/on-demand/
     *
     * @param indexes whether the indexes are restored
     */
    public RestoreCost estimate(TableRef source, TableRef target, TableShape shape, boolean indexes) {
        String region = target.where().region();
        BigDecimal price = usdPerGb.get(region);
        if (price == null) {
            return new RestoreCost.Unknown("No price is known for region " + region + " (prices as of " + asOf + ").");
        }
        if (shape.sizeBytes().isEmpty()) {
            return new RestoreCost.Unknown("AWS does not tell the table's size.");
        }
        long table = shape.sizeBytes().getAsLong();
        List<String> without = new ArrayList<>();
        without.add("AWS measures a table about every six hours: what was written since is not included.");
        if (!source.where().region().equals(region)) {
            without.add("The transfer of the data out of " + source.where().region() + " is not included.");
        }
        return new RestoreCost.Usd(
                usd(price, table + indexBytes(shape, indexes, 0)),
                usd(price, table + indexBytes(shape, indexes, table)),
                asOf,
                without);
    }

    /** Local indexes are part of the table's size. */
    private static long indexBytes(TableShape shape, boolean indexes, long unknown) {
        return shape.indexes().stream()
                .filter(index -> indexes && index.kind() != TableIndex.Kind.LOCAL)
                .mapToLong(index -> index.sizeBytes().orElse(unknown))
                .sum();
    }

    private static BigDecimal usd(BigDecimal price, long bytes) {
        return BigDecimal.valueOf(bytes).multiply(price).divide(BYTES_PER_GB, 2, RoundingMode.HALF_UP);
    }
}
