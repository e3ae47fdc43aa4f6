package io.pitrguard.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Opens a file in the browser of the desktop. */
record Browser(List<String> command) {
    private static final int LONGEST_SECONDS = 10;

    Browser {
        command = List.copyOf(command);
    }

    /** Returns the browser of this system; empty where there is no desktop. */
    static Optional<Browser> of(String system, Map<String, String> environment) {
        String name = system.toLowerCase(Locale.ROOT);
        if (name.contains("mac")) {
            return Optional.of(new Browser(List.of("open")));
        }
        if (name.contains("windows")) {
            return Optional.of(new Browser(List.of("rundll32", "url.dll,FileProtocolHandler")));
        }
        boolean desktop = environment.containsKey("DISPLAY") || environment.containsKey("WAYLAND_DISPLAY");
        return desktop ? Optional.of(new Browser(List.of("xdg-open"))) : Optional.empty();
    }

    /** Opens a file; returns why that failed, empty if it did not. */
    Optional<String> open(Path file) throws InterruptedException {
        List<String> whole = new ArrayList<>(command);
        whole.add(file.toUri().toString());
        try {
            Process process = new ProcessBuilder(whole)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            // Some stay until the browser is closed.
            boolean ended = process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS);
            return ended && process.exitValue() != 0
                    ? Optional.of("%s ended with %d".formatted(command.getFirst(), process.exitValue()))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.of(command.getFirst() + " could not be started");
        }
    }
}
