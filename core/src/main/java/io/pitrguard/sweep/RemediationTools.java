package io.pitrguard.sweep;

import io.pitrguard.domain.remediation.PriceList;
import io.pitrguard.port.Time;
import io.pitrguard.remediate.Remediation;

/** What a sweep needs to change tables. */
public record RemediationTools(Remediation remediation, PriceList prices, Time time) {}
