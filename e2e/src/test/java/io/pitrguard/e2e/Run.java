package io.pitrguard.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import io.pitrguard.report.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** How a process ended, with all that it wrote. */
record Run(List<String> command, int exit, String out, String err) {
    private static final Duration LIMIT = Duration.ofMinutes(5);

    /** Runs a command in the repository's root, with this environment and no other, and waits for its end. */
    static Run of(List<String> command, Map<String, String> environment, Path input) {
        try {
            Path out = Files.createTempFile(Repository.work(), "run-", ".out");
            Path err = Files.createTempFile(Repository.work(), "run-", ".err");
            Process process = Repository.process(command, environment)
                    .redirectInput(input.toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .start();
            Run run = new Run(command, end(process, command), Files.readString(out), Files.readString(err));
            Files.delete(out);
            Files.delete(err);
            return run;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs a command that reads nothing. */
    static Run of(List<String> command, Map<String, String> environment) {
        return of(command, environment, Path.of("/dev/null"));
    }

    private static int end(Process process, List<String> command) {
        try {
            if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                fail("%s did not end within %s", command, LIMIT);
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    /** Asserts the exit code; the failure shows the output. */
    Run ends(int expected) {
        assertThat(exit).as("exit code of %s", this).isEqualTo(expected);
        return this;
    }

    /** Reads standard output as exactly one JSON document. */
    JsonNode json() {
        return Json.read(out);
    }

    List<String> errLines() {
        return err.lines().toList();
    }

    @Override
    public String toString() {
        return "%s%nexit code %d%nstandard output:%n%s%nstandard error:%n%s"
                .formatted(String.join(" ", command), exit, cut(out), cut(err));
    }

    private static String cut(String text) {
        return text.length() <= 4_000 ? text : text.substring(0, 4_000) + "…";
    }
}
