package io.pitrguard.sandbox.lambda;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;

/** A runtime that answers each event with the event, the handler and the region; it exits with 3 on the event "die". */
final class TinyRuntime {

    private TinyRuntime() {}

    public static void main(String[] args) throws Exception {
        String base = "http://" + System.getenv("AWS_LAMBDA_RUNTIME_API") + "/2018-06-01/runtime/invocation/";
        try (HttpClient http = HttpClient.newHttpClient()) {
            while (true) {
                var next = http.send(
                        HttpRequest.newBuilder(URI.create(base + "next")).build(), BodyHandlers.ofString());
                if (next.body().equals("die")) {
                    System.err.println("dying");
                    System.exit(3);
                }
                System.out.println("got " + next.body());
                String id = next.headers()
                        .firstValue("Lambda-Runtime-Aws-Request-Id")
                        .orElseThrow();
                String answer = next.body() + " " + args[0] + " " + System.getenv("AWS_REGION") + " "
                        + System.getenv("EXTRA") + " " + System.getProperty("extra");
                http.send(
                        HttpRequest.newBuilder(URI.create(base + id + "/response"))
                                .POST(BodyPublishers.ofString(answer))
                                .build(),
                        BodyHandlers.discarding());
            }
        }
    }
}
