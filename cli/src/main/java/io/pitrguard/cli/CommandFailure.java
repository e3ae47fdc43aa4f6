package io.pitrguard.cli;

import io.pitrguard.domain.text.Printable;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Ends a command with exit code 1; its message names the problem and the remedy. */
final class CommandFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Creates a failure with a message of one line. */
    CommandFailure(String message) {
        this(message, List.of());
    }

    /** Creates a failure whose message goes on with further lines. */
    CommandFailure(String message, List<String> more) {
        super(
                Stream.concat(Stream.of(message), more.stream())
                        .map(Printable::line)
                        .collect(Collectors.joining("\n")),
                null,
                false,
                false);
    }
}
