package io.pitrguard.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.table.Cause;
import org.junit.jupiter.api.Test;

/** The twin of the state machine. */
class InMemoryRestoreExecutionsTest extends RestoreExecutionsContract {
    private InMemoryRestoreExecutions executions = new InMemoryRestoreExecutions(true);

    @Override
    protected RestoreExecutions executions(boolean deployed) {
        executions = new InMemoryRestoreExecutions(deployed);
        return executions;
    }

    @Override
    protected void end(String name) {
        executions.end(name);
    }

    @Override
    protected void deny() {
        executions.fail(new Cause(Cause.Kind.DENIED, "AWS denied it."));
    }

    @Test
    void answersATaskThatWaitsOnce() {
        executions.await("t-1");

        assertThat(executions.proceed("t-1").success()).hasValue(RestoreExecutions.Answered.DELIVERED);
        assertThat(executions.proceed("t-1").success()).hasValue(RestoreExecutions.Answered.NOT_WAITING);
        assertThat(executions.answers()).containsExactly("t-1");
    }
}
