package io.pitrguard.remediate;

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

    /** Returns a sentence on who tries again what is not possible now. */
    public String again() {
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
