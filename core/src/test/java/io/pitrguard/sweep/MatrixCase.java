package io.pitrguard.sweep;

import io.pitrguard.sandbox.fault.Effect;
import io.pitrguard.sandbox.fault.Fault;
import io.pitrguard.sandbox.fault.Faults;
import io.pitrguard.sweep.MatrixTable.Said;
import io.pitrguard.sweep.MatrixTable.Trait;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One fault at one place of a sweep, and what the sweep must say of each table then.
 *
 * @param victim the only table that is hit; null for all
 */
record MatrixCase(
        List<MatrixTable> fleet,
        MatrixSpot spot,
        Effect effect,
        boolean always,
        @Nullable MatrixTable victim,
        boolean fix) {
    static final int LIST_PAGE = 5;

    /** Arms the fault: for calls on a table once for each table, so that it is certain whom it hits. */
    void arm(Faults faults) {
        Fault fault = Fault.on(spot.operation(), effect)
                .skip(spot.earlierCalls())
                .times(always ? Fault.ALWAYS : 1)
                .delay(Duration.ofMillis(2));
        if (!spot.ofOneTable()) {
            faults.add(fault);
            return;
        }
        fleet.stream().filter(this::hits).forEach(table -> faults.add(fault.table(table.table())));
    }

    boolean listingFails() {
        return spot.operation().equals("ListTables") && spot.blinded(effect, always);
    }

    /** The tables that are listed. */
    List<MatrixTable> listed() {
        int seen = spot == MatrixSpot.LIST_FIRST_PAGE ? 0 : LIST_PAGE;
        return listingFails() ? fleet.subList(0, seen) : fleet;
    }

    /** What must be said of a table. */
    Said expected(MatrixTable table) {
        if (listingFails()) {
            return table.said(false);
        }
        Said undisturbed = table.said(fix);
        return hits(table) && spot.blinded(effect, always) ? disturbed(table, undisturbed) : undisturbed;
    }

    private boolean hits(MatrixTable table) {
        return victim == null || victim == table;
    }

    private Said disturbed(MatrixTable table, Said undisturbed) {
        Said before = table.said(false);
        boolean gone = effect == Effect.GONE;
        boolean again = fix && table.is(Trait.READ_AGAIN);
        return switch (spot) {
            case LIST_FIRST_PAGE, LIST_SECOND_PAGE -> before;
            case TAGS_FIRST_PAGE, TAGS_SECOND_PAGE -> table.is(Trait.NEEDS_TAGS) ? open() : undisturbed;
            case STATE_IN_SWEEP -> stateInSweep(table, undisturbed);
            case DETAILS_IN_SWEEP -> detailsInSweep(table, undisturbed);
            case STATE_READ_BEFORE_WRITE -> again ? deferred(before) : undisturbed;
            // An exemption that only the bulk index knows is read from the table.
            case TAGS_READ_BEFORE_WRITE ->
                table == MatrixTable.EXEMPT_TAGGED ? open() : again ? deferred(before) : undisturbed;
            case DETAILS_READ_BEFORE_WRITE ->
                again ? gone ? new Said("NOT_APPLICABLE", "none") : deferred(before) : undisturbed;
            case STATE_READ_AFTER_WRITE -> stateAfterWrite(table, undisturbed);
            case TAGS_READ_AFTER_WRITE ->
                table.is(Trait.HANGS_ON_ALL_WHEN_WRITTEN)
                        ? new Said("UNDETERMINED", "Fixed", undisturbed.days())
                        : undisturbed;
            case DETAILS_READ_AFTER_WRITE -> detailsAfterWrite(table, undisturbed);
            case WRITE -> write(table, undisturbed);
        };
    }

    private Said stateInSweep(MatrixTable table, Said undisturbed) {
        if (effect == Effect.GONE) {
            // AWS describes the table and yet knows no backups: true of an archived one only.
            boolean leaves = table == MatrixTable.ARCHIVED || table == MatrixTable.DELETING;
            return leaves ? undisturbed : open();
        }
        return table.is(Trait.EXEMPT_BY_NAME) ? undisturbed : open();
    }

    private Said detailsInSweep(MatrixTable table, Said undisturbed) {
        if (!table.is(Trait.DESCRIBED)) {
            return undisturbed;
        }
        if (effect == Effect.GONE) {
            return new Said("NOT_APPLICABLE", "none");
        }
        if (table.is(Trait.NEEDS_DETAILS) || table == MatrixTable.ARCHIVED) {
            return open();
        }
        if (table == MatrixTable.DELETING) {
            // Its recovery is off, which is certain; that it is on its way out is not known.
            return new Said("NON_COMPLIANT", "AlertOnly");
        }
        return fix && always && table.is(Trait.READ_AGAIN) ? deferred(table.said(false)) : undisturbed;
    }

    private Said detailsAfterWrite(MatrixTable table, Said undisturbed) {
        boolean gone = effect == Effect.GONE;
        if (table.is(Trait.NOT_YET)) {
            // Nothing was written: this is the look before the second try.
            return gone ? new Said("NOT_APPLICABLE", "none") : undisturbed;
        }
        if (!table.is(Trait.WRITTEN)) {
            return undisturbed;
        }
        boolean hangs = table.is(Trait.HANGS_ON_ALL_WHEN_WRITTEN);
        String verdict = gone ? "NOT_APPLICABLE" : hangs ? "UNDETERMINED" : undisturbed.verdict();
        return new Said(verdict, "Fixed", undisturbed.days());
    }

    private Said stateAfterWrite(MatrixTable table, Said undisturbed) {
        // What is not denied is read again for a while.
        boolean lasts = switch (effect) {
            case DENIED, DENIED_BY_CONTROL_POLICY, EXPIRED_TOKEN, INACCESSIBLE_KEY -> true;
            case THROTTLED,
                    THROTTLED_PROVISIONED,
                    REQUEST_LIMIT,
                    SERVER_ERROR,
                    UNAVAILABLE,
                    GONE,
                    NOT_YET,
                    MALFORMED,
                    NOT_HTTP,
                    EMPTY,
                    CONNECTION_DROPPED,
                    VALIDATION,
                    IGNORED,
                    SLOW -> always;
        };
        return table.is(Trait.WRITTEN) && lasts
                ? new Said("UNDETERMINED", "Unconfirmed", undisturbed.days())
                : undisturbed;
    }

    private Said write(MatrixTable table, Said undisturbed) {
        if (!table.is(Trait.WRITTEN) && !table.is(Trait.NOT_YET)) {
            return undisturbed;
        }
        Said before = table.said(false);
        return switch (effect) {
            case THROTTLED, THROTTLED_PROVISIONED, REQUEST_LIMIT -> deferred(before);
            // The table is ready in the next round.
            case NOT_YET -> always ? deferred(before) : undisturbed;
            case IGNORED -> table.is(Trait.NOT_YET) ? undisturbed : unconfirmed(before);
            case DENIED, DENIED_BY_CONTROL_POLICY, EXPIRED_TOKEN, GONE, INACCESSIBLE_KEY, VALIDATION -> failed(before);
            case SERVER_ERROR, UNAVAILABLE, MALFORMED, NOT_HTTP, EMPTY, CONNECTION_DROPPED -> unconfirmed(before);
            case SLOW -> undisturbed;
        };
    }

    private static Said open() {
        return new Said("UNDETERMINED", "none");
    }

    private static Said deferred(Said before) {
        return new Said(before.verdict(), "Deferred");
    }

    private static Said unconfirmed(Said before) {
        return new Said(before.verdict(), "Unconfirmed");
    }

    private static Said failed(Said before) {
        return new Said(before.verdict(), "FixFailed");
    }

    @Override
    public String toString() {
        return "%s %s at %s on %s, %s%s"
                .formatted(
                        effect,
                        always ? "always" : "once",
                        spot,
                        !spot.ofOneTable() ? "the call" : victim == null ? "all tables" : victim.table(),
                        fix ? "with fix" : "without fix",
                        fleet == MatrixTable.HEALTHY ? ", healthy fleet" : "");
    }
}
