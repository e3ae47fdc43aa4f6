package io.pitrguard.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A call to AWS as it is sent: who makes it, and what it is.
 *
 * @param accessKey the access key that signed it; empty if nothing did
 * @param region for which it is signed
 * @param service as it is signed
 * @param operation such as {@code ListTables}; of a protocol that names none, method and path
 * @param input the texts of its input, by name; empty but for JSON, and for the forms of STS
 */
record AwsCall(String accessKey, String region, String service, String operation, Map<String, String> input) {
    // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
    private static final Pattern CREDENTIAL = Pattern.compile("Credential=([^/]+)/\\d+/([^/]+)/([^/]+)/aws4_request");

    AwsCall {
        input = Map.copyOf(input);
    }

    /** The part of a request that says what it is. */
    record Request(String line, Optional<String> authorization, Optional<String> target, byte[] body) {}

    /** Reads a call of one of the protocols of AWS. */
    static AwsCall of(Request request) {
        Matcher signed = CREDENTIAL.matcher(request.authorization().orElse(""));
        boolean isSigned = signed.find();
        String key = isSigned ? signed.group(1) : "";
        String region = isSigned ? signed.group(2) : "";
        String service = isSigned ? signed.group(3) : "";
        if (request.target().isPresent()) {
            String target = request.target().get();
            return new AwsCall(
                    key, region, service, target.substring(target.lastIndexOf('.') + 1), json(request.body()));
        }
        Map<String, String> form = service.equals("sts") ? form(request.body()) : Map.of();
        return new AwsCall(key, region, service, form.getOrDefault("Action", request.line()), form);
    }

    /** Returns the first of these parts of its input. */
    Optional<String> first(String... names) {
        return List.of(names).stream()
                .filter(input::containsKey)
                .map(input::get)
                .findFirst();
    }

    private static Map<String, String> json(byte[] body) {
        Map<String, String> texts = new HashMap<>();
        JsonNode input = Json.read(body.length == 0 ? "{}" : new String(body, StandardCharsets.UTF_8));
        input.properties().forEach(part -> {
            if (part.getValue().isTextual()) {
                texts.put(part.getKey(), part.getValue().asText());
            }
        });
        return texts;
    }

    private static Map<String, String> form(byte[] body) {
        Map<String, String> texts = new HashMap<>();
        for (String part : new String(body, StandardCharsets.ISO_8859_1).split("&", -1)) {
            int at = part.indexOf('=');
            texts.put(part.substring(0, at), URLDecoder.decode(part.substring(at + 1), StandardCharsets.UTF_8));
        }
        return texts;
    }
}
