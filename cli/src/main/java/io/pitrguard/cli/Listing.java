package io.pitrguard.cli;

import java.util.Optional;

/**
 * How a sweep is listed as a text table.
 *
 * @param all whether to list every table of a large fleet
 * @param interruptedAfter how far the sweep came, such as "120 of 1000 tables"; empty if nobody interrupted it
 * @param remediates whether a rule of the policy lets the sweep change tables
 * @param quiet whether to list only problems
 */
record Listing(Screen screen, boolean all, Optional<String> interruptedAfter, boolean remediates, boolean quiet) {
    /** Returns the same that lists only problems. */
    Listing onlyProblems() {
        return new Listing(screen, all, interruptedAfter, remediates, true);
    }

    /** Creates the listing of a sweep that nobody interrupted, with a policy that remediates. */
    Listing(Screen screen, boolean all) {
        this(screen, all, Optional.empty(), true, false);
    }
}
