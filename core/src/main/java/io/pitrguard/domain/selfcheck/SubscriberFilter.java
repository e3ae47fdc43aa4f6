package io.pitrguard.domain.selfcheck;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The filter policy of a subscription: SNS delivers only messages that match it. */
public sealed interface SubscriberFilter {
    /** The filter policies of a topic that are read at most: each costs a call. An organization has one for each owner. */
    int MOST_READ = 1_000;

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

    /** The conditions of a filter policy on one attribute, of which one must hold. */
    record Values(List<Condition> anyOf) {
        public Values {
            anyOf = List.copyOf(anyOf);
        }
    }

    /** A condition on an attribute. */
    sealed interface Condition {
        /** It has a value, and no text for which one of these holds. */
        record AnythingBut(Set<OnText> texts) implements Condition {
            public AnythingBut {
                texts = Set.copyOf(texts);
            }
        }

        /** It is there, or it is not. */
        record Exists(boolean there) implements Condition {}

        /** It has a value that matches something else, such as a number. */
        record OtherValue() implements Condition {}

        /** A condition that this version does not know. */
        record Unknown() implements Condition {}
    }

    /** A condition on an attribute's text. */
    sealed interface OnText extends Condition {
        /** Whether it holds for an attribute with this text. */
        boolean matches(String text);

        /** It is exactly this. */
        record Exactly(String value) implements OnText {
            @Override
            public boolean matches(String text) {
                return text.equals(value);
            }
        }

        /** It is this, in capitals or not. */
        record IgnoringCase(String value) implements OnText {
            @Override
            public boolean matches(String text) {
                return text.equalsIgnoreCase(value);
            }
        }

        /** It begins so. */
        record Prefix(String start) implements OnText {
            @Override
            public boolean matches(String text) {
                return text.startsWith(start);
            }
        }

        /** It ends so. */
        record Suffix(String end) implements OnText {
            @Override
            public boolean matches(String text) {
                return text.endsWith(end);
            }
        }
    }

    /** Whether a subscriber gets any message; the surest first. */
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
