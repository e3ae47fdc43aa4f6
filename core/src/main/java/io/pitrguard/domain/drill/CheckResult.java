package io.pitrguard.domain.drill;

/**
 * What one check came to.
 *
 * @param how what was read, in a sentence or a few words
 * @param expected what it should have shown
 * @param seen what it showed
 * @param reason why it is not passed, in sentences; empty where it is
 */
public record CheckResult(
        CheckKind kind, String how, String expected, String seen, DrillVerdict verdict, String reason) {
    public CheckResult {
        if ((verdict == DrillVerdict.PASSED) != reason.isEmpty()) {
            throw new IllegalArgumentException("exactly a check that is not passed has a reason");
        }
    }

    /** What a check looked at and for: everything but what it came to. */
    public record Question(CheckKind kind, String how, String expected) {
        /** Returns the result of a check that is passed. */
        public CheckResult passed(String seen) {
            return new CheckResult(kind, how, expected, seen, DrillVerdict.PASSED, "");
        }

        /** Returns the result of a check that shows that something is wrong. */
        public CheckResult failed(String seen, String reason) {
            return new CheckResult(kind, how, expected, seen, DrillVerdict.FAILED, reason);
        }

        /** Returns the result of a check that shows neither. */
        public CheckResult notProven(String seen, String reason) {
            return new CheckResult(kind, how, expected, seen, DrillVerdict.NOT_PROVEN, reason);
        }
    }
}
