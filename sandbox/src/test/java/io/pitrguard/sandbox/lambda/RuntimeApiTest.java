package io.pitrguard.sandbox.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The Runtime API as a runtime sees it, request by request. */
class RuntimeApiTest {

    private static final String FAILURE = """
            {"errorMessage":"no such event","errorType":"java.lang.IllegalStateException","stackTrace":["at a","at b"]}""";
    private static final Invocation FIRST = new Invocation(
            "id-1", "{\"n\":1}", Instant.ofEpochMilli(1_800_000_000_123L), "arn:aws:lambda:r:1:function:f", "Root=1-2");

    private final RuntimeApi api = RuntimeApi.start();
    private final HttpClient http = HttpClient.newHttpClient();

    @AfterEach
    void close() {
        api.close();
        http.close();
    }

    @Test
    void handsOutAnEventWithWhatLambdaTellsBesideIt() throws Exception {
        api.invoke(FIRST);

        var next = get("invocation/next");

        assertThat(next.statusCode()).isEqualTo(200);
        assertThat(next.body()).isEqualTo("{\"n\":1}");
        assertThat(next.headers().map())
                .containsEntry("lambda-runtime-aws-request-id", List.of("id-1"))
                .containsEntry("lambda-runtime-deadline-ms", List.of("1800000000123"))
                .containsEntry("lambda-runtime-invoked-function-arn", List.of("arn:aws:lambda:r:1:function:f"))
                .containsEntry("lambda-runtime-trace-id", List.of("Root=1-2"));
    }

    @Test
    void restoresASnapshotAtOnce() throws Exception {
        assertThat(get("restore/next").statusCode()).isEqualTo(200);
    }

    @Test
    void letsTheRuntimeWaitForAnEvent() throws Exception {
        var next = http.sendAsync(request("invocation/next").build(), BodyHandlers.ofString());
        assertThat(api.ready()).succeedsWithin(Duration.ofSeconds(5));

        api.invoke(FIRST);

        assertThat(next.join().body()).isEqualTo("{\"n\":1}");
    }

    @Test
    void givesTheAnswerBack() throws Exception {
        var outcome = api.invoke(FIRST);
        get("invocation/next");

        assertThat(post("invocation/id-1/response", "{\"ok\":true}").statusCode())
                .isEqualTo(202);

        assertThat(outcome).isCompletedWithValue(new Outcome.Answered("{\"ok\":true}"));
    }

    @Test
    void givesTheErrorBackAndGoesOn() throws Exception {
        var failed = api.invoke(FIRST);
        var answered = api.invoke(Invocation.of("2", FIRST.deadline(), FIRST.functionArn()));
        get("invocation/next");

        post("invocation/id-1/error", FAILURE);
        String second = get("invocation/next")
                .headers()
                .firstValue("lambda-runtime-aws-request-id")
                .orElseThrow();
        post("invocation/" + second + "/response", "2");

        assertThat(failed)
                .isCompletedWithValue(new Outcome.Failed(new FunctionError(
                        "java.lang.IllegalStateException",
                        "no such event",
                        List.of("at a", "at b"),
                        "Runtime.UserException")));
        assertThat(answered).isCompletedWithValue(new Outcome.Answered("2"));
    }

    @Test
    void endsAllInvocationsWhenTheFunctionCannotBeMade() throws Exception {
        var before = api.invoke(FIRST);

        assertThat(post("init/error", FAILURE).statusCode()).isEqualTo(202);

        assertThat(before).isCompletedWithValueMatching(Outcome.InitFailed.class::isInstance);
        assertThat(api.invoke(FIRST)).isCompletedWithValueMatching(Outcome.InitFailed.class::isInstance);
        assertThat(api.ready()).isCompletedExceptionally();
    }

    @Test
    void takesNoInitErrorFromARuntimeThatHasStarted() throws Exception {
        api.invoke(FIRST);
        get("invocation/next");

        assertThat(post("init/error", FAILURE).statusCode()).isEqualTo(403);
    }

    @Test
    void takesOneResultForTheEventInHandOnly() throws Exception {
        api.invoke(FIRST);
        assertThat(post("invocation/id-1/response", "early").statusCode()).isEqualTo(400);
        get("invocation/next");

        assertThat(post("invocation/id-2/response", "other").statusCode()).isEqualTo(400);
        assertThat(post("invocation/id-1/response", "first").statusCode()).isEqualTo(202);
        assertThat(post("invocation/id-1/response", "second").statusCode()).isEqualTo(400);
    }

    @Test
    void handsOutNoSecondEventBeforeTheFirstHasItsAnswer() throws Exception {
        api.invoke(FIRST);
        get("invocation/next");

        assertThat(get("invocation/next").statusCode()).isEqualTo(403);
    }

    @Test
    void refusesAnAnswerOfMoreThanSixMegabytes() throws Exception {
        var outcome = api.invoke(FIRST);
        get("invocation/next");

        assertThat(post("invocation/id-1/response", "x".repeat(6_291_557)).statusCode())
                .isEqualTo(413);
        assertThat(outcome).isNotDone();
        assertThat(post("invocation/id-1/response", "x".repeat(6_291_556)).statusCode())
                .isEqualTo(202);
    }

    @Test
    void knowsNothingElse() throws Exception {
        assertThat(get("init/error").statusCode()).isEqualTo(404);
        assertThat(get("invocation/id-1/response").statusCode()).isEqualTo(404);
        assertThat(post("invocation/next", "").statusCode()).isEqualTo(404);
    }

    @Test
    void readsAnErrorThatIsNoJson() {
        assertThat(FunctionError.parse(new byte[] {1}, null)).isEqualTo(new FunctionError("", "", List.of(), null));
    }

    private HttpResponse<String> get(String path) throws Exception {
        return http.send(request(path).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, String body) throws Exception {
        return http.send(
                request(path)
                        .header("Lambda-Runtime-Function-Error-Type", "Runtime.UserException")
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://" + api.address() + "/2018-06-01/runtime/" + path));
    }
}
