package io.pitrguard.report;

import io.pitrguard.domain.finding.Notification;
import io.pitrguard.domain.selfcheck.BlindSpot;
import io.pitrguard.domain.selfcheck.Component;
import io.pitrguard.domain.selfcheck.HealthFinding;
import io.pitrguard.selfcheck.SelfCheckReport;

/** Turns a self-check into its view. */
final class SelfCheckViews {
    private SelfCheckViews() {}

    static SelfCheckView of(SelfCheckReport report) {
        Notification<BlindSpot> notification = report.notification();
        return new SelfCheckView(
                report.findings().stream()
                        .filter(HealthFinding::isBlindSpot)
                        .map(SelfCheckViews::blindSpot)
                        .toList(),
                notification.any() ? notification.kind() : null,
                report.resolved().stream().map(Component::kind).toList(),
                notification.mayRepeat(),
                null);
    }

    private static SelfCheckView.BlindSpotView blindSpot(HealthFinding finding) {
        return new SelfCheckView.BlindSpotView(
                finding.component().kind(),
                finding.what(),
                finding instanceof HealthFinding.Problem problem ? problem.remedy() : null);
    }
}
