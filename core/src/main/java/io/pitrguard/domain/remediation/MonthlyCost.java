package io.pitrguard.domain.remediation;

import java.math.BigDecimal;

/** What point-in-time recovery of a table is estimated to cost a month, before discounts and taxes. */
public sealed interface MonthlyCost {
    /** An estimate in US dollars, two decimals. */
    record Usd(BigDecimal amount) implements MonthlyCost {}

    /** There is no estimate. */
    record Unknown(String reason) implements MonthlyCost {}
}
