package io.pitrguard.aws;

import io.pitrguard.domain.table.Cause;
import io.pitrguard.port.BusEvent;
import io.pitrguard.port.EventBus;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;

/**
 * Puts events on a bus of EventBridge.
 * https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html
 */
public final class EventBridgeBus implements EventBus {
    /** What it takes of the caller's permissions, on the bus. */
    public static final String ACTION = "events:PutEvents";

    private final EventBridgeClient client;
    private final String bus;

    /**
     * Puts events on this bus.
     *
     * @param bus its name or its ARN
     */
    public EventBridgeBus(EventBridgeClient client, String bus) {
        this.client = client;
        this.bus = bus;
    }

    @Override
    public List<Optional<Cause>> put(List<BusEvent> events) {
        try {
            List<PutEventsResultEntry> answers = client.putEvents(
                            b -> b.entries(events.stream().map(this::entry).toList()))
                    .entries();
            return IntStream.range(0, events.size())
                    .mapToObj(i -> i < answers.size() ? refused(answers.get(i)) : Optional.of(unanswered()))
                    .toList();
        } catch (SdkException e) {
            return Collections.nCopies(events.size(), Optional.of(AwsErrors.sort(ACTION, on(), e)));
        }
    }

    private PutEventsRequestEntry entry(BusEvent event) {
        return PutEventsRequestEntry.builder()
                .eventBusName(bus)
                .source(BusEvent.SOURCE)
                .detailType(event.detailType())
                .detail(event.detail())
                .resources(event.resources())
                .build();
    }

    private Optional<Cause> refused(PutEventsResultEntry answer) {
        if (answer.errorCode() == null) {
            return answer.eventId() == null ? Optional.of(unanswered()) : Optional.empty();
        }
        return Optional.of(AwsErrors.sort(
                ACTION,
                on(),
                AwsServiceException.builder()
                        .statusCode(answer.errorCode().startsWith("Internal") ? 500 : 400)
                        .awsErrorDetails(AwsErrorDetails.builder()
                                .errorCode(answer.errorCode())
                                .errorMessage(answer.errorMessage())
                                .build())
                        .build()));
    }

    private Cause unanswered() {
        return new Cause(Cause.Kind.BROKEN, "AWS answered " + ACTION + " on " + on() + " without an event id.");
    }

    private String on() {
        return "event bus " + bus;
    }
}
