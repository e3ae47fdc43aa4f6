package io.pitrguard.config;

import io.pitrguard.domain.remediation.PriceList;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** Reads the price list that ships with pitr-guard, {@code pitr-prices.csv}. */
public final class Prices {
    private static final String FILE = "/io/pitrguard/pitr-prices.csv";
    private static final String AS_OF = "# asOf: ";
    private static final String HEADER = "region,";

    private Prices() {}

    /** Returns the list. */
    public static PriceList shipped() {
        LocalDate asOf = null;
        Map<String, BigDecimal> prices = new HashMap<>();
        try (BufferedReader lines = open()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith(AS_OF)) {
                    asOf = LocalDate.parse(line.substring(AS_OF.length()));
                } else if (!line.startsWith("#") && !line.startsWith(HEADER)) {
                    int comma = line.indexOf(',');
                    prices.put(
                            line.substring(0, comma),
                            new BigDecimal(line.substring(comma + 1, line.indexOf(',', comma + 1))));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new PriceList(Objects.requireNonNull(asOf, "the price list has no date"), prices);
    }

    private static BufferedReader open() {
        InputStream file = Objects.requireNonNull(Prices.class.getResourceAsStream(FILE), FILE);
        return new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8));
    }
}
