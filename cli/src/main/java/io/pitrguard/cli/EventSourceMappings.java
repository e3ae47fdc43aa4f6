package io.pitrguard.cli;

import io.pitrguard.domain.selfcheck.Component;
import io.pitrguard.domain.selfcheck.HealthFinding;
import io.pitrguard.domain.selfcheck.HealthRules;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import software.amazon.awssdk.services.lambda.model.EventSourceMappingConfiguration;
import software.amazon.awssdk.services.lambda.model.ListEventSourceMappingsRequest;

/** The event source mappings of a deployment's functions, through which queues invoke them. */
record EventSourceMappings(LambdaReader lambda) {
    /** States of an event source mapping that receives messages or is about to. */
    private static final Set<String> RECEIVING = Set.of("Creating", "Enabling", "Enabled", "Updating");

    /**
     * Checks that a function receives the messages of its queue, all of them, and nobody else does.
     *
     * @param function the name that triggers invoke, with its alias
     * @param queue the name of its queue
     */
    HealthFinding check(String function, String queue) {
        List<EventSourceMappingConfiguration> own = mappings(b -> b.functionName(function)).stream()
                .filter(mapping -> queue(mapping).endsWith(":" + queue))
                .toList();
        Optional<EventSourceMappingConfiguration> receiving =
                own.stream().filter(EventSourceMappings::isReceiving).findFirst();
        if (receiving.isEmpty()) {
            return new HealthFinding.Problem(
                    Component.DEPLOYMENT,
                    "The function %s receives no messages: the event source mapping of its queue is missing or disabled."
                            .formatted(function),
                    own.isEmpty() ? HealthRules.ANEW : update(own.getFirst(), "--enabled"));
        }
        if (receiving.get().filterCriteria() != null
                && receiving.get().filterCriteria().hasFilters()) {
            return new HealthFinding.Problem(
                    Component.DEPLOYMENT,
                    "The event source mapping of the function %s has a filter, and what it drops is lost."
                            .formatted(function),
                    update(receiving.get(), "--filter-criteria '{}'"));
        }
        return others(receiving.get())
                .orElseGet(() -> new HealthFinding.Ok(
                        Component.DEPLOYMENT, "The function %s receives messages from its queue.".formatted(function)));
    }

    /** A message that another function takes never reaches ours. */
    private Optional<HealthFinding> others(EventSourceMappingConfiguration ours) {
        return mappings(b -> b.eventSourceArn(ours.eventSourceArn())).stream()
                .filter(EventSourceMappings::isReceiving)
                .filter(mapping -> !Objects.equals(mapping.functionArn(), ours.functionArn()))
                .findFirst()
                .map(mapping -> new HealthFinding.Problem(
                        Component.DEPLOYMENT,
                        "Another function takes messages from the queue %s: %s."
                                .formatted(queue(ours), mapping.functionArn()),
                        "aws lambda delete-event-source-mapping --uuid " + mapping.uuid()));
    }

    private List<EventSourceMappingConfiguration> mappings(Consumer<ListEventSourceMappingsRequest.Builder> of) {
        return lambda.ask(
                "lambda:ListEventSourceMappings",
                () -> lambda.client().listEventSourceMappings(of).eventSourceMappings());
    }

    private static String queue(EventSourceMappingConfiguration mapping) {
        return String.valueOf(mapping.eventSourceArn());
    }

    private static boolean isReceiving(EventSourceMappingConfiguration mapping) {
        return RECEIVING.contains(String.valueOf(mapping.state()));
    }

    private static String update(EventSourceMappingConfiguration mapping, String change) {
        return "aws lambda update-event-source-mapping %s --uuid %s".formatted(change, mapping.uuid());
    }
}
