package io.pitrguard.report;

import io.pitrguard.port.BusEvent;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What all events for other systems share: their size and their ids. */
final class EventParts {
    /** The version of all details: it changes when a field changes its meaning or goes. */
    static final String VERSION = "1";

    private EventParts() {}

    /** Returns the event with as much of the detail as one entry holds. */
    static <T extends Record> BusEvent fitting(EventKind kind, T detail, Function<T, List<String>> resources) {
        return Stream.concat(Stream.of(detail), Excerpt.SIZES.stream().map(size -> size.of(detail)))
                .map(view -> new BusEvent(kind.detailType(), Json.write(view), resources.apply(view)))
                .filter(each -> each.bytes() <= BusEvent.MAX_BYTES)
                .findFirst()
                .orElseThrow();
    }

    /** Returns the id of what these parts name. */
    static String hash(String... parts) {
        String all = Stream.of(parts).map(part -> part.length() + ":" + part).collect(Collectors.joining());
        return UUID.nameUUIDFromBytes(all.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
