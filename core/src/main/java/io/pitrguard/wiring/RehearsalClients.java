package io.pitrguard.wiring;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import software.amazon.awssdk.core.client.builder.SdkSyncClientBuilder;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpFullResponse;
import software.amazon.awssdk.http.SdkHttpMethod;

/**
 * Clients whose calls never leave the process: there is one table, with recovery on, and everything else is empty. What
 * runs on them loads the classes that the same work on AWS needs.
 */
public final class RehearsalClients {
    private static final Map<String, String> ANSWERS = Map.of(
            "StarlingDoveService.GetComplianceDetailsByConfigRule",
            "{\"EvaluationResults\":[]}",
            "DynamoDB_20120810.ListTables",
            "{\"TableNames\":[\"rehearsal\"]}",
            "DynamoDB_20120810.DescribeTable",
            "{\"Table\":{\"TableName\":\"rehearsal\",\"TableStatus\":\"ACTIVE\",\"TableSizeBytes\":1,"
                    + "\"CreationDateTime\":1.7E9,\"DeletionProtectionEnabled\":true}}",
            "DynamoDB_20120810.ListTagsOfResource",
            "{\"Tags\":[{\"Key\":\"rehearsal\",\"Value\":\"\"}]}",
            "DynamoDB_20120810.DescribeContinuousBackups",
            "{\"ContinuousBackupsDescription\":{\"ContinuousBackupsStatus\":\"ENABLED\","
                    + "\"PointInTimeRecoveryDescription\":{\"PointInTimeRecoveryStatus\":\"ENABLED\","
                    + "\"RecoveryPeriodInDays\":35,\"EarliestRestorableDateTime\":1.7E9,"
                    + "\"LatestRestorableDateTime\":1.79E9}}}");

    private RehearsalClients() {}

    /** Returns such clients for the region, and with the credentials, of others. */
    public static AwsClients like(AwsClients real) {
        return real.with(builder -> {
            if (builder instanceof SdkSyncClientBuilder<?, ?> client) {
                client.httpClient(new Answers());
            }
        });
    }

    private static final class Answers implements SdkHttpClient {
        @Override
        public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
            String operation =
                    request.httpRequest().firstMatchingHeader("X-Amz-Target").orElse("");
            String form =
                    request.httpRequest().firstMatchingHeader("Content-Type").orElse("");
            String empty = isOfS3(request) ? "" : form.contains("form") ? "<Response/>" : "{}";
            HttpExecuteResponse answer = answer(ANSWERS.getOrDefault(operation, empty));
            return new ExecutableHttpRequest() {
                @Override
                public HttpExecuteResponse call() {
                    return answer;
                }

                @Override
                public void abort() {}
            };
        }

        /** Of all services that are called, only S3 stores what is sent with PUT. */
        private static boolean isOfS3(HttpExecuteRequest request) {
            return request.httpRequest().method() == SdkHttpMethod.PUT;
        }

        private static HttpExecuteResponse answer(String body) {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            return HttpExecuteResponse.builder()
                    .response(SdkHttpFullResponse.builder()
                            .statusCode(200)
                            // S3 says of each object that it stored which one it is.
                            .putHeader("ETag", "\"rehearsal\"")
                            .putHeader("x-amz-version-id", "rehearsal")
                            .build())
                    .responseBody(AbortableInputStream.create(new ByteArrayInputStream(bytes)))
                    .build();
        }

        @Override
        public void close() {}
    }
}
