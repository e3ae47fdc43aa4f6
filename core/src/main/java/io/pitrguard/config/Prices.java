package io.pitrguard.config;

import io.pitrguard.domain.remediation.PriceList;
import io.pitrguard.domain.restore.RestorePrices;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/** Reads the price list that ships with pitr-guard, {@code pitr-prices.csv}. */
public final class Prices {
    private static final String FILE = "/io/pitrguard/pitr-prices.csv";
    private static final String AS_OF = "# asOf: ";
    private static final String HEADER = "region,";
    private static final Pattern COMMA = Pattern.compile(",");

    private Prices() {}

    /** Returns what recovery costs a month. */
    public static PriceList shipped() {
        Columns columns = read();
        return new PriceList(columns.asOf(), columns.month());
    }

    /** Returns what restores cost. */
    public static RestorePrices restores() {
        Columns columns = read();
        return new RestorePrices(columns.asOf(), columns.restored());
    }

    /** The file's columns, by region. */
    private record Columns(LocalDate asOf, Map<String, BigDecimal> month, Map<String, BigDecimal> restored) {}

    private static Columns read() {
        LocalDate asOf = null;
        Map<String, BigDecimal> month = new HashMap<>();
        Map<String, BigDecimal> restored = new HashMap<>();
        try (BufferedReader lines = open()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith(AS_OF)) {
                    asOf = LocalDate.parse(line.substring(AS_OF.length()));
                } else if (!line.startsWith("#") && !line.startsWith(HEADER)) {
                    List<String> fields = COMMA.splitAsStream(line).toList();
                    month.put(fields.get(0), new BigDecimal(fields.get(1)));
                    restored.put(fields.get(0), new BigDecimal(fields.get(2)));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Columns(Objects.requireNonNull(asOf, "the price list has no date"), month, restored);
    }

    private static BufferedReader open() {
        InputStream file = Objects.requireNonNull(Prices.class.getResourceAsStream(FILE), FILE);
        return new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8));
    }
}
