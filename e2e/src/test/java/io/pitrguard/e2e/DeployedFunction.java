package io.pitrguard.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.pitrguard.sandbox.lambda.DeploymentPackage;
import io.pitrguard.sandbox.lambda.LambdaFunction;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A function as it lies in moto: code, layers, handler and environment are downloaded, nothing comes from the build.
 *
 * <p>The location of code that moto answers is a host of AWS, and that of a layer is empty. Both zips are therefore taken
 * from where CloudFormation took them, the bootstrap's bucket, and compared with the digests that Lambda answers. Which
 * layers a function has is asked of the template: moto's CloudFormation drops it, and the format of the log.
 */
final class DeployedFunction {
    private static final String BUCKET = "cdk-hnb659fds-assets-%s-%s".formatted(Deployment.ACCOUNT, Moto.REGION);
    private static final String LAYERS = "/opt/";

    private final Deployment deployment;
    private final AwsCli aws;
    private final JsonNode answer;
    private final JsonNode template;

    /** Asks for a function by its name. */
    DeployedFunction(Deployment deployment, String name) {
        this.deployment = deployment;
        aws = deployment.aws();
        answer = aws.json("lambda", "get-function", "--function-name", name);
        template = deployment.named(name).path("Properties");
    }

    /** Returns its settings as Lambda answers them. */
    JsonNode configuration() {
        return answer.path("Configuration");
    }

    /** Returns a variable of its environment as it was deployed. */
    String variable(String name) {
        return configuration().path("Environment").path("Variables").path(name).asText();
    }

    /**
     * Unpacks it below a folder, to be run there; what functions share only once. Its environment is the deployed one, but
     * that what lies below /opt in Lambda lies below that folder, and that moto is AWS.
     */
    LambdaFunction unpack(Path folder) {
        Path opt = folder.resolve("opt");
        create(opt);
        Path code = code(folder);
        template.path("Layers")
                .forEach(layer -> unzipLayer(folder, layer.path("Ref").asText(), opt));
        Map<String, String> environment = new HashMap<>();
        configuration()
                .path("Environment")
                .path("Variables")
                .properties()
                .forEach(variable -> environment.put(
                        variable.getKey(), under(opt, variable.getValue().asText())));
        environment.put(
                "AWS_LAMBDA_FUNCTION_NAME", configuration().path("FunctionName").asText());
        environment.put(
                "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
                configuration().path("MemorySize").asText());
        environment.put(
                "AWS_LAMBDA_LOG_FORMAT", template.at("/LoggingConfig/LogFormat").asText());
        environment.put("AWS_ENDPOINT_URL", deployment.endpoint().toString());
        return new LambdaFunction(
                code,
                configuration().path("Handler").asText(),
                configuration().path("FunctionArn").asText(),
                environment,
                List.of());
    }

    private static void create(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String under(Path opt, String value) {
        return value.startsWith(LAYERS)
                ? opt.resolve(value.substring(LAYERS.length())).toString()
                : value;
    }

    private Path code(Path folder) {
        String key = template.at("/Code/S3Key").asText();
        assertThat(answer.at("/Code/Location").asText()).endsWith("/" + key);
        Path code = folder.resolve("task-" + key);
        if (!Files.exists(code)) {
            DeploymentPackage.unzip(
                    download(key, configuration().path("CodeSha256").asText(), folder), code);
        }
        return code;
    }

    private void unzipLayer(Path folder, String logicalId, Path opt) {
        String key =
                deployment.resource(logicalId).at("/Properties/Content/S3Key").asText();
        if (!Files.exists(folder.resolve(key))) {
            DeploymentPackage.unzip(download(key, digestOfLayer(logicalId), folder), opt);
        }
    }

    private String digestOfLayer(String logicalId) {
        JsonNode layer = null;
        for (JsonNode one : aws.json("lambda", "list-layers").path("Layers")) {
            layer = one.path("LayerName").asText().contains(logicalId) ? one : layer;
        }
        assertThat(layer).as("the layer %s in Lambda", logicalId).isNotNull();
        return aws.json(
                        "lambda",
                        "get-layer-version",
                        "--layer-name",
                        layer.path("LayerName").asText(),
                        "--version-number",
                        layer.at("/LatestMatchingVersion/Version").asText())
                .at("/Content/CodeSha256")
                .asText();
    }

    private Path download(String key, String digest, Path folder) {
        Path file = folder.resolve(key);
        aws.json("s3api", "get-object", "--bucket", BUCKET, "--key", key, file.toString());
        assertThat(Base64.getEncoder().encodeToString(digest(file)))
                .as("the digest of %s in Lambda", key)
                .isEqualTo(digest);
        return file;
    }

    /** Returns the SHA-256 of a file. */
    static byte[] digest(Path file) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
