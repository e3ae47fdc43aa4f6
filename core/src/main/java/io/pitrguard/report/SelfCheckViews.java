package io.pitrguard.report;

import io.pitrguard.domain.ledger.Notification;
import io.pitrguard.domain.selfcheck.HealthFinding;
import io.pitrguard.selfcheck.SelfCheckReport;
import java.util.List;

/** Turns a self-check into its view. */
final class SelfCheckViews {
    private SelfCheckViews() {}

    static SelfCheckView of(SelfCheckReport report) {
        Notification notification = report.notification();
        return new SelfCheckView(
                report.findings().stream()
                        .filter(HealthFinding::isBlindSpot)
                        .map(SelfCheckViews::blindSpot)
                        .toList(),
                notification.any() ? notification.kind().name() : null,
                List.copyOf(report.resolved()),
                notification.mayRepeat());
    }

    private static SelfCheckView.BlindSpotView blindSpot(HealthFinding sight) {
        return new SelfCheckView.BlindSpotView(
                sight.component().kind(),
                sight.what(),
                sight instanceof HealthFinding.Problem blind ? blind.remedy() : null);
    }
}
