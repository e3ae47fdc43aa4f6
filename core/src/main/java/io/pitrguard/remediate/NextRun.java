package io.pitrguard.remediate;

import io.pitrguard.domain.remediation.Outcome;

/** Who starts the run that does what this one left undone: a schedule, or the person at the terminal. */
public enum NextRun {
    SCHEDULED(
            "The next sweep tries again.",
            "The next sweep continues with the rest.",
            "The first sweep of the next hour continues with the rest."),
    BY_HAND(
            "To try again, run the command again.",
            "For the rest, run the command again.",
            "For the rest, run the command again in the next hour.");

    private final String again;
    private final String rest;
    private final String restNextHour;

    NextRun(String again, String rest, String restNextHour) {
        this.again = again;
        this.rest = rest;
        this.restNextHour = restNextHour;
    }

    /** Returns the outcome of a change that is not possible now. */
    public Outcome deferred(String why) {
        return new Outcome.Deferred(why + " " + again);
    }

    /** Returns the outcome of a change that there was no time for. */
    public Outcome deferredForTime(String why) {
        return new Outcome.Deferred(why + " " + again, true);
    }

    /** Returns a sentence on who tries again what was not possible now. */
    public String tryAgain() {
        return again;
    }

    /** Returns a sentence on who changes the tables that had no place in the change budget. */
    public String rest() {
        return rest;
    }

    /** Returns the same where the change budget of the hour is exhausted. */
    public String restNextHour() {
        return restNextHour;
    }
}
