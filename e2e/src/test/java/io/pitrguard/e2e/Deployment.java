package io.pitrguard.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import io.pitrguard.report.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The stack as {@code cdk deploy} made it in moto.
 *
 * @param out the cloud assembly that was deployed
 */
record Deployment(Moto moto, Path out) {
    static final String ACCOUNT = "123456789012";

    /** Synthesizes with these options ({@code key=value}), bootstraps and deploys. */
    static Deployment to(Moto moto, String... options) {
        Path out = Repository.work().resolve("cdk.out");
        Deployment deployment = new Deployment(moto, out);
        List<String> synth = new ArrayList<>(List.of("synth", "--quiet", "--output", out.toString()));
        for (String option : options) {
            synth.addAll(List.of("-c", option));
        }
        Cdk.offline().run(synth.toArray(String[]::new)).ends(0);
        Cdk.withoutAliases(deployment.templateFile());
        Cdk cdk = Cdk.at(moto.endpoint());
        cdk.run("bootstrap", "--app", out.toString(), "aws://" + ACCOUNT + "/" + Moto.REGION)
                .ends(0);
        cdk.run("deploy", "--app", out.toString(), "--require-approval", "never")
                .ends(0);
        return deployment;
    }

    void destroy() {
        Cdk.at(moto.endpoint())
                .run("destroy", "--force", "--app", out.toString())
                .ends(0);
    }

    /** Returns a resource of the template by its logical id. */
    JsonNode resource(String logicalId) {
        try {
            return Json.read(Files.readString(templateFile())).path("Resources").path(logicalId);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the resource of the template that moto knows by this name. */
    JsonNode named(String physicalId) {
        for (JsonNode one : moto.aws()
                .json("cloudformation", "describe-stack-resources", "--stack-name", "pitr-guard")
                .path("StackResources")) {
            if (one.path("PhysicalResourceId").asText().equals(physicalId)) {
                return resource(one.path("LogicalResourceId").asText());
            }
        }
        throw new AssertionError("the stack has no " + physicalId);
    }

    private Path templateFile() {
        return out.resolve("pitr-guard.template.json");
    }
}
