package io.pitrguard.port;

import io.pitrguard.domain.selfcheck.SentAttributes;
import io.pitrguard.domain.selfcheck.SubscriberFilter.Delivery;
import io.pitrguard.domain.table.Cause;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Keeps the alerts that went out. */
public final class InMemoryAlerts implements Alerts {
    private final List<Alert> sent = new ArrayList<>();
    private Optional<Cause> failure = Optional.empty();
    private Function<SentAttributes, Delivery> deliveries = _ -> Delivery.SOME;

    @Override
    public Optional<Cause> publish(Alert alert) {
        if (failure.isEmpty()) {
            sent.add(alert);
        }
        return failure;
    }

    @Override
    public Delivery delivery(SentAttributes sent) {
        return deliveries.apply(sent);
    }

    /** From now on these are delivered. */
    public void deliver(Function<SentAttributes, Delivery> which) {
        deliveries = which;
    }

    /** From now on publishing fails. */
    public void fail(Cause.Kind kind) {
        failure = Optional.of(new Cause(kind, "Publishing failed: " + kind + "."));
    }

    /** The alerts that went out. */
    public List<Alert> sent() {
        return List.copyOf(sent);
    }
}
