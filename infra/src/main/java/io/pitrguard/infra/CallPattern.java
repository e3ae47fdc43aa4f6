package io.pitrguard.infra;

import io.pitrguard.domain.selfcheck.DriftRoute;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.services.events.EventPattern;
import software.amazon.awscdk.services.events.Match;

/** The calls to DynamoDB that rules of EventBridge let through: the same in the hub's account and in member accounts. */
final class CallPattern {
    private static final List<String> SOURCES = List.of("aws.dynamodb");
    private static final List<String> TYPES = List.of("AWS API Call via CloudTrail");
    private static final List<String> EVENT_SOURCES = List.of("dynamodb.amazonaws.com");

    private CallPattern() {}

    /** Returns the pattern for the calls in one account. */
    static EventPattern in(String account) {
        return calls().account(List.of(account)).build();
    }

    /** Returns the pattern for the calls in all accounts that may send to a bus. */
    static EventPattern inAnyAccount() {
        return calls().build();
    }

    private static EventPattern.Builder calls() {
        return EventPattern.builder()
                .source(SOURCES)
                .detailType(TYPES)
                .detail(Map.of(
                        "eventSource",
                        EVENT_SOURCES,
                        "eventName",
                        DriftRoute.CALLS,
                        "errorCode",
                        Match.doesNotExist()));
    }

    /**
     * Returns the pattern as CloudFormation spells it.
     *
     * @param account a text or a reference
     */
    static Map<String, Object> syntax(Object account) {
        return new TreeMap<>(Map.of(
                "account",
                List.of(account),
                "source",
                SOURCES,
                "detail-type",
                TYPES,
                "detail",
                new TreeMap<>(Map.of(
                        "eventSource",
                        EVENT_SOURCES,
                        "eventName",
                        DriftRoute.CALLS,
                        "errorCode",
                        List.of(Map.of("exists", false))))));
    }
}
