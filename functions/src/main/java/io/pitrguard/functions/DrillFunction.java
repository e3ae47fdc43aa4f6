package io.pitrguard.functions;

import com.amazonaws.services.lambda.runtime.logging.LogLevel;
import io.pitrguard.config.Settings;
import io.pitrguard.domain.drill.DrillId;
import io.pitrguard.domain.drill.DrillOrder;
import io.pitrguard.domain.drill.DrillRecord;
import io.pitrguard.domain.restore.RestoreTimes;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.drill.DrillStep;
import io.pitrguard.drill.DrillSweeper;
import io.pitrguard.drill.RunDueDrills;
import io.pitrguard.port.SweepLease;
import io.pitrguard.port.Time;
import io.pitrguard.report.Json;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Drills for a state machine that waits in between: begins what is due, carries a drill on by one step, and cleans up. Each
 * call may come twice, and from two executions: a step is taken by one at a time, and what was stored is read again.
 */
public final class DrillFunction extends Handler {
    /** When to ask again where another invocation takes a step of the same drill. */
    static final Duration BUSY = Duration.ofMinutes(1);

    private final DrillFunctionTools tools;

    /** Wires the function from its environment; Lambda calls this. */
    public DrillFunction() {
        this(Deployment.onLambda());
    }

    /** Wires the function from these settings, to run on this clock. */
    public DrillFunction(Settings settings, Time time) {
        this(Deployment.of(settings, time));
    }

    /** Wires it from its deployment. */
    DrillFunction(Deployment deployment) {
        this(deployment, DrillFunctionTools.wired(deployment));
    }

    /** Takes its collaborators. */
    DrillFunction(Deployment deployment, DrillFunctionTools tools) {
        super(deployment, "drill");
        this.tools = tools;
    }

    @Override
    String handle(String event, Invocation invocation) {
        return switch (DrillEvent.parse(event)) {
            case DrillEvent.Due(Instant since) -> due(since, invocation);
            case DrillEvent.Advance(DrillId id) -> advance(id, invocation);
            case DrillEvent.Sweep(List<DrillId> drills) -> sweep(drills, invocation);
        };
    }

    /** Answers all drills that have to be carried on: also those of an earlier call, whose answer was lost. */
    private String due(Instant since, Invocation invocation) {
        SoleInvocation sole = new SoleInvocation(tools.beginning(), invocation.where(), invocation);
        sole.begin("begins drills");
        try {
            RunDueDrills.Run run = Required.of(
                    "Which drills are due could not be read.",
                    tools.due()
                            .run(
                                    invocation.where(),
                                    deployment().settings().policy(),
                                    order(invocation),
                                    new RestoreTimes(ZoneOffset.UTC),
                                    since));
            logged(run, invocation);
            List<DrillId> drills = Required.of(
                    "Which drills are not over could not be read.",
                    tools.unfinished().find(invocation.where()));
            return answered(answer(run, drills), invocation);
        } finally {
            sole.end();
        }
    }

    private DrillOrder order(Invocation invocation) {
        return new DrillOrder(
                invocation.context().getInvokedFunctionArn(),
                deployment().settings().policyDigest().orElse(""),
                Duration.ZERO,
                true);
    }

    private static Map<String, Object> answer(RunDueDrills.Run run, List<DrillId> drills) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("any", !drills.isEmpty());
        answer.put("drills", drills.stream().map(id -> Map.of("id", id.value())).toList());
        answer.put("begun", run.begun().size());
        answer.put("postponed", run.postponed().size());
        return answer;
    }

    private static void logged(RunDueDrills.Run run, Invocation invocation) {
        run.begun()
                .forEach(drill -> invocation.log(
                        "Began drill %s of %s."
                                .formatted(
                                        drill.id(),
                                        drill.plan().source().table().name()),
                        LogLevel.INFO));
        run.postponed()
                .forEach(each -> invocation.log(
                        "Postponed the drill of %s. %s".formatted(each.table().name(), each.reason()), LogLevel.WARN));
        run.problems().forEach(problem -> invocation.log(problem.message(), LogLevel.WARN));
    }

    private String advance(DrillId id, Invocation invocation) {
        SoleInvocation sole = new SoleInvocation(tools.steps().apply(id), invocation.where(), invocation);
        Optional<SweepLease.Held> other = sole.other("takes a step of drill " + id);
        if (other.isPresent()) {
            // Two executions may carry a drill on: a schedule may come twice, and a check may last beyond the next run.
            return answered(answer(id, "WAIT", BUSY), invocation);
        }
        try {
            return answered(step(id, invocation), invocation);
        } finally {
            sole.end();
        }
    }

    private Map<String, Object> step(DrillId id, Invocation invocation) {
        DrillStep step = Required.of(
                "Drill %s could not be carried on.".formatted(id),
                tools.engine().advance(invocation.where(), id));
        invocation.metrics(tools.notifier().announced());
        Map<String, Object> answer = switch (step) {
            case DrillStep.Again _ -> answer(id, "AGAIN", Duration.ZERO);
            case DrillStep.Wait(DrillRecord _, Duration pause) -> answer(id, "WAIT", pause);
            case DrillStep.Done _ -> answer(id, "DONE", Duration.ZERO);
        };
        answer.put("state", step.record().state().kind().name());
        step.record().verdict().ifPresent(verdict -> answer.put("verdict", verdict.name()));
        return answer;
    }

    private static Map<String, Object> answer(DrillId id, String next, Duration wait) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("drill", id.value());
        answer.put("next", next);
        // Whole seconds, as Step Functions takes them, and never less than asked for.
        answer.put("seconds", wait.plusMillis(999).toSeconds());
        return answer;
    }

    private String sweep(List<DrillId> drills, Invocation invocation) {
        DrillSweeper.Swept swept = Required.of(
                "What drills left over could not be read.", tools.sweeper().cleanUp(invocation.where()));
        swept.deleted()
                .forEach(table -> invocation.log(
                        "Deleted %s, which a drill had left over.".formatted(table.name()), LogLevel.WARN));
        swept.remaining()
                .forEach(each -> invocation.log(
                        "The table %s remains. %s".formatted(each.table().name(), String.join(" ", each.reasons())),
                        LogLevel.WARN));
        swept.problems().stream().map(Cause::message).forEach(problem -> invocation.log(problem, LogLevel.WARN));
        Optional<Cause> refused = tools.leftovers().notify(invocation.where(), swept);
        invocation.metrics(tools.notifier().announced());
        Required.done("People could not be notified of what drills left over.", refused);
        List<DrillId> open = Required.of(
                "Which drills are not over could not be read.",
                tools.unfinished().among(invocation.where(), drills));
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("open", !open.isEmpty());
        answer.put("drills", open.stream().map(DrillId::value).toList());
        answer.put("deleted", swept.deleted().size());
        answer.put("remaining", swept.remaining().size());
        return answered(answer, invocation);
    }

    private static String answered(Map<String, Object> answer, Invocation invocation) {
        String json = Json.write(answer);
        invocation.log(json, LogLevel.INFO);
        return json;
    }
}
