package io.pitrguard.aws;

import io.pitrguard.domain.settings.Reading;
import io.pitrguard.domain.settings.SettingValue;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.port.TableSettings.Reply;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** Turns what AWS answers to calls on settings into readings and replies. */
final class SettingAnswers {
    /** What AWS says while another change is under way. */
    private static final java.util.Set<String> BUSY = java.util.Set.of(
            "ResourceInUseException",
            "ConcurrentUpdateException",
            "ConcurrentModification",
            "ConcurrentModificationException");

    private SettingAnswers() {}

    /**
     * Returns what a call read.
     *
     * @param action the IAM action of the call
     * @param on what it is called for, as people know it
     */
    static Reading read(String action, String on, Supplier<Reading> call) {
        try {
            return call.get();
        } catch (SdkException e) {
            return new Reading.Unreadable(AwsErrors.sort(action, on, e));
        }
    }

    /** Returns what AWS said to a writing call. */
    static Reply write(String action, String on, Runnable call) {
        try {
            call.run();
            return new Reply.Accepted();
        } catch (SdkException e) {
            Cause cause = AwsErrors.sort(action, on, e);
            return e instanceof AwsServiceException service && BUSY.contains(AwsErrors.code(service))
                    ? new Reply.Busy(cause.what())
                    : new Reply.Failed(cause);
        }
    }

    /** Returns the reading of an answer that lacks something which AWS always sends, or has what nobody knows. */
    static Reading incomplete(String action, String on, String what) {
        return new Reading.Unreadable(
                new Cause(Cause.Kind.BROKEN, "AWS answered " + action + " on " + on + " " + what + "."));
    }

    /** Returns the reading of a setting that the table has nothing of. */
    static Reading none() {
        return Reading.of(SettingValue.NONE);
    }

    /** Returns the reply to a change that cannot be made as things are. */
    static Reply impossible(String why) {
        return new Reply.Failed(new Cause(Cause.Kind.REFUSED, why));
    }
}
