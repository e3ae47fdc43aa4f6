package io.pitrguard.domain.drill;

/**
 * Why a drill ended before its checks did.
 *
 * @param verdict {@code FAILED} where AWS did not restore the table, {@code NOT_PROVEN} where it was not known to
 * @param reason what happened, in sentences
 * @param remedy what a person does, in sentences
 */
public record Abort(DrillVerdict verdict, String reason, String remedy) {
    public Abort {
        if (verdict == DrillVerdict.PASSED) {
            throw new IllegalArgumentException("a drill that was aborted is not passed");
        }
    }
}
