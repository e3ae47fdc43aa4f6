package io.pitrguard.port;

import io.pitrguard.domain.restore.RestoreId;
import io.pitrguard.domain.table.Cause;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** A state machine that runs nothing: a test ends its executions, and lets tasks wait. */
public final class InMemoryRestoreExecutions implements RestoreExecutions {
    private final boolean deployed;
    private final List<String> names = new ArrayList<>();
    private final Set<String> ended = new HashSet<>();
    private final Set<String> waiting = new HashSet<>();
    private final List<String> answers = new ArrayList<>();
    private Optional<Cause> problem = Optional.empty();

    /** Creates one in an account with a deployment, or without. */
    public InMemoryRestoreExecutions(boolean deployed) {
        this.deployed = deployed;
    }

    /** Lets all calls fail from now on. */
    public void fail(Cause cause) {
        problem = Optional.of(cause);
    }

    /** Ends the execution of this name. */
    public void end(String name) {
        ended.add(name);
    }

    /** Lets a task wait with this token. */
    public void await(String token) {
        waiting.add(token);
    }

    /** Returns the names of all executions, in the order of their start. */
    public List<String> names() {
        return List.copyOf(names);
    }

    /** Returns the tokens that were answered. */
    public List<String> answers() {
        return List.copyOf(answers);
    }

    @Override
    public Result<Boolean> deployed() {
        return unlessFailing(() -> deployed);
    }

    @Override
    public Result<String> start(RestoreId id) {
        return unlessFailing(() -> {
            int run = 1;
            String name = id.value();
            while (ended.contains(name)) {
                run++;
                name = id.value() + "-" + run;
            }
            if (!names.contains(name)) {
                names.add(name);
            }
            return name;
        });
    }

    @Override
    public Result<Answered> proceed(String token) {
        return unlessFailing(() -> {
            if (!waiting.remove(token)) {
                return Answered.NOT_WAITING;
            }
            answers.add(token);
            return Answered.DELIVERED;
        });
    }

    private <T> Result<T> unlessFailing(Supplier<T> answer) {
        return problem.<Result<T>>map(Result.Failure::new).orElseGet(() -> new Result.Success<>(answer.get()));
    }
}
