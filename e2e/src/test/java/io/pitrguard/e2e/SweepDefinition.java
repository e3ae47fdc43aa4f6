package io.pitrguard.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The definition of a state machine as the CDK app synthesizes it. CloudFormation would put in the partition and the
 * ARNs of the functions: they are those of the names that the template gives them.
 */
final class SweepDefinition {
    private static final String ARN = "arn:aws:lambda:%s:%s:function:%s";

    private final JsonNode resources;

    private SweepDefinition(JsonNode resources) {
        this.resources = resources;
    }

    /** Synthesizes a hub. */
    static JsonNode synthesized() {
        Path out = Repository.work().resolve("hub.out");
        Cdk.offline()
                .run(
                        "synth",
                        "--quiet",
                        "--output",
                        out.toString(),
                        "-c",
                        "mode=organization",
                        "-c",
                        "alertEmail=ops@example.com",
                        "-c",
                        "organizationId=o-a1b2c3d4e5",
                        "-c",
                        "externalId=an-external-id",
                        "-c",
                        "memberOus=r-ab12")
                .ends(0);
        return in(out.resolve("pitr-guard.template.json"));
    }

    /** Synthesizes the stack that restores. */
    static JsonNode ofRestores() {
        Path out = Repository.work().resolve("recovery.out");
        Cdk.offline()
                .run("synth", "--quiet", "--output", out.toString(), "-c", "recovery=true")
                .ends(0);
        return in(out.resolve("pitr-guard-recovery.template.json"));
    }

    /** Synthesizes the stack that restores and drills, under a policy that asks for drills. */
    static JsonNode ofDrills() {
        Path out = Repository.work().resolve("drills.out");
        Path policy = Repository.work().resolve("drills.yaml");
        try {
            Files.writeString(
                    policy, "version: 1\nrules: [{ name: all, match: { table: ['*'] }, drill: { every: 30d } }]\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Cdk.offline()
                .run(
                        "synth",
                        "--quiet",
                        "--output",
                        out.toString(),
                        "-c",
                        "recovery=true",
                        "-c",
                        "drills=true",
                        "-c",
                        "evidenceBucket=evidence",
                        "-c",
                        "policyFile=" + policy)
                .ends(0);
        return in(out.resolve("pitr-guard-recovery.template.json"), "pitr-guard-drill");
    }

    /** Reads it from a template that has one. */
    static JsonNode in(Path template) {
        return in(template, "");
    }

    /** Reads that of the machine whose name begins so from a template. */
    static JsonNode in(Path template, String machine) {
        try {
            return new SweepDefinition(Json.read(Files.readString(template)).path("Resources")).definition(machine);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private JsonNode definition(String machine) {
        for (JsonNode resource : resources) {
            if (resource.path("Type").asText().equals("AWS::StepFunctions::StateMachine")
                    && resource.at("/Properties/StateMachineName").asText().startsWith(machine)) {
                return Json.read(text(resource.at("/Properties/DefinitionString")));
            }
        }
        throw new AssertionError("the template has no state machine " + machine);
    }

    private String text(JsonNode value) {
        if (value.isTextual()) {
            return value.asText();
        }
        if (value.has("Ref")) {
            String name = value.path("Ref").asText();
            return name.equals("AWS::Partition") ? "aws" : arn(name);
        }
        if (value.has("Fn::GetAtt")) {
            return arn(value.at("/Fn::GetAtt/0").asText());
        }
        StringBuilder joined = new StringBuilder();
        assertThat(value.at("/Fn::Join/0").asText()).isEmpty();
        value.at("/Fn::Join/1").forEach(part -> joined.append(text(part)));
        return joined.toString();
    }

    /** Returns the ARN of a function, or of what an alias stands for. */
    private String arn(String logicalId) {
        JsonNode name = resources.path(logicalId).at("/Properties/FunctionName");
        return name.isTextual() ? ARN.formatted(Moto.REGION, Deployment.ACCOUNT, name.asText()) : text(name);
    }
}
