package io.pitrguard.cli;

import io.pitrguard.report.Json;
import io.pitrguard.sandbox.Sandbox;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;

/** The AWS Config rule of the sample events; with it, the emulator accepts their evaluations. */
final class SampleConfigRule {
    private static final String EVENT = "/io/pitrguard/events/config-rule/scheduled.json";

    private SampleConfigRule() {}

    /** Creates the rule with the result token of all sample events. */
    static void create(Sandbox sandbox) {
        Map<?, ?> event = (Map<?, ?>) Objects.requireNonNull(Json.parse(event()));
        sandbox.config()
                .rules()
                .create((String) Objects.requireNonNull(event.get("configRuleName")))
                .acceptToken((String) Objects.requireNonNull(event.get("resultToken")));
    }

    private static String event() {
        try (InputStream file = Objects.requireNonNull(SampleConfigRule.class.getResourceAsStream(EVENT), EVENT)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
