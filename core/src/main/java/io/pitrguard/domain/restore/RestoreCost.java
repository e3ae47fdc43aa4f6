package io.pitrguard.domain.restore;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

/** What a restore is estimated to cost, before discounts and taxes. */
public sealed interface RestoreCost {
    /**
     * An estimate in US dollars, two decimals.
     *
     * @param most {@code least} and what the table may have grown by since AWS measured it
     * @param asOf the day that the prices were taken
     * @param without what is not in it, in sentences; empty if nothing is known to be missing
     */
    record Usd(BigDecimal least, BigDecimal most, LocalDate asOf, List<String> without) implements RestoreCost {
        public Usd {
            without = List.copyOf(without);
        }
    }

    /** There is no estimate. */
    record Unknown(String reason) implements RestoreCost {}
}
