package io.pitrguard.port;

import io.pitrguard.domain.table.Cause;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Keeps the alerts that went out. */
public final class InMemoryAlerts implements Alerts {
    private final List<Alert> sent = new ArrayList<>();
    private Optional<Cause> failure = Optional.empty();

    @Override
    public Optional<Cause> publish(Alert alert) {
        if (failure.isEmpty()) {
            sent.add(alert);
        }
        return failure;
    }

    @Override
    public boolean hasRecipient(Alert alert) {
        return true;
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
