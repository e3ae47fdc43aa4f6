package io.pitrguard.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A digest that was sent, so that a repetition of the summary does not send it again.
 *
 * @param at ISO-8601, UTC
 * @param received whether somebody may have got it; null until that is known
 * @param tables the ARNs of the tables that it is about
 * @param selfCheck whether it holds all that there is to tell of the self-check
 * @param blindSpots what the self-check found
 */
public record SentDigestView(
        String at, @Nullable Boolean received, List<String> tables, boolean selfCheck, List<String> blindSpots) {
    public SentDigestView {
        tables = List.copyOf(tables);
        blindSpots = List.copyOf(blindSpots);
    }

    /** Returns the same once it is known whether somebody may have got it. */
    public SentDigestView with(boolean gotIt) {
        return new SentDigestView(at, gotIt, tables, selfCheck, blindSpots);
    }
}
