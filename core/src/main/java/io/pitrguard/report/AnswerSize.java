package io.pitrguard.report;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** A sweep as one JSON line that fits into what Lambda gives back from a call and takes as a log event. */
public final class AnswerSize {
    /** Lambda answers at most 6 MB; CloudWatch Logs takes at most 1 MiB an event. */
    public static final int MAX_BYTES = 900_000;

    /**
     * A state of Step Functions holds at most 256 KiB. The next sweep may ask for this one's execution, and its answer has
     * this result in it, escaped as text.
     */
    public static final int MAX_RESULT = 120_000;

    private AnswerSize() {}

    /**
     * Returns the JSON; when it is too large, of the tables that there is something to say of, as many as fit, with long
     * texts and lists cut.
     */
    public static String fit(SweepView view) {
        String whole = Json.write(view);
        if (fits(whole)) {
            return whole;
        }
        Excerpt excerpt = Excerpt.SIZES.getFirst();
        List<SweepView.TableView> telling =
                DigestSection.telling(view).stream().map(excerpt::of).toList();
        int count = telling.size();
        String json = write(view, excerpt, telling, count);
        while (!fits(json) && count > 0) {
            count = count * 3 / 4;
            json = write(view, excerpt, telling, count);
        }
        return json;
    }

    /**
     * Returns the report as JSON, cut to what a state machine takes as a result: the worst accounts and regions, and what was
     * not swept.
     */
    public static String fit(OrganizationReport report) {
        String whole = Json.write(report);
        return bytes(whole) <= MAX_RESULT ? whole : cut(report);
    }

    private static String cut(OrganizationReport report) {
        return Excerpt.SIZES.stream()
                .map(size -> Json.write(size.of(report)))
                .filter(json -> bytes(json) <= MAX_RESULT)
                .findFirst()
                .orElseGet(() -> Json.write(Excerpt.SIZES.getLast().of(report)));
    }

    private static String write(SweepView view, Excerpt excerpt, List<SweepView.TableView> telling, int count) {
        return Json.write(new SweepView(
                excerpt.of(view.sweep()),
                view.summary(),
                telling.subList(0, count),
                view.tables().size() - count));
    }

    /** Whether a text fits into both. */
    static boolean fits(String text) {
        return bytes(text) <= MAX_BYTES;
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
