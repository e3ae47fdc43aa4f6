package io.pitrguard.functions;

import io.pitrguard.domain.restore.RestoreId;
import io.pitrguard.report.Json;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the state machine, or EventBridge about it, gives to {@link RestoreFunction}. */
sealed interface RestoreEvent {
    /** Returns the restore. */
    RestoreId id();

    /** Take the next step. */
    record Advance(RestoreId id) implements RestoreEvent {}

    /**
     * Ask a person.
     *
     * @param token how the state machine is resumed
     */
    record AskPerson(RestoreId id, String token) implements RestoreEvent {
        /** The token is not for a log. */
        @Override
        public String toString() {
            return "AskPerson[id=" + id + "]";
        }
    }

    /**
     * The execution cannot continue, or has ended without success.
     *
     * @param why as Step Functions names it
     */
    record Ended(RestoreId id, String why) implements RestoreEvent {
        private static final Pattern NUMBERED = Pattern.compile("(.{8,})-\\d{1,3}");

        /**
         * Returns the restore if its id names an execution that was not its first: those end in a number, and EventBridge
         * knows no other name.
         */
        Optional<RestoreId> unnumbered() {
            Matcher matcher = NUMBERED.matcher(id.value());
            return matcher.matches() ? Optional.of(new RestoreId(matcher.group(1))) : Optional.empty();
        }
    }

    /**
     * Parses an event.
     *
     * @throws InvocationFailedException when it is not what the state machine gives
     */
    static RestoreEvent parse(String text) {
        EventFields event = EventFields.parse("The input", text);
        RestoreId id = id(event.text("id"));
        Optional<String> token = event.optionalText("token");
        Optional<EventFields> error = event.optionalObject("error");
        if (token.isPresent() && error.isPresent()) {
            throw new InvocationFailedException(
                    "The input has a 'token' and an 'error', but is about one of them. Check what invokes this function.");
        }
        return token.<RestoreEvent>map(given -> new AskPerson(id, given))
                .or(() -> error.map(given -> new Ended(id, why(given))))
                .orElseGet(() -> new Advance(id));
    }

    private static String why(EventFields error) {
        Optional<String> cause = error.optionalText("Cause");
        String why = cause.flatMap(RestoreEvent::message)
                .orElseGet(() -> Stream.of(error.optionalText("Error"), cause)
                        .flatMap(Optional::stream)
                        .collect(Collectors.joining(": ")));
        return why.isEmpty() ? "no reason was given" : why;
    }

    /** Returns what a function said when it failed; Step Functions gives it as JSON, with the class and the stack trace. */
    private static Optional<String> message(String cause) {
        try {
            return Json.parse(cause) instanceof Map<?, ?> failure && failure.get("errorMessage") instanceof String said
                    ? Optional.of(said.endsWith(".") ? said.substring(0, said.length() - 1) : said)
                    : Optional.empty();
        } catch (IllegalArgumentException text) {
            return Optional.empty();
        }
    }

    private static RestoreId id(String text) {
        try {
            return new RestoreId(text);
        } catch (IllegalArgumentException wrong) {
            throw new InvocationFailedException(
                    "The input's id is '%s', which no restore has. To start a restore, run ./pitr-guard restore: it starts the execution with its id."
                            .formatted(text));
        }
    }
}
