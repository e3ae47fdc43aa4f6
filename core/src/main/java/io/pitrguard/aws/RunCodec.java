package io.pitrguard.aws;

import io.pitrguard.domain.ledger.LastAttempt;
import io.pitrguard.domain.ledger.RunMarker;

/** The attributes of what runs set out to do, and of how that ended. */
final class RunCodec {
    private static final String AT = "at";
    private static final String RUN = "run";
    private static final String CHANGE = "change";
    private static final String RECORDED = "recorded";
    private static final String ENDING = "ending";

    private RunCodec() {}

    static ItemWriter write(RunMarker marker) {
        return new ItemWriter()
                .instant(AT, marker.at())
                .text(RUN, marker.run())
                .choice(CHANGE, marker.change())
                .flag(RECORDED, marker.recorded());
    }

    static RunMarker marker(Fields fields) {
        return new RunMarker(
                fields.instant(AT),
                fields.text(RUN),
                fields.choice(CHANGE, RunMarker.Change.class),
                fields.flag(RECORDED));
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
