package io.pitrguard.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The CDK's command line, as a user runs it in the repository's root. */
record Cdk(Map<String, String> environment) {
    // The version that README and docs/deploy.md name.
    private static final List<String> COMMAND = List.of("npx", "--yes", "aws-cdk@2.1148.1");

    Cdk {
        environment = Map.copyOf(environment);
    }

    /** Returns one without credentials and network: what synthesizing must do with. A template is for one region. */
    static Cdk offline() {
        Map<String, String> environment = quiet(Repository.environment());
        environment.put("AWS_REGION", Moto.REGION);
        return new Cdk(environment);
    }

    /** Returns one whose calls all go to a server on loopback. */
    static Cdk at(URI endpoint) {
        Map<String, String> environment = quiet(Repository.environment());
        environment.putAll(AwsCli.access(endpoint, Moto.REGION));
        // CI=true keeps the progress bar away, and tables of changes short.
        environment.put("CI", "true");
        return new Cdk(environment);
    }

    Run run(String... arguments) {
        List<String> command = new ArrayList<>(COMMAND);
        command.addAll(List.of(arguments));
        return Run.of(command, environment);
    }

    /**
     * Spells a template for moto. It names functions instead of their aliases, of which moto knows none: it refuses an event
     * source mapping to one. Rules name their bus instead of a reference to it, which moto does not resolve.
     */
    static void spell(Path template) {
        try {
            JsonNode spelt = Json.read(Files.readString(template).replace("\":live\"", "\"\""));
            JsonNode resources = spelt.path("Resources");
            for (JsonNode parent : spelt.findParents("Ref")) {
                JsonNode alias = resources.path(parent.path("Ref").asText());
                if (alias.path("Type").asText().equals("AWS::Lambda::Alias")) {
                    // By its ARN: a rule names its target so, and a permission may.
                    ((ObjectNode) parent).remove("Ref");
                    ((ObjectNode) parent)
                            .putArray("Fn::GetAtt")
                            .add(alias.at("/Properties/FunctionName/Ref").asText())
                            .add("Arn");
                }
            }
            for (JsonNode rule : resources) {
                JsonNode bus = rule.at("/Properties/EventBusName/Ref");
                if (bus.isTextual()) {
                    ((ObjectNode) rule.path("Properties"))
                            .set("EventBusName", resources.path(bus.asText()).at("/Properties/Name"));
                }
            }
            Files.writeString(template, Json.write(spelt));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> quiet(Map<String, String> environment) {
        environment.put("JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION", "1");
        return environment;
    }
}
