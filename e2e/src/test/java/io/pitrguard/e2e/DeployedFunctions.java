package io.pitrguard.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import io.pitrguard.sandbox.lambda.Invocation;
import io.pitrguard.sandbox.lambda.LambdaFunction;
import io.pitrguard.sandbox.lambda.LambdaProcess;
import io.pitrguard.sandbox.lambda.Outcome;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The functions of a deployment, each in a process of its own by AWS's runtime client, with a session of the role that it
 * was deployed with.
 */
final class DeployedFunctions implements FunctionGateway.Functions, AutoCloseable {
    private static final Duration AT_MOST = Duration.ofSeconds(60);

    private final Map<String, LambdaProcess> running = new HashMap<>();
    private final Map<String, DeployedFunction> deployed = new HashMap<>();
    private final Set<String> invoked = ConcurrentHashMap.newKeySet();

    /**
     * Starts functions.
     *
     * @param aws what they take for AWS
     * @param folder where their code is unpacked
     */
    static DeployedFunctions start(Deployment deployment, URI aws, Path folder, List<String> names) {
        DeployedFunctions functions = new DeployedFunctions();
        names.forEach(name -> functions.deployed.put(name, new DeployedFunction(deployment, name)));
        List<JsonNode> sessions = AwsCli.at(aws, Moto.REGION)
                .bulk(names.stream().map(functions::assumeRole).toList());
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            JsonNode session = sessions.get(i).path("Credentials");
            LambdaFunction function = functions
                    .deployed
                    .get(name)
                    .unpack(folder)
                    .with("AWS_ENDPOINT_URL", aws.toString())
                    .with("AWS_ACCESS_KEY_ID", session.path("AccessKeyId").asText())
                    .with(
                            "AWS_SECRET_ACCESS_KEY",
                            session.path("SecretAccessKey").asText())
                    .with("AWS_SESSION_TOKEN", session.path("SessionToken").asText());
            functions.running.put(name, LambdaProcess.start(function));
        }
        return functions;
    }

    private List<String> assumeRole(String name) {
        return List.of("sts", "assume-role", "--role-arn", role(name), "--role-session-name", name);
    }

    /** Returns a function's process. */
    LambdaProcess process(String name) {
        return running.get(name);
    }

    /** Returns a function's settings. */
    DeployedFunction deployed(String name) {
        return deployed.get(name);
    }

    /** Returns the ARN of a function's role. */
    String role(String name) {
        return deployed.get(name).configuration().path("Role").asText();
    }

    /** Returns the names of the functions that were invoked. */
    Set<String> invoked() {
        return Set.copyOf(invoked);
    }

    /** A process takes one event after the other; Lambda would start another one. */
    @Override
    public FunctionGateway.Answer invoke(String name, String event) throws InterruptedException {
        invoked.add(name);
        String arn = deployed.get(name).configuration().path("FunctionArn").asText();
        LambdaProcess process = running.get(name);
        synchronized (process) {
            Outcome outcome = process.invoke(Invocation.of(event, Instant.now().plus(AT_MOST), arn), AT_MOST);
            return switch (outcome) {
                case Outcome.Answered answered -> FunctionGateway.Answer.of(answered.body());
                case Outcome.Failed failed ->
                    FunctionGateway.Answer.failure(
                            failed.error().type(), failed.error().message());
                case Outcome.InitFailed failed ->
                    FunctionGateway.Answer.failure(
                            failed.error().type(), failed.error().message());
                case Outcome.Crashed crashed ->
                    FunctionGateway.Answer.failure("Runtime.ExitError", "exit code " + crashed.exitCode());
            };
        }
    }

    /** Returns all that functions wrote. */
    String output() {
        List<String> all = new ArrayList<>();
        running.forEach((name, process) -> all.add(name + ":\n" + process.stdout() + process.stderr()));
        return String.join("\n", all);
    }

    @Override
    public void close() {
        running.values().forEach(LambdaProcess::close);
    }
}
