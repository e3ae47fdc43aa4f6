package io.pitrguard.port;

import io.pitrguard.domain.restore.RestoreId;

/** The deployed state machine that carries restores through. Never throws for what AWS answers. */
public interface RestoreExecutions {
    /** The name of the state machine of a deployment. */
    String STATE_MACHINE = "pitr-guard-restore";

    /** How the answer to a task that waits for a person ended. */
    enum Answered {
        /** The execution continues. */
        DELIVERED,
        /** No task waits for the token: it was answered before, or has expired. */
        NOT_WAITING
    }

    /** Whether the state machine exists in this account and region. */
    Result<Boolean> deployed();

    /**
     * Starts an execution for a restore, unless one is running. One that ended is followed by another.
     *
     * @return the name of the execution
     */
    Result<String> start(RestoreId id);

    /** Lets the execution continue that waits with this task token: its next step reads the person's word in the record. */
    Result<Answered> proceed(String token);
}
