package io.pitrguard.functions;

import io.pitrguard.domain.drill.DrillId;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** What the state machine of drills gives to {@link DrillFunction}. */
sealed interface DrillEvent {
    /**
     * Begin what is due.
     *
     * @param since when the run began, by its schedule: the schedule may come twice, and a call be repeated
     */
    record Due(Instant since) implements DrillEvent {}

    /** Take the next step of a drill. */
    record Advance(DrillId id) implements DrillEvent {}

    /**
     * Clean up.
     *
     * @param drills those that the run carried on: each should be over
     */
    record Sweep(List<DrillId> drills) implements DrillEvent {
        public Sweep {
            drills = List.copyOf(drills);
        }
    }

    /**
     * Parses an event.
     *
     * @throws InvocationFailedException when it is not what the state machine gives
     */
    static DrillEvent parse(String text) {
        EventFields event = EventFields.parse("The input", text);
        List<String> kinds = Stream.of("due", "id", "sweep")
                .filter(event.byName()::containsKey)
                .toList();
        if (kinds.size() != 1) {
            throw new InvocationFailedException(
                    "The input has %s of 'due', 'id' and 'sweep', and needs one. Check what invokes this function."
                            .formatted(kinds.isEmpty() ? "none" : String.join(" and ", kinds)));
        }
        return switch (kinds.getFirst()) {
            case "due" -> due(event.object("due"));
            case "id" -> new Advance(id(event));
            default ->
                new Sweep(event.objects("sweep").stream().map(DrillEvent::id).toList());
        };
    }

    /** Who starts an execution by hand need not say when: then its own start counts. */
    private static DrillEvent due(EventFields due) {
        Instant started = due.time("started");
        return new Due(due.optionalObject("input")
                .filter(input -> input.optionalText("since").isPresent())
                .map(input -> input.time("since"))
                .orElse(started));
    }

    private static DrillId id(EventFields event) {
        String text = event.text("id");
        if (!DrillId.valid(text)) {
            throw new InvocationFailedException(
                    "The input's id is '%s', which no drill has. To see which there are, run: ./pitr-guard drill report"
                            .formatted(text));
        }
        return new DrillId(text);
    }
}
