package io.pitrguard.report;

import io.pitrguard.check.SelfCheck;
import io.pitrguard.domain.ledger.News;
import io.pitrguard.domain.sight.Sight;
import java.util.List;

/** Turns a self-check into its view. */
final class SelfViews {
    private SelfViews() {}

    static SelfView of(SelfCheck.Insight insight) {
        News news = insight.news();
        return new SelfView(
                insight.sights().stream()
                        .filter(Sight::isBlindSpot)
                        .map(SelfViews::blindSpot)
                        .toList(),
                news.any() ? news.kind().name() : null,
                List.copyOf(insight.ended()),
                news.mayRepeat());
    }

    private static SelfView.BlindSpotView blindSpot(Sight sight) {
        return new SelfView.BlindSpotView(
                sight.sense().kind(), sight.what(), sight instanceof Sight.Blind blind ? blind.remedy() : null);
    }
}
