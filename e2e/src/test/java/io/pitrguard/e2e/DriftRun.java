package io.pitrguard.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.pitrguard.sandbox.lambda.LambdaProcess;
import io.pitrguard.sandbox.lambda.Outcome;
import io.pitrguard.sandbox.lambda.RecordedBatch;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Runs the function that reacts to calls on an event. */
final class DriftRun {
    private static final Duration TIME_LEFT = Duration.ofSeconds(60);

    private DriftRun() {}

    /** Returns a file of events as if it had been sent just now. */
    static String justSent(String file) throws IOException {
        String batch = Files.readString(
                Repository.ROOT.resolve("events").resolve("drift").resolve(file));
        return RecordedBatch.sentAt(Instant.now(), batch);
    }

    /** Returns the outcomes of a row of {@code events/drift-answers.csv} for a function without a grace period. */
    static List<String> withoutGrace(String outcomes) {
        return List.of(outcomes.replace("REQUEUED", "SETTLED")
                .replace("TOO_SOON", "REQUEUED")
                .split(" "));
    }

    /** Returns what the function logs of each message; those that failed are the ones that it answers. */
    static List<JsonNode> of(LambdaProcess function, String event) throws InterruptedException {
        int logged = function.stdout().length();
        Outcome outcome = function.invoke(event, TIME_LEFT);
        assertThat(outcome).isInstanceOf(Outcome.Answered.class);
        List<JsonNode> views = function.stdout()
                .substring(logged)
                .lines()
                .map(Json::read)
                .filter(line -> line.path("message").isTextual())
                .map(line -> Json.read(line.path("message").asText()))
                .toList();
        assertThat(views)
                .allSatisfy(
                        view -> assertThat(view.path("ledgerFailure").isNull()).isTrue());
        JsonNode failures = Json.read(((Outcome.Answered) outcome).body()).path("batchItemFailures");
        assertThat(Json.texts(failures, "itemIdentifier"))
                .isEqualTo(views.stream()
                        .filter(view -> view.path("outcome").asText().equals("FAILED"))
                        .map(view -> view.path("message").asText())
                        .toList());
        return views;
    }
}
