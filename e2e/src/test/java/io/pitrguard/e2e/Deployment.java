package io.pitrguard.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The stack as {@code cdk deploy} made it in moto.
 *
 * @param out the cloud assembly that was deployed
 */
record Deployment(URI endpoint, Path out) {
    static final String ACCOUNT = "123456789012";

    /** Synthesizes with these options ({@code key=value}), bootstraps and deploys. */
    static Deployment to(Moto moto, String... options) {
        return to(moto.endpoint(), List.of(), options);
    }

    /** Does the same without a change set, of which moto keeps no outputs. */
    static Deployment withOutputs(URI moto, String... options) {
        return to(moto, List.of("--method=direct"), options);
    }

    /** Deploys the stack for restores beside the other one, which it leaves as it is. */
    static Deployment ofRestores(URI moto, String... options) {
        Deployment deployment = new Deployment(moto, Repository.work().resolve("recovery.cdk.out"));
        List<String> synth = new ArrayList<>(
                List.of("synth", "--quiet", "--output", deployment.out().toString(), "-c", "recovery=true"));
        for (String option : options) {
            synth.addAll(List.of("-c", option));
        }
        Cdk.offline().run(synth.toArray(String[]::new)).ends(0);
        Cdk.spell(deployment.out().resolve("pitr-guard-recovery.template.json"));
        Cdk.at(moto)
                .run("deploy", "--app", deployment.out().toString(), "--require-approval", "never")
                .ends(0);
        return deployment;
    }

    private static Deployment to(URI moto, List<String> how, String... options) {
        Path out = Repository.work().resolve("cdk.out");
        Deployment deployment = new Deployment(moto, out);
        List<String> synth = new ArrayList<>(List.of("synth", "--quiet", "--output", out.toString()));
        for (String option : options) {
            synth.addAll(List.of("-c", option));
        }
        Cdk.offline().run(synth.toArray(String[]::new)).ends(0);
        Cdk.spell(deployment.templateFile());
        Cdk cdk = Cdk.at(moto);
        cdk.run("bootstrap", "--app", out.toString(), "aws://" + ACCOUNT + "/" + Moto.REGION)
                .ends(0);
        List<String> deploy =
                new ArrayList<>(List.of("deploy", "--app", out.toString(), "--require-approval", "never"));
        deploy.addAll(how);
        cdk.run(deploy.toArray(String[]::new)).ends(0);
        deployment.keepVersions();
        return deployment;
    }

    /** moto's CloudFormation leaves it off; infra/ asserts it on the template. */
    private void keepVersions() {
        aws().run(
                        "s3api",
                        "put-bucket-versioning",
                        "--bucket",
                        evidenceBucket(),
                        "--versioning-configuration",
                        "Status=Enabled")
                .ends(0);
    }

    private String evidenceBucket() {
        for (JsonNode one : resources()) {
            if (one.path("ResourceType").asText().equals("AWS::S3::Bucket")
                    && one.path("LogicalResourceId").asText().startsWith("Evidence")) {
                return one.path("PhysicalResourceId").asText();
            }
        }
        throw new AssertionError("the stack has no bucket for evidence");
    }

    private JsonNode resources() {
        return aws().json("cloudformation", "describe-stack-resources", "--stack-name", "pitr-guard")
                .path("StackResources");
    }

    AwsCli aws() {
        return AwsCli.at(endpoint, Moto.REGION);
    }

    void destroy() {
        Cdk.at(endpoint).run("destroy", "--force", "--app", out.toString()).ends(0);
    }

    /** Returns an output of the stack. */
    String output(String key) {
        for (JsonNode output : aws().json("cloudformation", "describe-stacks", "--stack-name", "pitr-guard")
                .at("/Stacks/0/Outputs")) {
            if (output.path("OutputKey").asText().equals(key)) {
                return output.path("OutputValue").asText();
            }
        }
        throw new AssertionError("the stack has no output " + key);
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
        for (JsonNode one : resources()) {
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
