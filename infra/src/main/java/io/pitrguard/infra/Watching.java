package io.pitrguard.infra;

import io.pitrguard.config.FunctionKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.sqs.IQueue;
import software.constructs.Construct;

/**
 * What watches a deployment: the alarms and the dashboard that its footprint has.
 *
 * @param machine empty where a function sweeps
 */
record Watching(
        DeploymentOptions options,
        AlertTopics topics,
        SharedResources shared,
        Map<FunctionKind, GuardFunction> functions,
        Optional<SweepMachine> machine) {
    Watching {
        functions = Map.copyOf(functions);
    }

    /**
     * Adds them to a stack.
     *
     * @param deadLetters each key is the id of its alarm
     */
    void addTo(Construct stack, Map<String, IQueue> deadLetters) {
        GuardMetrics metrics =
                new GuardMetrics(stack, options.protection().sweeps().minutes());
        AlarmTexts texts = new AlarmTexts(new Commands(options, Stack.of(stack).getRegion()));
        List<AlarmSpec> itself = ofItself(metrics, texts, deadLetters);
        FootprintAlarms alarms = new FootprintAlarms(options.footprint(), metrics, texts);
        new GuardAlarms(
                stack,
                "Alarms",
                new GuardAlarms.Props(
                        options.name(),
                        options.notifications().page(PitrGuardStack.RUNBOOK),
                        shared,
                        alarms.ofTables(AlarmSpecs.ofTables(metrics, texts)),
                        alarms.ofItself(itself),
                        alarms.haveAllClear()));
        if (alarms.haveDashboard()) {
            new GuardDashboard(stack, "Dashboard", new GuardDashboard.Props(options, metrics, itself, more(metrics)));
        }
    }

    private List<AlarmSpec> ofItself(GuardMetrics metrics, AlarmTexts texts, Map<String, IQueue> deadLetters) {
        List<AlarmSpec> alarms = new ArrayList<>(AlarmSpecs.ofSweeps(metrics, shared.ledger(), texts));
        for (FunctionKind kind : FunctionKind.values()) {
            GuardFunction function = functions.get(kind);
            // A state machine retries its functions: what it gives up is a failed execution, or an undetermined table.
            if (function != null && kind.trigger() != FunctionKind.Trigger.STATE_MACHINE) {
                alarms.addAll(AlarmSpecs.of(kind, function.function()));
            }
        }
        shared.evidence().ifPresent(_ -> alarms.add(AlarmSpecs.ofEvidence(metrics)));
        alarms.add(AlarmSpecs.ofCalls(shared.calls()));
        alarms.addAll(AlarmSpecs.ofDeadLetters(deadLetters, texts));
        alarms.add(AlarmSpecs.ofTopic("alerts-undelivered", topics.alerts()));
        alarms.add(AlarmSpecs.ofTopic("health-undelivered", topics.health()));
        machine.ifPresent(sweeping -> {
            alarms.add(AlarmSpecs.ofMachine(sweeping.machine()));
            alarms.add(AlarmSpecs.ofAccounts(metrics, texts));
        });
        return alarms;
    }

    private List<GuardDashboard.Graph> more(GuardMetrics metrics) {
        Stream<GuardDashboard.Graph> places = options.fleet().hub().map(_ -> GuardDashboard.places(metrics)).stream();
        return Stream.concat(ofMachine().stream(), places).toList();
    }

    private List<GuardDashboard.Graph> ofMachine() {
        return machine.map(sweeping -> GuardDashboard.sweeping(
                        sweeping.machine(),
                        Objects.requireNonNull(functions.get(FunctionKind.PLACE))
                                .function()))
                .orElse(List.of());
    }
}
