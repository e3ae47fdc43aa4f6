package io.pitrguard.report;

import io.pitrguard.domain.drill.DrillVerdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Draws the recovery times of a table's drills over time against the target, as an image within HTML. */
final class RecoveryDrawing {
    private static final int WIDTH = 640;
    private static final int HEIGHT = 140;
    private static final int LEFT = 76;
    private static final int RIGHT = 12;
    private static final int TOP = 14;
    private static final int BOTTOM = 22;
    private static final long SHORTEST = Duration.ofDays(30).toSeconds();

    private final List<RestoreProofView.DrillPoint> points;
    private final @Nullable Long target;
    private final Instant from;
    private final Instant to;
    private final long highest;

    private RecoveryDrawing(List<RestoreProofView.DrillPoint> points, @Nullable Long target, Instant to) {
        this.points = points;
        this.target = target;
        this.to = to;
        Instant first = Instant.parse(points.getFirst().at());
        Instant atLeast = to.minusSeconds(SHORTEST);
        this.from = first.isBefore(atLeast) ? first : atLeast;
        this.highest = Stream.concat(
                        Stream.ofNullable(target),
                        points.stream()
                                .map(RestoreProofView.DrillPoint::recoverySeconds)
                                .filter(Objects::nonNull))
                .mapToLong(Long::longValue)
                .max()
                .orElse(60);
    }

    /** Returns the image; nothing without drills. */
    static String of(List<RestoreProofView.DrillPoint> points, @Nullable Long target, Instant now) {
        return points.isEmpty() ? "" : new RecoveryDrawing(points, target, now).image();
    }

    private String image() {
        StringBuilder image = new StringBuilder(2_000);
        image.append(String.format(
                Locale.ROOT,
                "<svg viewBox=\"0 0 %d %d\" role=\"img\" style=\"max-width:%dpx;width:100%%\" aria-label=\"%s\" font-size=\"11\">",
                WIDTH,
                HEIGHT,
                WIDTH,
                DrillPage.escaped(label())));
        line(image, LEFT, HEIGHT - BOTTOM, WIDTH - RIGHT, HEIGHT - BOTTOM, "#767676", "");
        text(image, LEFT, HEIGHT - 6, "start", from.toString().substring(0, 10));
        text(image, WIDTH - RIGHT, HEIGHT - 6, "end", to.toString().substring(0, 10));
        text(image, LEFT - 6, HEIGHT - BOTTOM, "end", "0 min");
        if (target == null) {
            text(image, LEFT - 6, y(highest) + 4, "end", Minutes.of(highest));
        } else {
            line(image, LEFT, y(target), WIDTH - RIGHT, y(target), "#1b1b1b", " stroke-dasharray=\"5 4\"");
            text(image, LEFT - 6, y(target) + 4, "end", Minutes.of(target));
        }
        points.forEach(point -> mark(image, point));
        return image.append("</svg>\n").toString();
    }

    private String label() {
        return "Recovery times of %d drills from %s to %s%s. The numbers are in the table below."
                .formatted(
                        points.size(),
                        from.toString().substring(0, 10),
                        to.toString().substring(0, 10),
                        target == null ? ", without a target" : "; the target is " + Minutes.of(target));
    }

    /** A drill that was not passed has another shape, not only another colour; one without a time stands on the axis. */
    private void mark(StringBuilder image, RestoreProofView.DrillPoint point) {
        int x = x(Instant.parse(point.at()));
        Long seconds = point.recoverySeconds();
        int y = seconds == null ? HEIGHT - BOTTOM : y(seconds);
        String title = DrillPage.escaped("%s: %s, %s"
                .formatted(point.at(), DrillPage.verdict(point.verdict().name()), Minutes.of(seconds)));
        String shape = switch (point.verdict()) {
            case PASSED -> String.format(Locale.ROOT, "<circle cx=\"%d\" cy=\"%d\" r=\"4.5\" fill=\"#1a6b3c\">", x, y);
            case FAILED ->
                String.format(
                        Locale.ROOT,
                        "<path d=\"M%d %dl8 8m0 -8l-8 8\" stroke=\"#b3261e\" stroke-width=\"2.5\" fill=\"none\">",
                        x - 4,
                        y - 4);
            case NOT_PROVEN ->
                String.format(
                        Locale.ROOT,
                        "<circle cx=\"%d\" cy=\"%d\" r=\"4\" fill=\"#fff\" stroke=\"#8a5300\" stroke-width=\"2\">",
                        x,
                        y);
        };
        String element = point.verdict() == DrillVerdict.FAILED ? "path" : "circle";
        image.append(shape)
                .append("<title>")
                .append(title)
                .append("</title></")
                .append(element)
                .append('>');
    }

    private int x(Instant at) {
        double share = (double) Duration.between(from, at).toSeconds()
                / Math.max(1, Duration.between(from, to).toSeconds());
        return (int) Math.round(LEFT + share * (WIDTH - RIGHT - LEFT));
    }

    private int y(long seconds) {
        return (int) Math.round(HEIGHT - BOTTOM - (double) seconds / Math.max(1, highest) * (HEIGHT - BOTTOM - TOP));
    }

    private static void line(StringBuilder image, int x1, int y1, int x2, int y2, String colour, String more) {
        image.append(String.format(
                Locale.ROOT,
                "<line x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\" stroke=\"%s\"%s/>",
                x1,
                y1,
                x2,
                y2,
                colour,
                more));
    }

    private static void text(StringBuilder image, int x, int y, String anchor, String text) {
        image.append(
                String.format(Locale.ROOT, "<text x=\"%d\" y=\"%d\" text-anchor=\"%s\">%s</text>", x, y, anchor, text));
    }
}
