package io.pitrguard.functions;

import io.pitrguard.report.OrganizationView;
import io.pitrguard.report.PlaceView;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the state machine gives to {@link PlaceFunction}: the answer of its call before, or the first one's input.
 *
 * @param call from 1
 */
record PlaceEvent(String sweep, int call, PlaceView place) {
    private static final String REGION = "[a-z0-9-]{1,40}";

    /**
     * Parses an event.
     *
     * @throws InvocationFailedException when it is not what the state machine gives
     */
    static PlaceEvent parse(String text) {
        EventFields event = EventFields.parse("The input", text);
        EventFields place = event.object("place");
        PlaceView view = new PlaceView(
                matching(place, "account", "\\d{12}"),
                place.optionalText("name").orElse(""),
                matching(place, "region", REGION),
                place.objects("units").stream()
                        .map(unit -> new OrganizationView.UnitView(
                                unit.text("id"), unit.optionalText("name").orElse("")))
                        .toList());
        int call = event.number("call")
                .filter(number -> number >= 1)
                .orElseThrow(() -> new InvocationFailedException(
                        "The input has no 'call', a number from 1. Check what invokes this function."));
        return new PlaceEvent(PlanEvent.sweep(event), call, view);
    }

    /** Returns the answer, which is the input of the next call. */
    Map<String, @Nullable Object> answer(boolean more) {
        Map<String, @Nullable Object> answer = new LinkedHashMap<>();
        answer.put("sweep", sweep);
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
