package io.pitrguard.aws;

import io.pitrguard.domain.finding.FindingKind;
import io.pitrguard.domain.ledger.LastAttempt;
import io.pitrguard.domain.ledger.RunMarker;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The attributes of what runs set out to do, and of how that ended. */
final class RunCodec {
    private static final String AT = "at";
    private static final String RUN = "run";
    private static final String CHANGE = "change";
    private static final String RECORDED = "recorded";
    private static final String SPAN = "span";
    private static final String OPEN = "open";
    private static final String ENDING = "ending";

    private RunCodec() {}

    /** The span that most have is left out, as earlier versions did. */
    static ItemWriter write(RunMarker marker) {
        ItemWriter item = new ItemWriter()
                .instant(AT, marker.at())
                .text(RUN, marker.run())
                .choice(CHANGE, marker.change())
                .flag(RECORDED, marker.recorded());
        marker.open()
                .ifPresent(open -> item.texts(
                        OPEN, open.stream().map(FindingKind::toString).toList()));
        return switch (marker.span()) {
            case CALL -> item;
            case SWEEP -> item.choice(SPAN, marker.span());
        };
    }

    static RunMarker marker(Fields fields) {
        return new RunMarker(
                fields.instant(AT),
                fields.text(RUN),
                fields.choice(CHANGE, RunMarker.Change.class),
                fields.flag(RECORDED),
                fields.hasAny(List.of(SPAN)) ? fields.choice(SPAN, RunMarker.Span.class) : RunMarker.Span.CALL,
                fields.hasAny(List.of(OPEN)) ? Optional.of(open(fields)) : Optional.empty());
    }

    /** A finding that only another version knows is none that this one could find open. */
    private static SortedSet<FindingKind> open(Fields fields) {
        return fields.texts(OPEN).stream()
                .flatMap(name -> FindingKind.named(name).stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    static ItemWriter write(LastAttempt attempt) {
        return new ItemWriter()
                .choice(CHANGE, attempt.change())
                .instant(AT, attempt.at())
                .choice(ENDING, attempt.ending());
    }

    static LastAttempt attempt(Fields fields) {
        return new LastAttempt(
                fields.choice(CHANGE, RunMarker.Change.class),
                fields.instant(AT),
                fields.choice(ENDING, LastAttempt.Ending.class));
    }
}
