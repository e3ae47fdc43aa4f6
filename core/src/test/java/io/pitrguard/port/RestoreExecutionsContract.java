package io.pitrguard.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.restore.RestoreId;
import io.pitrguard.domain.table.Cause;
import org.junit.jupiter.api.Test;

/** What the state machine and its twin have in common. */
public abstract class RestoreExecutionsContract {
    private static final RestoreId ID = new RestoreId("20261130-091500-orders-7f3a");

    /** Returns executions in an account, with a state machine or without. */
    protected abstract RestoreExecutions executions(boolean deployed);

    /** Ends the execution of this name. */
    protected abstract void end(String name);

    /** Denies all calls from now on. */
    protected abstract void deny();

    @Test
    void knowsWhetherTheStateMachineExists() {
        assertThat(executions(true).deployed().success()).hasValue(true);
        assertThat(executions(false).deployed().success()).hasValue(false);
    }

    @Test
    void startsARestoreOnce() {
        RestoreExecutions executions = executions(true);

        assertThat(executions.start(ID).success()).hasValue(ID.value());
        assertThat(executions.start(ID).success()).hasValue(ID.value());
    }

    @Test
    void startsAnotherExecutionAfterOneThatEnded() {
        RestoreExecutions executions = executions(true);
        executions.start(ID);
        end(ID.value());

        assertThat(executions.start(ID).success()).hasValue(ID.value() + "-2");
        assertThat(executions.start(ID).success()).as("while it runs").hasValue(ID.value() + "-2");
        end(ID.value() + "-2");
        assertThat(executions.start(ID).success()).hasValue(ID.value() + "-3");
    }

    @Test
    void answersNoTaskThatDoesNotWait() {
        RestoreExecutions executions = executions(true);

        assertThat(executions.proceed("unknown").success()).hasValue(RestoreExecutions.Answered.NOT_WAITING);
    }

    @Test
    void failsWhereTheCallerMayNot() {
        RestoreExecutions executions = executions(true);
        deny();

        assertThat(executions.deployed().failure()).map(Cause::kind).hasValue(Cause.Kind.DENIED);
        assertThat(executions.start(ID).failure()).map(Cause::kind).hasValue(Cause.Kind.DENIED);
        assertThat(executions.proceed("token").failure()).map(Cause::kind).hasValue(Cause.Kind.DENIED);
    }
}
