package io.pitrguard.functions;

import io.pitrguard.domain.table.AwsNames;
import io.pitrguard.report.OrganizationView;
import io.pitrguard.report.PlaceView;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the state machine gives to {@link PlaceFunction}: the answer of its call before, or the first one's input.
 *
 * @param started when the sweep was started; empty where a person invokes the function
 * @param call from 1
 */
record PlaceEvent(String sweep, Optional<Instant> started, int call, PlaceView place) {
    /**
     * Parses an event.
     *
     * @throws InvocationFailedException when it is not what the state machine gives
     */
    static PlaceEvent parse(String text) {
        EventFields event = EventFields.parse("The input", text);
        EventFields place = event.object("place");
        PlaceView view = new PlaceView(
                matching(place, "account", AwsNames.ACCOUNT),
                place.optionalText("name").orElse(""),
                matching(place, "region", AwsNames.REGION),
                place.objects("units").stream()
                        .map(unit -> new OrganizationView.UnitView(
                                unit.text("id"), unit.optionalText("name").orElse("")))
                        .toList());
        int call = event.number("call")
                .filter(number -> number >= 1)
                .orElseThrow(() -> new InvocationFailedException(
                        "The input has no 'call', a number from 1. Check what invokes this function."));
        Optional<Instant> started = event.optionalText("started").map(_ -> event.time("started"));
        return new PlaceEvent(PlanEvent.sweep(event), started, call, view);
    }

    /** Returns the answer, which is the input of the next call. */
    Map<String, @Nullable Object> answer(boolean more) {
        Map<String, @Nullable Object> answer = new LinkedHashMap<>();
        answer.put("sweep", sweep);
        started.ifPresent(at -> answer.put("started", at.toString()));
        answer.put("call", call + 1);
        answer.put("place", place);
        answer.put("more", more);
        return answer;
    }

    private static String matching(EventFields fields, String name, String pattern) {
        String text = fields.text(name);
        if (!text.matches(pattern)) {
            throw new InvocationFailedException(
                    "The input's %s is '%s'. Check what invokes this function.".formatted(name, text));
        }
        return text;
    }
}
