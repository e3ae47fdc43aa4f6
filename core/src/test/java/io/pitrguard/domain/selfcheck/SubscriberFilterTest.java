package io.pitrguard.domain.selfcheck;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.selfcheck.SubscriberFilter.Condition;
import io.pitrguard.domain.selfcheck.SubscriberFilter.Delivery;
import io.pitrguard.domain.selfcheck.SubscriberFilter.Everything;
import io.pitrguard.domain.selfcheck.SubscriberFilter.OnAttributes;
import io.pitrguard.domain.selfcheck.SubscriberFilter.OnSomethingElse;
import io.pitrguard.domain.selfcheck.SubscriberFilter.OnText;
import io.pitrguard.domain.selfcheck.SubscriberFilter.Values;
import io.pitrguard.domain.table.AccountRegion;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
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

    private static final SentAttributes OWNERS = SentAttributes.digests(
            "shop-team",
            Set.of(
                    new AccountRegion("aws", "123456789012", "eu-west-1"),
                    new AccountRegion("aws", "123456789012", "us-east-1")));

    private static Condition condition(String text) {
        String[] parts = text.split(":", 2);
        return switch (parts[0]) {
            case "is" -> new OnText.Exactly(parts[1]);
            case "like" -> new OnText.IgnoringCase(parts[1]);
            case "starts" -> new OnText.Prefix(parts[1]);
            case "ends" -> new OnText.Suffix(parts[1]);
            case "but" ->
                new Condition.AnythingBut(Arrays.stream(parts[1].split("[|]"))
                        .map(OnText.Exactly::new)
                        .collect(Collectors.toSet()));
            case "not" -> new Condition.AnythingBut(Set.of((OnText) condition(parts[1])));
            case "there" -> new Condition.Exists(true);
            case "absent" -> new Condition.Exists(false);
            case "value" -> new Condition.OtherValue();
            default -> new Condition.Unknown();
        };
    }

    /** Of alerts of one account, of digests of one owner, and of alarms. */
    @ParameterizedTest
    @CsvSource({
        "severity, is:high, SOME, SOME, NONE",
        "severity, is:HIGH, NONE, NONE, NONE",
        "severity, starts:h, SOME, SOME, NONE",
        "severity, starts:x, NONE, NONE, NONE",
        "severity, but:high, SOME, SOME, NONE",
        "severity, but:low|medium|high|critical, NONE, NONE, NONE",
        "severity, there, SOME, SOME, NONE",
        "severity, absent, NONE, NONE, SOME",
        "severity, value, UNDECIDED, UNDECIDED, NONE",
        "severity, new, UNDECIDED, UNDECIDED, UNDECIDED",
        "kind, is:drift, SOME, NONE, NONE",
        "kind, is:sweep, SOME, SOME, NONE",
        "account, is:123456789012, SOME, SOME, NONE",
        "account, is:210987654321, NONE, NONE, NONE",
        "account, absent, NONE, SOME, SOME",
        "region, is:us-east-1, NONE, SOME, NONE",
        "table, is:orders, UNDECIDED, NONE, NONE",
        "table, starts:o, UNDECIDED, NONE, NONE",
        "table, but:orders, UNDECIDED, NONE, NONE",
        "table, there, SOME, NONE, NONE",
        "table, absent, SOME, SOME, SOME",
        "fixFailed, value, UNDECIDED, UNDECIDED, NONE",
        "fixFailed, absent, SOME, NONE, SOME",
        "owner, absent, SOME, NONE, SOME",
        "owner, there, SOME, SOME, NONE",
        "owner, is:shop-team, UNDECIDED, SOME, NONE",
        "owner, is:Shop-Team, UNDECIDED, NONE, NONE",
        "owner, starts:shop-, UNDECIDED, SOME, NONE",
        "owner, but:bank-team, UNDECIDED, SOME, NONE",
        "owner, but:shop-team|bank-team, UNDECIDED, NONE, NONE",
        "owner, like:Shop-TEAM, UNDECIDED, SOME, NONE",
        "owner, like:shop, UNDECIDED, NONE, NONE",
        "owner, ends:-team, UNDECIDED, SOME, NONE",
        "owner, ends:-Team, UNDECIDED, NONE, NONE",
        "owner, ends:shop, UNDECIDED, NONE, NONE",
        "owner, not:starts:shop, UNDECIDED, NONE, NONE",
        "owner, not:starts:bank, UNDECIDED, SOME, NONE",
        "owner, not:ends:-team, UNDECIDED, NONE, NONE",
        "owner, not:ends:-crew, UNDECIDED, SOME, NONE",
        "owner, not:like:SHOP-team, UNDECIDED, NONE, NONE",
        "table, like:orders, UNDECIDED, NONE, NONE",
        "table, ends:s, UNDECIDED, NONE, NONE",
        "table, not:starts:o, UNDECIDED, NONE, NONE",
        "team, is:payments, NONE, NONE, NONE",
        "team, value, NONE, NONE, NONE",
        "team, absent, SOME, SOME, SOME"
    })
    void judgesOneAttribute(String name, String condition, Delivery alerts, Delivery owners, Delivery alarms) {
        SubscriberFilter filter = new OnAttributes(Map.of(name, new Values(List.of(condition(condition)))));

        assertThat(filter.delivery(ALERTS)).isEqualTo(alerts);
        assertThat(filter.delivery(OWNERS)).isEqualTo(owners);
        assertThat(filter.delivery(SentAttributes.ALARMS)).isEqualTo(alarms);
    }

    @ParameterizedTest
    @CsvSource({
        "is:urgent, is:high, SOME",
        "is:high, value, SOME",
        "is:urgent, value, UNDECIDED",
        "is:urgent, is:later, NONE"
    })
    void oneConditionOfAnAttributeIsEnough(String one, String other, Delivery delivery) {
        SubscriberFilter filter =
                new OnAttributes(Map.of("severity", new Values(List.of(condition(one), condition(other)))));

        assertThat(filter.delivery(ALERTS)).isEqualTo(delivery);
        assertThat(new OnAttributes(Map.of("severity", new Values(List.of()))).delivery(ALERTS))
                .as("no condition matches nothing")
                .isEqualTo(Delivery.NONE);
    }

    @Test
    void aDigestOfOneAccountAndRegionNamesThem() {
        SentAttributes one =
                SentAttributes.digests("shop-team", Set.of(new AccountRegion("aws", "123456789012", "eu-west-1")));

        assertThat(new OnAttributes(Map.of("account", new Values(List.of(new Condition.Exists(false))))).delivery(one))
                .isEqualTo(Delivery.NONE);
    }

    @ParameterizedTest
    @CsvSource({"high, drift, SOME", "high, alarm, NONE", "urgent, drift, NONE"})
    void everyAttributeMustMatch(String severity, String kind, Delivery delivery) {
        SubscriberFilter filter = new OnAttributes(Map.of(
                "severity",
                new Values(List.of(new OnText.Exactly(severity))),
                "kind",
                new Values(List.of(new OnText.Exactly(kind)))));

        assertThat(filter.delivery(ALERTS)).isEqualTo(delivery);
    }
}
