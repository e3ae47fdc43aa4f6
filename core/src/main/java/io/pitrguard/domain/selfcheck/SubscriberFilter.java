package io.pitrguard.domain.selfcheck;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The filter policy of a subscription: SNS delivers only messages that match it. */
public sealed interface SubscriberFilter {
    /** The filter policies of a topic that are read at most: each costs a call. */
    int MOST_READ = 20;

    /** There is none: every message is delivered. */
    record Everything() implements SubscriberFilter {}

    /**
     * A message is delivered if it has each of these attributes with one of its values.
     *
     * @param attributes the condition on each attribute
     */
    record OnAttributes(Map<String, Values> attributes) implements SubscriberFilter {
        public OnAttributes {
            attributes = new TreeMap<>(attributes);
        }
    }

    /** It matches bodies, or it is not understood. */
    record OnSomethingElse() implements SubscriberFilter {}

    /**
     * The condition of a filter policy on one attribute.
     *
     * @param texts the texts that match exactly
     * @param others whether there is anything else, such as a number or a prefix
     */
    record Values(Set<String> texts, boolean others) {
        public Values {
            texts = new TreeSet<>(texts);
        }
    }

    /** Whether a subscriber gets any message. */
    enum Delivery {
        SOME,
        UNDECIDED,
        NONE
    }

    /** Returns whether it lets any message through that has these attributes. */
    default Delivery delivery(SentAttributes sent) {
        return switch (this) {
            case Everything() -> Delivery.SOME;
            case OnSomethingElse() -> Delivery.UNDECIDED;
            case OnAttributes(Map<String, Values> attributes) ->
                attributes.entrySet().stream()
                        .map(each -> sent.delivery(each.getKey(), each.getValue()))
                        .max(Delivery::compareTo)
                        .orElse(Delivery.SOME);
        };
    }
}
