package io.pitrguard.cli;

import io.pitrguard.domain.selfcheck.SentAttributes;
import io.pitrguard.domain.selfcheck.SubscriberFilter;
import io.pitrguard.domain.selfcheck.Subscription;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.port.EnvironmentProbe;
import io.pitrguard.port.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Who gets a test message, by the subscriptions of its topic and their filter policies. */
final class TestRecipients {
    private final List<Subscription> reached = new ArrayList<>();
    private final List<Subscription> perhaps = new ArrayList<>();
    private final List<Subscription> filtered = new ArrayList<>();
    private final List<Subscription> pending;
    private Optional<Cause> unread = Optional.empty();

    private TestRecipients(List<Subscription> pending) {
        this.pending = pending;
    }

    /** Reads the filter policies of at most {@link SubscriberFilter#MOST_READ} confirmed subscriptions, until one cannot be read. */
    static TestRecipients of(EnvironmentProbe probe, List<Subscription> all, SentAttributes sent) {
        TestRecipients recipients = new TestRecipients(
                all.stream().filter(each -> !each.confirmed()).toList());
        List<Subscription> confirmed =
                all.stream().filter(Subscription::confirmed).toList();
        confirmed.stream().limit(SubscriberFilter.MOST_READ).forEach(each -> recipients.add(probe, each, sent));
        confirmed.stream().skip(SubscriberFilter.MOST_READ).forEach(recipients.perhaps::add);
        return recipients;
    }

    private void add(EnvironmentProbe probe, Subscription subscription, SentAttributes sent) {
        if (unread.isPresent()) {
            perhaps.add(subscription);
            return;
        }
        switch (probe.filter(subscription.arn())) {
            case Result.Success<SubscriberFilter>(SubscriberFilter filter) ->
                (switch (filter.delivery(sent)) {
                            case SOME -> reached;
                            case UNDECIDED -> perhaps;
                            case NONE -> filtered;
                        })
                        .add(subscription);
            case Result.Failure<SubscriberFilter>(Cause cause) -> {
                unread = Optional.of(cause);
                perhaps.add(subscription);
            }
        }
    }

    /** Whether SNS delivers it to somebody. */
    boolean any() {
        return !reached.isEmpty();
    }

    /** Whether somebody may get it. */
    boolean perhapsAny() {
        return !perhaps.isEmpty();
    }

    /** Whether nobody is subscribed, confirmed or not. */
    boolean nobody() {
        return Stream.of(reached, perhaps, filtered, pending).allMatch(List::isEmpty);
    }

    /** Whether filter policies drop it for somebody. */
    boolean filters() {
        return !filtered.isEmpty();
    }

    /** Returns who gets it and who does not, in sentences that start with a space. */
    String text() {
        return sentence(" SNS delivers it to: %s.", reached)
                + sentence(" It may reach, if filter policies let it through: %s.", perhaps)
                + unread.map(cause -> " They could not be read. " + cause.message())
                        .orElse("")
                + sentence(" Filter policies drop it for: %s.", filtered)
                + sentence(" Not confirmed, so it does not reach: %s.", pending);
    }

    private static String sentence(String form, List<Subscription> who) {
        return who.isEmpty()
                ? ""
                : form.formatted(who.stream()
                        .map(one -> "%s (%s)".formatted(one.endpoint(), one.protocol()))
                        .collect(Collectors.joining(", ")));
    }
}
