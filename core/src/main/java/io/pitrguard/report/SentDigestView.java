package io.pitrguard.report;

import java.util.List;

/**
 * A digest that was sent, so that a repetition of the summary does not send it again.
 *
 * @param at ISO-8601, UTC
 * @param received whether it counts as received
 * @param tables the ARNs of the tables that it is about
 * @param selfCheck whether it holds all that there is to tell of the self-check
 * @param blindSpots what the self-check found
 */
public record SentDigestView(
        String at, boolean received, List<String> tables, boolean selfCheck, List<String> blindSpots) {
    public SentDigestView {
        tables = List.copyOf(tables);
        blindSpots = List.copyOf(blindSpots);
    }
}
