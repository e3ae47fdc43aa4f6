package io.pitrguard.e2e;

import com.fasterxml.jackson.databind.JsonNode;

final class SweepDefinition {
    static JsonNode synthesized() throws Exception {
        return Json.read(java.nio.file.Files.readString(java.nio.file.Path.of("/tmp/sfnproto/def.json")));
    }
}
