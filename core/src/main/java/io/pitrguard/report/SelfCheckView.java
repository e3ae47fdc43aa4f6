package io.pitrguard.report;

import io.pitrguard.domain.finding.Notification;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A self-check as it is written out.
 *
 * @param notification null if there is nothing new to notify of
 * @param resolved the components that people know to be blind spots and that work again
 * @param mayRepeat whether people may have got it already
 * @param omitted how much was omitted for size, null if nothing was
 */
public record SelfCheckView(
        List<BlindSpotView> blindSpots,
        Notification.@Nullable Kind notification,
        List<String> resolved,
        boolean mayRepeat,
        @Nullable String omitted) {
    public SelfCheckView {
        blindSpots = List.copyOf(blindSpots);
        resolved = List.copyOf(resolved);
    }

    /**
     * Something that pitr-guard depends on and that does not work as it must.
     *
     * @param kind the kind of a {@link io.pitrguard.domain.selfcheck.Component}
     * @param remedy null if it could not be checked; {@code what} says why
     */
    public record BlindSpotView(
            String kind, String what, @Nullable String remedy) {}
}
