package io.pitrguard.domain.selfcheck;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.selfcheck.SubscriberFilter.Delivery;
import io.pitrguard.domain.selfcheck.SubscriberFilter.Everything;
import io.pitrguard.domain.selfcheck.SubscriberFilter.OnAttributes;
import io.pitrguard.domain.selfcheck.SubscriberFilter.OnSomethingElse;
import io.pitrguard.domain.selfcheck.SubscriberFilter.Values;
import io.pitrguard.domain.table.AccountRegion;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Truth table: which filter policies let alerts and alarms through. */
class SubscriberFilterTest {
    private static final SentAttributes ALERTS =
            SentAttributes.alerts(new AccountRegion("aws", "123456789012", "eu-west-1"));

    @Test
    void noFilterPolicyLetsEverythingThrough() {
        assertThat(new Everything().delivery(ALERTS)).isEqualTo(Delivery.SOME);
        assertThat(new Everything().delivery(SentAttributes.ALARMS)).isEqualTo(Delivery.SOME);
        assertThat(new OnAttributes(Map.of()).delivery(SentAttributes.ALARMS)).isEqualTo(Delivery.SOME);
    }

    @Test
    void whatIsNotUnderstoodMayLetNothingThrough() {
        assertThat(new OnSomethingElse().delivery(ALERTS)).isEqualTo(Delivery.UNDECIDED);
        assertThat(new OnSomethingElse().delivery(SentAttributes.ALARMS)).isEqualTo(Delivery.UNDECIDED);
    }

    @ParameterizedTest
    @CsvSource({
        "severity, high, false, SOME, NONE",
        "severity, high, true, SOME, UNDECIDED",
        "severity, HIGH, false, NONE, NONE",
        "severity, urgent, true, UNDECIDED, UNDECIDED",
        "kind, drift, false, SOME, NONE",
        "kind, sweep, false, SOME, NONE",
        "kind, alarm, false, NONE, NONE",
        "account, 123456789012, false, SOME, NONE",
        "account, 210987654321, false, NONE, NONE",
        "region, eu-west-1, false, SOME, NONE",
        "region, us-east-1, false, NONE, NONE",
        "table, orders, false, UNDECIDED, NONE",
        "fixFailed, 1, true, UNDECIDED, UNDECIDED",
        "team, payments, false, NONE, NONE",
        "team, payments, true, UNDECIDED, UNDECIDED"
    })
    void judgesOneAttribute(String name, String text, boolean others, Delivery alerts, Delivery alarms) {
        SubscriberFilter filter = new OnAttributes(Map.of(name, new Values(Set.of(text), others)));

        assertThat(filter.delivery(ALERTS)).isEqualTo(alerts);
        assertThat(filter.delivery(SentAttributes.ALARMS)).isEqualTo(alarms);
    }

    @ParameterizedTest
    @CsvSource({"high, drift, SOME", "high, alarm, NONE", "urgent, drift, NONE"})
    void everyAttributeMustMatch(String severity, String kind, Delivery delivery) {
        SubscriberFilter filter = new OnAttributes(
                Map.of("severity", new Values(Set.of(severity), false), "kind", new Values(Set.of(kind), false)));

        assertThat(filter.delivery(ALERTS)).isEqualTo(delivery);
    }
}
