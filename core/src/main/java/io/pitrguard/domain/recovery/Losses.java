package io.pitrguard.domain.recovery;

import io.pitrguard.domain.recovery.Point.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds what was lost between the points of a table's history. */
final class Losses {
    private Losses() {}

    /** Returns what was lost, oldest first, without what a later window disproves. */
    static List<Loss> of(List<Point> points) {
        List<Point> on = on(points);
        List<Loss> losses = new ArrayList<>();
        for (int i = 1; i < on.size(); i++) {
            between(on.get(i - 1), on.get(i))
                    .flatMap(loss -> provable(loss, on))
                    .ifPresent(losses::add);
        }
        return losses;
    }

    /** Returns what is lost between two points that are on, one after the other. */
    static Optional<Loss> between(Point before, Point point) {
        Instant expected = Point.expected(before, window(before), point.at());
        return loss(expected, window(point).earliest(), point.at());
    }

    /** What can be restored later was not lost. */
    private static Optional<Loss> provable(Loss loss, List<Point> on) {
        Optional<Loss> left = Optional.of(loss);
        for (Point later : on) {
            if (left.filter(later::disproves).isPresent()) {
                left = loss(loss.from(), window(later).earliest(), loss.noticedAt());
            }
        }
        return left;
    }

    /**
     * Returns by what little a loss grew afterwards: recovery was disabled again before its new window was long enough to
     * be missed by itself.
     */
    static List<Loss> extensions(Loss loss, List<Point> points) {
        List<Loss> extensions = new ArrayList<>();
        Instant to = loss.to();
        for (Point point : on(points)) {
            boolean later = point.at().isAfter(loss.noticedAt()) && !isFull(point);
            Instant earliest = window(point).earliest();
            if (later && earliest.isAfter(to) && !earliest.isAfter(to.plus(RecoveryHistory.TOLERANCE))) {
                extensions.add(new Loss(to, earliest, point.at()));
                to = earliest;
            }
        }
        return extensions;
    }

    /** Returns when the window was last seen before a loss was noticed; the distant past if it never was. */
    static Instant seenBefore(Loss loss, List<Point> points) {
        return on(points).stream()
                .map(Point::at)
                .filter(at -> at.isBefore(loss.noticedAt()))
                .reduce(Instant.EPOCH, (_, last) -> last);
    }

    private static Optional<Loss> loss(Instant from, Instant to, Instant noticedAt) {
        return Duration.between(from, to).compareTo(RecoveryHistory.TOLERANCE) > 0
                ? Optional.of(new Loss(from, to, noticedAt))
                : Optional.empty();
    }

    /** A full window moves with the clock. Without a period it may be full. */
    private static boolean isFull(Point point) {
        Window window = window(point);
        Instant full = point.at().minus(Duration.ofDays(window.days()));
        return window.periodDays().isEmpty() || !window.earliest().isAfter(full.plus(RecoveryHistory.TOLERANCE));
    }

    private static List<Point> on(List<Point> points) {
        return points.stream().filter(point -> point.window().isPresent()).toList();
    }

    private static Window window(Point on) {
        return on.window().orElseThrow();
    }
}
