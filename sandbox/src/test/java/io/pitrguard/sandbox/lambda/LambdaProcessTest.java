package io.pitrguard.sandbox.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pitrguard.sandbox.Sandbox;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The process around a runtime; AWS's own runtime runs in it where the functions are tested. */
class LambdaProcessTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Sandbox sandbox = Sandbox.start();

    @TempDir
    private Path taskRoot;

    @AfterEach
    void close() {
        sandbox.close();
    }

    @Test
    void givesEventsToTheRuntimeAndItsAnswersBack() throws Exception {
        try (LambdaProcess process = start(function())) {
            assertThat(process.untilReady(PATIENCE)).isPositive();

            Outcome outcome = process.invoke("hello", PATIENCE);

            assertThat(outcome).isEqualTo(new Outcome.Answered("hello handler eu-west-1 null null"));
            assertThat(process.stdout()).isEqualTo("got hello\n");
            assertThat(process.startedAt()).isLessThan(System.nanoTime());
        }
    }

    @Test
    void configuresTheFunction() throws Exception {
        try (LambdaProcess process = start(function().with("EXTRA", "variable").withJvmFlag("-Dextra=flag"))) {
            assertThat(process.invoke("hello", PATIENCE))
                    .isEqualTo(new Outcome.Answered("hello handler eu-west-1 variable flag"));
        }
    }

    @Test
    void tellsItsPeakMemorySize() throws Exception {
        try (LambdaProcess process = start(function())) {
            process.untilReady(PATIENCE);

            assertThat(process.peakMemorySize()).isBetween(10_000_000L, 10_000_000_000L);
        }
    }

    @Test
    void killsTheProcess() throws Exception {
        try (LambdaProcess process = start(function())) {
            process.kill();

            assertThat(process.invoke("hello", PATIENCE)).isEqualTo(new Outcome.Crashed(128 + 9));
        }
    }

    @Test
    void noticesThatTheProcessEnded() throws Exception {
        try (LambdaProcess process = start(function())) {
            assertThat(process.invoke("die", PATIENCE)).isEqualTo(new Outcome.Crashed(3));
            assertThat(process.invoke("more", PATIENCE)).isEqualTo(new Outcome.Crashed(3));
            assertThat(process.stderr()).contains("dying");
        }
    }

    @Test
    void endsTheProcessWhenClosed() throws Exception {
        long before = children();
        try (LambdaProcess process = start(function())) {
            process.untilReady(PATIENCE);
            assertThat(children()).isEqualTo(before + 1);
        }
        assertThat(children()).isEqualTo(before);
    }

    @Test
    void saysWhatTheProcessSaidWhenItNeverStarts() {
        try (LambdaProcess process = start(function().withJvmFlag("-XX:NoSuchFlag"))) {
            assertThatThrownBy(() -> process.untilReady(PATIENCE))
                    .hasMessageContaining("handler did not come to an end")
                    .hasMessageContaining("NoSuchFlag");
        }
    }

    @Test
    void saysThatTheRuntimeClientOfAwsIsMissing() {
        assertThatThrownBy(() -> LambdaProcess.start(function()))
                .hasMessage("aws-lambda-java-runtime-interface-client is not on the class path");
    }

    private static long children() {
        return ProcessHandle.current().children().filter(ProcessHandle::isAlive).count();
    }

    private LambdaFunction function() {
        return LambdaFunction.in(sandbox, taskRoot, "handler");
    }

    private static LambdaProcess start(LambdaFunction function) {
        return LambdaProcess.start(new RuntimeClient(List.of(testClasses()), TinyRuntime.class.getName()), function);
    }

    private static Path testClasses() {
        try {
            return Path.of(TinyRuntime.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
