package io.pitrguard.sandbox.lambda;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.regex.Pattern;

/** A batch of messages that was written down once, for functions whose clock is the real one. */
public final class RecordedBatch {

    private static final Pattern SENT = Pattern.compile("(\"SentTimestamp\"\\s*:\\s*\")(\\d+)(?=\")");
    private static final Pattern RECEIVED =
            Pattern.compile("(\"ApproximateFirstReceiveTimestamp\"\\s*:\\s*\")(\\d+)(?=\")");
    private static final Pattern MOMENT = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");

    private RecordedBatch() {}

    /**
     * Moves all moments in it, those in the bodies included, as if its newest message had been sent then. Digests of
     * bodies stay as they are.
     *
     * @throws java.util.NoSuchElementException when no message says when it was sent
     */
    public static String sentAt(Instant moment, String batch) {
        Instant newest = SENT.matcher(batch)
                .results()
                .map(sent -> Instant.ofEpochMilli(Long.parseLong(sent.group(2))))
                .max(Comparator.naturalOrder())
                .orElseThrow();
        Duration by = Duration.between(newest, moment).truncatedTo(ChronoUnit.SECONDS);
        String moved = MOMENT.matcher(batch)
                .replaceAll(time -> Instant.parse(time.group()).plus(by).toString());
        return movedMillis(RECEIVED, movedMillis(SENT, moved, by), by);
    }

    private static String movedMillis(Pattern pattern, String batch, Duration by) {
        return pattern.matcher(batch)
                .replaceAll(time -> time.group(1) + (Long.parseLong(time.group(2)) + by.toMillis()));
    }
}
