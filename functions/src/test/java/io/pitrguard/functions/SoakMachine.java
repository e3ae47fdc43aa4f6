package io.pitrguard.functions;

import io.pitrguard.functions.SoakHub.End;
import io.pitrguard.functions.SoakHub.Kind;
import io.pitrguard.report.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Function;

/**
 * An execution of the state machine: plan, all places in as many calls as they take, and summary. Calls are repeated as the
 * definition of infra/ says; those of several places come in any order.
 */
final class SoakMachine {
    private static final Duration STILL_RUNNING = Duration.ofMinutes(1);
    private static final int MOST_STILL_RUNNING = 18;
    private static final Duration FAILED = Duration.ofSeconds(10);
    private static final int MOST_FAILED = 3;

    /** How an execution stands, as Step Functions says it. */
    enum Status {
        RUNNING,
        SUCCEEDED,
        FAILED,
        ABORTED
    }

    /** What the execution is part of. */
    interface World {
        /** Invokes a function. */
        End call(SoakMachine machine, Kind kind, Map<String, Object> input);

        /** Returns how the execution of that name stands. */
        Status status(String execution);

        Instant now();
    }

    final String name;
    final Instant started;
    private final World world;
    private final Function<String, String> documents;
    private final Random random;
    private final List<Task> tasks = new ArrayList<>();
    private Status status = Status.RUNNING;

    /** A call to make, and what was tried of it. */
    private static final class Task {
        final Kind kind;
        Map<String, Object> input;
        Instant due = Instant.MIN;
        int failed;
        int stillRunning;

        Task(Kind kind, Map<String, Object> input) {
            this.kind = kind;
            this.input = input;
        }
    }

    /**
     * Starts an execution.
     *
     * @param documents the texts of the bucket by their keys
     */
    SoakMachine(String name, World world, Function<String, String> documents, Random random) {
        this.name = name;
        this.world = world;
        this.documents = documents;
        this.random = random;
        this.started = world.now();
        tasks.add(new Task(Kind.PLAN, Map.of("sweep", name, "started", started.toString())));
    }

    Status status() {
        return status;
    }

    /** Whether it goes through the places. */
    boolean isSweeping() {
        return tasks.stream().anyMatch(task -> task.kind == Kind.PLACE);
    }

    /** A person stops the execution. */
    void abort() {
        status = Status.ABORTED;
        tasks.clear();
    }

    /** Makes one of the calls that are due; none if all wait. */
    void advance() {
        List<Task> due =
                tasks.stream().filter(task -> !task.due.isAfter(world.now())).toList();
        if (due.isEmpty()) {
            return;
        }
        Task task = due.get(random.nextInt(due.size()));
        switch (world.call(this, task.kind, task.input)) {
            case End.Answered(Map<?, ?> answer) -> answered(task, answer);
            case End.Failed(StillRunningException _) -> {
                task.due = world.now().plus(STILL_RUNNING);
                repeat(task, ++task.stillRunning <= MOST_STILL_RUNNING);
            }
            case End.Failed _, End.Killed _ -> {
                task.due = world.now().plus(FAILED);
                repeat(task, ++task.failed <= MOST_FAILED);
            }
        }
    }

    private void repeat(Task task, boolean again) {
        if (again) {
            return;
        }
        tasks.remove(task);
        switch (task.kind) {
            case PLAN -> summarize();
            case PLACE -> summarizeAtEnd();
            case SUMMARY -> status = Status.FAILED;
            case DRIFT -> throw new IllegalStateException("the machine does not call it");
        }
    }

    private void answered(Task task, Map<?, ?> answer) {
        tasks.remove(task);
        switch (task.kind) {
            case PLAN -> planned(task, answer);
            case PLACE -> swept(answer);
            case SUMMARY -> status = Status.SUCCEEDED;
            case DRIFT -> throw new IllegalStateException("the machine does not call it");
        }
    }

    private void planned(Task task, Map<?, ?> answer) {
        if (!Boolean.TRUE.equals(answer.get("busy"))) {
            for (Object place :
                    (List<?>) Objects.requireNonNull(Json.parse(documents.apply("" + answer.get("places"))))) {
                tasks.add(new Task(
                        Kind.PLACE, Map.of("sweep", name, "started", started.toString(), "call", 1, "place", place)));
            }
            summarizeAtEnd();
            return;
        }
        String holder = String.valueOf(answer.get("heldBy"));
        if (!task.input.containsKey("ended") && world.status(holder) != Status.RUNNING) {
            Map<String, Object> takeOver = new LinkedHashMap<>(task.input);
            takeOver.put("ended", holder);
            tasks.add(new Task(Kind.PLAN, takeOver));
        } else {
            status = Status.SUCCEEDED;
        }
    }

    private void swept(Map<?, ?> answer) {
        if (Boolean.TRUE.equals(answer.get("more"))) {
            Map<String, Object> next = new LinkedHashMap<>();
            answer.forEach((key, value) -> next.put(String.valueOf(key), value));
            tasks.add(new Task(Kind.PLACE, next));
        }
        summarizeAtEnd();
    }

    private void summarizeAtEnd() {
        if (tasks.isEmpty()) {
            summarize();
        }
    }

    private void summarize() {
        tasks.add(new Task(Kind.SUMMARY, Map.of("sweep", name)));
    }
}
