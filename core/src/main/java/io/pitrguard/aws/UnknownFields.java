package io.pitrguard.aws;

import io.pitrguard.domain.settings.SettingValue;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPlugin;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.SdkServiceClientConfiguration;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;

/** Keeps the text of one answer, and finds the fields in it that the SDK does not know and drops. */
final class UnknownFields implements SdkPlugin, ExecutionInterceptor {
    private byte @Nullable [] answer;

    @Override
    public void configureClient(SdkServiceClientConfiguration.Builder config) {
        config.overrideConfiguration(config.overrideConfiguration().toBuilder()
                .addExecutionInterceptor(this)
                .build());
    }

    @Override
    public Optional<InputStream> modifyHttpResponseContent(
            Context.ModifyHttpResponse call, ExecutionAttributes attributes) {
        return call.responseBody().map(body -> {
            try {
                answer = body.readAllBytes();
                return new ByteArrayInputStream(answer);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /**
     * Returns the fields under one member of the answer that a part of the SDK does not know, by their path.
     *
     * @return empty where the answer's text was not kept, or cannot be read
     */
    Optional<SettingValue> under(String member, SdkPojo part) {
        return document()
                .map(json ->
                        json.field(member).map(found -> unknown(found, part)).orElse(SettingValue.NONE));
    }

    /** Returns the same for the whole answer. */
    Optional<SettingValue> in(SdkPojo part) {
        return document().map(json -> unknown(json, part));
    }

    private Optional<JsonNode> document() {
        return answer == null
                ? Optional.empty()
                : CanonicalJson.parsed(new String(answer, StandardCharsets.UTF_8))
                        .filter(JsonNode::isObject);
    }

    private static SettingValue unknown(JsonNode json, SdkPojo part) {
        Map<String, String> found = new HashMap<>();
        search(json, part, "", found);
        return new SettingValue(found);
    }

    private static void search(JsonNode json, SdkPojo part, String path, Map<String, String> found) {
        Map<String, SdkField<?>> known = new HashMap<>();
        part.sdkFields().forEach(field -> known.put(field.locationName(), field));
        json.asObject().forEach((name, value) -> {
            SdkField<?> field = known.get(name);
            if (field == null) {
                found.put(path + name, CanonicalJson.of(value));
            } else {
                searchField(value, field, path + name, found);
            }
        });
    }

    private static void searchField(JsonNode json, SdkField<?> field, String path, Map<String, String> found) {
        if (json.isObject() && field.constructor() != null) {
            search(json, field.constructor().get(), path + ".", found);
        } else if (json.isArray() && field.containsTrait(ListTrait.class)) {
            SdkField<?> entry = field.getTrait(ListTrait.class).memberFieldInfo();
            for (JsonNode each : json.asArray()) {
                searchField(each, entry, path, found);
            }
        }
    }
}
