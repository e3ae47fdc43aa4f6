package io.pitrguard.port;

import io.pitrguard.domain.table.Cause;
import java.util.List;

/** {@link InMemoryAlerts} keeps the contract of {@link Alerts}. */
class InMemoryAlertsTest extends AlertsContract {
    private final InMemoryAlerts alerts = new InMemoryAlerts();

    @Override
    protected Alerts alerts() {
        return alerts;
    }

    @Override
    protected void fail(Cause.Kind kind) {
        alerts.fail(kind);
    }

    @Override
    protected List<Alert> arrived() {
        return alerts.sent();
    }
}
