package io.pitrguard.report;

import io.pitrguard.domain.ledger.Notification;
import io.pitrguard.domain.selfcheck.HealthFinding;
import io.pitrguard.selfcheck.SelfCheck;
import java.util.List;

/** Turns a self-check into its view. */
final class SelfCheckViews {
    private SelfCheckViews() {}

    static SelfCheckView of(SelfCheck.Insight insight) {
        Notification news = insight.news();
        return new SelfCheckView(
                insight.sights().stream()
                        .filter(HealthFinding::isBlindSpot)
                        .map(SelfCheckViews::blindSpot)
                        .toList(),
                news.any() ? news.kind().name() : null,
                List.copyOf(insight.ended()),
                news.mayRepeat());
    }

    private static SelfCheckView.BlindSpotView blindSpot(HealthFinding sight) {
        return new SelfCheckView.BlindSpotView(
                sight.sense().kind(), sight.what(), sight instanceof HealthFinding.Blind blind ? blind.remedy() : null);
    }
}
