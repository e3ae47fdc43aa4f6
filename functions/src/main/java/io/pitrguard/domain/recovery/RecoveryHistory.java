package io.pitrguard.domain.recovery;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What is known of how a table's restorable window came about: the points at which something happened to it, in the
 * order of their times, whatever the order in which they were learned of.
 *
 * <p>Disabling recovery and enabling it again throws all history away, and so does shortening its period for what lies
 * beyond. Afterwards the table looks as it should; only who remembers where its window began can tell.
 */
public record RecoveryHistory(List<Point> points) {
    /** A table that nothing is known of. */
    public static final RecoveryHistory NONE = new RecoveryHistory(List.of());

    /** How far a window's beginning may lie from where it is expected before something must have happened. */
    public static final Duration TOLERANCE = Duration.ofMinutes(10);

    /** No window reaches further back; older points say nothing of what can be restored. */
    private static final Duration KEPT = Duration.ofDays(36);

    public RecoveryHistory {
        points = points.stream().sorted(Comparator.comparing(Point::at)).toList();
    }

    /** Gives the history with one more point; a point that says nothing new is not kept. */
    public RecoveryHistory with(Point point) {
        List<Point> all = new ArrayList<>(points);
        all.removeIf(each -> each.at().equals(point.at()));
        all.add(point);
        all.sort(Comparator.comparing(Point::at));
        List<Point> kept = new ArrayList<>();
        for (Point each : all) {
            if (kept.isEmpty() || !follows(kept.getLast(), each)) {
                kept.add(each);
            }
        }
        Instant oldest = all.getLast().at().minus(KEPT);
        // The last one before that still tells how the table was then.
        while (kept.size() > 1 && kept.get(1).at().isBefore(oldest)) {
            kept.removeFirst();
        }
        return new RecoveryHistory(kept);
    }

    /** Gives what was lost, oldest first. */
    public List<Loss> losses() {
        List<Loss> losses = new ArrayList<>();
        Optional<Point> lastOn = Optional.empty();
        for (Point point : points) {
            if (point.window().isEmpty()) {
                continue;
            }
            lastOn.flatMap(before -> loss(before, point)).ifPresent(losses::add);
            lastOn = Optional.of(point);
        }
        return losses;
    }

    /**
     * Gives the losses that still matter: not acknowledged, and the window has not grown back since.
     *
     * @param required how long the window has to be
     * @param acknowledgedAt until when a person knows of all losses
     */
    public List<Loss> openLosses(Duration required, Optional<Instant> acknowledgedAt, Instant now) {
        List<Loss> all = losses();
        List<Loss> open = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            Loss loss = all.get(i);
            Instant grewUntil = i + 1 < all.size() ? all.get(i + 1).to() : now;
            boolean grownBack = Duration.between(loss.to(), grewUntil).compareTo(required) >= 0;
            boolean known =
                    acknowledgedAt.filter(at -> !loss.noticedAt().isAfter(at)).isPresent();
            if (!grownBack && !known) {
                open.add(loss);
            }
        }
        return open;
    }

    /** Whether a point is what must be expected after another when nothing but time passed. */
    private static boolean follows(Point before, Point point) {
        if (before.window().isEmpty() || point.window().isEmpty()) {
            return before.window().isEmpty() && point.window().isEmpty();
        }
        Point.Window then = before.window().get();
        Point.Window now = point.window().get();
        return then.periodDays().equals(now.periodDays())
                && Duration.between(Point.expected(before, then, point.at()), now.earliest())
                                .abs()
                                .compareTo(TOLERANCE)
                        <= 0;
    }

    private static Optional<Loss> loss(Point before, Point point) {
        Instant expected = Point.expected(before, before.window().orElseThrow(), point.at());
        Instant earliest = point.window().orElseThrow().earliest();
        return Duration.between(expected, earliest).compareTo(TOLERANCE) > 0
                ? Optional.of(new Loss(expected, earliest, point.at()))
                : Optional.empty();
    }
}
