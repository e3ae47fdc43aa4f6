package io.pitrguard.domain.restore;

import io.pitrguard.domain.text.Printable;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Understands the times that people write, and shows times in their zone and in UTC, so that nobody restores to the
 * moment of another zone.
 *
 * @param zone the zone of times that name none
 */
public record RestoreTimes(ZoneId zone) {
    /** The forms that are understood. */
    public static final String FORMS = "Write '2026-11-29 09:14' (local time), '2026-11-29T08:14Z',"
            + " '2026-11-29T09:14+01:00', '2026-11-29 09:14 Europe/Berlin', '15 minutes ago', '2h ago' or 'latest'.";

    private static final Pattern WRITTEN = Pattern.compile(
            "(\\d{4}-\\d{2}-\\d{2})[T ](\\d{2}:\\d{2}(?::\\d{2})?) ?([Zz]|[+-]\\d{2}(?::?\\d{2})?|[A-Za-z]\\S*)?");
    private static final Pattern AGO = Pattern.compile("(\\d{1,6}) ?(s|m|h|d)[a-z]* ago", Pattern.CASE_INSENSITIVE);
    private static final Pattern UNIT = Pattern.compile(
            "[^a-z]*(?:s|secs?|seconds?|m|mins?|minutes?|h|hours?|d|days?) ago", Pattern.CASE_INSENSITIVE);
    private static final Pattern NAMED_ZONE = Pattern.compile("UTC|GMT|[A-Za-z_]+/[A-Za-z0-9_+/-]+");
    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss xxx", Locale.ROOT);

    /** What a text means. */
    public sealed interface Reading {
        /** It names a moment. */
        record Understood(RestoreMoment moment) implements Reading {}

        /** It names none, or one of several; the message explains that, and what to write instead. */
        record Refused(String message) implements Reading {}
    }

    /** Reads a text; what is relative is relative to this moment. */
    public Reading parse(String text, Instant now) {
        String trimmed = text.strip();
        if (trimmed.equalsIgnoreCase("now") || trimmed.equalsIgnoreCase("latest")) {
            return new Reading.Understood(new RestoreMoment.Latest());
        }
        Matcher ago = AGO.matcher(trimmed);
        if (ago.matches() && UNIT.matcher(trimmed).matches()) {
            return understood(now.minus(unit(ago.group(2)).multipliedBy(Long.parseLong(ago.group(1)))));
        }
        Matcher written = WRITTEN.matcher(trimmed);
        return written.matches() ? written(written, trimmed) : refused(trimmed, "is not a time.");
    }

    /** Returns a moment in the zone, with its offset, and in UTC; once where the zone is UTC. */
    public String show(Instant moment) {
        Instant second = moment.truncatedTo(ChronoUnit.SECONDS);
        return zone.normalized().equals(ZoneOffset.UTC) ? second.toString() : local(second) + " = " + second;
    }

    private String local(Instant second) {
        return LOCAL.format(second.atZone(zone)) + " (" + zone + ")";
    }

    private static Duration unit(String letter) {
        return switch (letter.toLowerCase(Locale.ROOT)) {
            case "s" -> Duration.ofSeconds(1);
            case "m" -> Duration.ofMinutes(1);
            case "h" -> Duration.ofHours(1);
            default -> Duration.ofDays(1);
        };
    }

    private Reading written(Matcher written, String text) {
        Optional<LocalDateTime> time = localTime(written.group(1) + "T" + written.group(2));
        Optional<ZoneId> named = written.group(3) == null ? Optional.of(zone) : namedZone(written.group(3));
        if (time.isEmpty()) {
            return refused(text, "is not a time of the calendar.");
        }
        return named.map(where -> at(time.get(), where))
                .orElseGet(() -> refused(
                        text,
                        "names a zone that is not certain. Name it as Europe/Berlin, or by its"
                                + " offset: abbreviations such as CST stand for several zones."));
    }

    private static Optional<LocalDateTime> localTime(String iso) {
        try {
            return Optional.of(LocalDateTime.parse(iso));
        } catch (DateTimeParseException _) {
            return Optional.empty();
        }
    }

    private static Optional<ZoneId> namedZone(String name) {
        boolean offset = name.startsWith("+") || name.startsWith("-") || name.equalsIgnoreCase("Z");
        if (!offset && !NAMED_ZONE.matcher(name).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(ZoneId.of(offset ? name.toUpperCase(Locale.ROOT) : name));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    private static Reading at(LocalDateTime time, ZoneId where) {
        List<ZoneOffset> offsets = where.getRules().getValidOffsets(time);
        if (offsets.size() == 1) {
            return understood(time.toInstant(offsets.getFirst()));
        }
        ZoneOffsetTransition change = where.getRules().getTransition(time);
        String first = reading(time, change.getOffsetBefore());
        String second = reading(time, change.getOffsetAfter());
        String shown = time.toString().replace('T', ' ');
        return new Reading.Refused(
                change.isOverlap()
                        ? "'%s' comes twice in %s, because clocks are set back: %s or %s. Write one of these."
                                .formatted(shown, where, first, second)
                        : "'%s' does not exist in %s, because clocks are set forward at %s: %s or %s may be meant. Write one of these."
                                .formatted(
                                        shown, where, change.getDateTimeBefore().toLocalTime(), first, second));
    }

    private static String reading(LocalDateTime time, ZoneOffset offset) {
        return "%s%s (%s)".formatted(time, offset, time.toInstant(offset));
    }

    private static Reading understood(Instant moment) {
        return new Reading.Understood(new RestoreMoment.At(moment.truncatedTo(ChronoUnit.SECONDS)));
    }

    private static Reading refused(String text, String why) {
        return new Reading.Refused("'" + Printable.line(text) + "' " + why + " " + FORMS);
    }
}
