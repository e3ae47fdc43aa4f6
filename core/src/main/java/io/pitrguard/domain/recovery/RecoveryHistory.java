package io.pitrguard.domain.recovery;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How a table's restorable window came about: the points at which something happened to it, in the order of their times,
 * whatever the order in which they became known.
 *
 * <p>Disabling recovery and enabling it again throws all history away, and so does shortening its period for what lies
 * beyond. Afterwards the table looks as it should; only a stored record of where its window began reveals it.
 */
public record RecoveryHistory(List<Point> points) {
    /** Of two points of one moment the one whose window begins later tells of what came later. */
    private static final Comparator<Point> IN_TIME = Comparator.comparing(Point::at)
            .thenComparing(point -> point.window().map(Point.Window::earliest).orElse(Instant.MIN))
            .thenComparing(point -> point.window().map(Point.Window::days).orElse(0));

    /** A table that nothing is known of. */
    public static final RecoveryHistory NONE = new RecoveryHistory(List.of());

    /** How far a window's beginning may lie from where it is expected before something must have happened. */
    public static final Duration TOLERANCE = Duration.ofMinutes(10);

    /** How many of the newest points are always kept, so that one that becomes known late has neighbours. */
    public static final int NEWEST = 24;

    /** A table that somebody keeps flipping must still fit into an item. */
    private static final int MOST = 500;

    /** No window reaches further back; older points say nothing of what can be restored. */
    private static final Duration KEPT = Duration.ofDays(36);

    public RecoveryHistory {
        points = points.stream().distinct().sorted(IN_TIME).toList();
    }

    /** Returns the history with one more point; old points that say nothing new are not kept. */
    public RecoveryHistory with(Point point) {
        List<Point> all = new ArrayList<>(points);
        all.add(point);
        List<Point> kept = sinceLongAgo(withoutIdle(new RecoveryHistory(all).points));
        return new RecoveryHistory(kept.subList(Math.max(0, kept.size() - MOST), kept.size()));
    }

    /** Returns the period that the table has, or had before recovery was disabled, in days; empty if it is not known. */
    public OptionalInt lastPeriodDays() {
        return points.stream()
                .flatMap(point -> point.window().stream())
                .map(Point.Window::periodDays)
                .filter(OptionalInt::isPresent)
                .reduce(OptionalInt.empty(), (_, last) -> last);
    }

    /** Returns the points of a moment and after. */
    public RecoveryHistory since(Instant moment) {
        return new RecoveryHistory(
                points.stream().filter(point -> !point.at().isBefore(moment)).toList());
    }

    /** Leaves out the losses that are too old for any point that is kept to tell of. */
    public List<Loss> recent(List<Loss> losses) {
        Instant oldest = points.isEmpty() ? Instant.MIN : points.getLast().at().minus(KEPT.multipliedBy(2));
        return losses.stream().filter(loss -> loss.to().isAfter(oldest)).toList();
    }

    /** Returns what was lost, oldest first. */
    public List<Loss> losses() {
        return Losses.of(points);
    }

    /** Returns by what little a loss grew afterwards, because recovery was disabled again soon; oldest first. */
    List<Loss> extensions(Loss loss) {
        return Losses.extensions(loss, points);
    }

    /** Returns when the window was last seen before a loss was noticed. */
    Instant seenBefore(Loss loss) {
        return Losses.seenBefore(loss, points);
    }

    /**
     * Returns the losses that still matter: not acknowledged, and with moments that are young enough to be required.
     * Where nothing of a loss is required any more, the window has grown back, or its period is too short, which is a
     * violation of its own.
     *
     * @param required how long the window has to be
     * @param acknowledgedAt until when a person knows of all losses
     */
    public List<Loss> openLosses(Duration required, Optional<Instant> acknowledgedAt, Instant now) {
        return losses().stream()
                .filter(loss -> loss.to().isAfter(now.minus(required)))
                .filter(loss -> acknowledgedAt
                        .filter(at -> !loss.noticedAt().isAfter(at))
                        .isEmpty())
                .toList();
    }

    /** Leaves out the old points between two others that tell all that they tell. */
    private static List<Point> withoutIdle(List<Point> all) {
        List<Point> kept = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            boolean idle = i > 0 && i < all.size() - NEWEST && isIdle(kept.getLast(), all.get(i), all.get(i + 1));
            if (!idle) {
                kept.add(all.get(i));
            }
        }
        return kept;
    }

    private static boolean isIdle(Point before, Point point, Point after) {
        // What comes after is measured against the point: only if that makes no difference is the point idle.
        return follows(before, point) && follows(point, after) && follows(before, after);
    }

    /** The last point before that is on still tells what a window that begins later has lost. */
    private static List<Point> sinceLongAgo(List<Point> all) {
        Instant oldest = all.getLast().at().minus(KEPT);
        int first = 0;
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).window().isPresent() && all.get(i).at().isBefore(oldest)) {
                first = i;
            }
        }
        return all.subList(first, all.size());
    }

    /** Whether a point is what must be expected after another when nothing but time passed. */
    private static boolean follows(Point before, Point point) {
        if (before.window().isEmpty() || point.window().isEmpty()) {
            return before.window().isEmpty() && point.window().isEmpty();
        }
        Point.Window then = before.window().get();
        Point.Window now = point.window().get();
        return then.periodDays().equals(now.periodDays())
                && Losses.between(before, point).isEmpty()
                && !now.earliest().isBefore(Point.soonest(then, point.at()).minus(TOLERANCE));
    }
}
