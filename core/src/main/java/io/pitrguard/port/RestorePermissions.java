package io.pitrguard.port;

import io.pitrguard.domain.restore.RestoreCall;
import io.pitrguard.domain.table.Cause;
import java.util.List;

/** Checks beforehand whether the caller may carry out a restore. Never throws for what AWS answers. */
@FunctionalInterface
public interface RestorePermissions {
    /** Whether the caller may. */
    sealed interface Answer {
        /** IAM's simulation allows every action. Policies that it does not see, such as of an organization, may still deny. */
        record Allowed() implements Answer {}

        /**
         * The caller lacks permissions.
         *
         * @param actions the IAM actions, such as {@code dynamodb:PutItem on ARN}; not empty
         */
        record Missing(List<String> actions) implements Answer {
            public Missing {
                actions = List.copyOf(actions);
                if (actions.isEmpty()) {
                    throw new IllegalArgumentException("a missing permission needs its action");
                }
            }
        }

        /** It could not be found out. */
        record NotKnown(Cause cause) implements Answer {}
    }

    /**
     * Asks IAM to simulate the calls and what AWS does on behalf of the caller.
     *
     * @param caller the ARN that makes the call, as STS names it
     */
    Answer check(String caller, RestoreCall call);
}
