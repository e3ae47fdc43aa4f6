package io.pitrguard.infra;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * AWS's list prices of what a deployment consists of: {@code aws-prices.csv}.
 *
 * @param asOf the years whose price lists they were compared with
 * @param tiers by item, the first units first
 */
record AwsPrices(String asOf, Map<String, List<Tier>> tiers) {
    static final String REGION = "us-east-1";

    private static final Path FILE = Path.of("src", "test", "cost", "aws-prices.csv");
    private static final String AS_OF = "# asOf: ";
    private static final String HEADER = "item,";

    /**
     * A price of a number of units per month.
     *
     * @param units infinite for all that are left
     */
    record Tier(double usd, double units) {}

    /** Reads the file. */
    static AwsPrices read() {
        String asOf = "";
        Map<String, List<Tier>> tiers = new LinkedHashMap<>();
        for (String line : lines()) {
            if (line.startsWith(AS_OF)) {
                asOf = line.substring(AS_OF.length());
            } else if (!line.startsWith("#") && !line.startsWith(HEADER)) {
                String[] cells = line.split(",", -1);
                double units = cells[3].isEmpty() ? Double.POSITIVE_INFINITY : Double.parseDouble(cells[3]);
                tiers.computeIfAbsent(cells[0], _ -> new ArrayList<>())
                        .add(new Tier(Double.parseDouble(cells[1]), units));
            }
        }
        if (asOf.isEmpty()) {
            throw new IllegalStateException("the price file has no date");
        }
        return new AwsPrices(asOf, tiers);
    }

    private static List<String> lines() {
        try {
            return Files.readAllLines(FILE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the price of a number of units of an item in a month. */
    double of(String item, double units) {
        double usd = 0;
        double left = units;
        for (Tier tier : Objects.requireNonNull(tiers.get(item), item)) {
            double taken = Math.min(left, tier.units());
            usd += taken * tier.usd();
            left -= taken;
        }
        return usd;
    }
}
