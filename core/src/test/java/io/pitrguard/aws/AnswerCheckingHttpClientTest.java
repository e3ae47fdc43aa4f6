package io.pitrguard.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pitrguard.domain.table.Cause;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

class AnswerCheckingHttpClientTest {
    private static final String PAGE = "<html><head><title>Blocked by web gateway</title></head></html>";

    /** What a gateway answers, with every status that one was seen to take. */
    @ParameterizedTest
    @ValueSource(ints = {200, 302, 400, 403, 429, 500, 502, 503})
    void pageOfGatewayIsNoAnswerOfAws(int status) {
        Cause cause = causeOf(status, "text/html", PAGE);

        assertThat(cause.kind()).isEqualTo(Cause.Kind.BROKEN);
        assertThat(cause.message())
                .isEqualTo("No usable answer from AWS to dynamodb:ListTables on eu-west-1 (this answer is not AWS's"
                        + " (text/html, HTTP " + status + "): look at the proxy between).");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "200 | text/html; charset=utf-8 | <!DOCTYPE html><html></html>",
                "403 | text/plain               | ' \n<HTML><body>no</body>'",
                "403 |                          | \uFEFF<html>",
                "403 | text/html                | <!-- gateway --><html>",
                "403 | text/html                | ''",
                "301 | application/json         | {}",
                "302 |                          | ''"
            })
    void knowsPagesByTheirBeginning(int status, @Nullable String type, String body) {
        assertThat(causeOf(status, type, body).message()).contains("this answer is not AWS's", "HTTP " + status);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "400 | application/x-amz-json-1.0 | {\"__type\":\"x#ValidationException\",\"message\":\"no <html>\"}",
                "400 | text/html; charset=utf-8   | {\"__type\":\"x#ValidationException\",\"message\":\"no\"}",
                "400 | text/xml                   | <ErrorResponse><Error><Code>Html</Code></Error></ErrorResponse>",
                "500 | application/json           | ''"
            })
    void letsEveryOtherAnswerThrough(int status, String type, String body) {
        assertThat(causeOf(status, type, body).message()).startsWith("AWS ").doesNotContain("not AWS's");
    }

    @Test
    void givesTheWholeBodyOfAnAnswer() {
        String names = "\"" + "orders-".repeat(30) + "\"";
        String body = "{\"TableNames\":[" + names + "," + names + "]}";

        try (DynamoDbClient client = client(() -> answer(200, "application/x-amz-json-1.0", body))) {
            assertThat(client.listTables().tableNames()).hasSize(2).allMatch(name -> name.length() == 210);
        }
    }

    @Test
    void tellsThatTheProxyWantsToKnowWhoAsks() {
        assertThat(causeOf(407, null, "").message())
                .contains(
                        "not AWS's (no content type, HTTP 407): look at the proxy between", "HTTPS_PROXY", "NO_PROXY");
        assertThat(causeOf(407, "text/html", PAGE).message())
                .contains("not AWS's (text/html, HTTP 407): look at the proxy between");
    }

    @ParameterizedTest
    @CsvSource({
        "407 Proxy Authentication Required, look at the proxy between",
        "403 Forbidden, the proxy does not let it through"
    })
    void tunnelThatProxyRefusesIsTheProxysAnswer(String status, String expected) {
        Cause cause = cause(() -> {
            throw new IOException("Unable to tunnel through proxy. Proxy returns \"HTTP/1.1 " + status + "\"");
        });

        assertThat(cause.message()).contains(expected);
    }

    @Test
    void closesItsClient() {
        StubHttp stub = new StubHttp(() -> answer(200, "text/html", ""));

        new AnswerCheckingHttpClient(stub).close();

        assertThat(stub.closed).isTrue();
        assertThat(new AnswerCheckingHttpClient(stub).clientName()).isEqualTo("stub");
    }

    private static Cause causeOf(int status, @Nullable String type, String body) {
        return cause(() -> answer(status, type, body));
    }

    private static Cause cause(Answers answers) {
        try (DynamoDbClient client = client(answers)) {
            Throwable[] thrown = new Throwable[1];
            assertThatThrownBy(client::listTables)
                    .isInstanceOf(SdkException.class)
                    .satisfies(e -> thrown[0] = e);
            return AwsErrors.sort("dynamodb:ListTables", "eu-west-1", (SdkException) thrown[0]);
        }
    }

    private static DynamoDbClient client(Answers answers) {
        return DynamoDbClient.builder()
                .httpClient(new AnswerCheckingHttpClient(new StubHttp(answers)))
                .region(Region.EU_WEST_1)
                .credentialsProvider(AnonymousCredentialsProvider.create())
                .overrideConfiguration(c -> c.retryStrategy(b -> b.maxAttempts(1)))
                .build();
    }

    private static HttpExecuteResponse answer(int status, @Nullable String type, String body) {
        SdkHttpResponse.Builder head = SdkHttpResponse.builder().statusCode(status);
        if (type != null) {
            head.putHeader("Content-Type", type);
        }
        return HttpExecuteResponse.builder()
                .response(head.build())
                .responseBody(
                        AbortableInputStream.create(new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8))))
                .build();
    }

    private interface Answers {
        HttpExecuteResponse get() throws IOException;
    }

    private static final class StubHttp implements SdkHttpClient {
        private final Answers answers;
        private boolean closed;

        StubHttp(Answers answers) {
            this.answers = answers;
        }

        @Override
        public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
            return new ExecutableHttpRequest() {
                @Override
                public HttpExecuteResponse call() throws IOException {
                    return answers.get();
                }

                @Override
                public void abort() {}
            };
        }

        @Override
        public String clientName() {
            return "stub";
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
