package io.pitrguard.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;

/**
 * The AWS CLI: one command as a process {@code aws}, many of them at once in bulk.
 *
 * <p>A process costs half a second of processor time, most of it start-up. A thousand commands therefore run in one
 * process where {@code python3} can import the very CLI that {@code aws} is, and otherwise as processes, four at a time.
 */
record AwsCli(URI endpoint, Map<String, String> environment) {
    private static final int AT_ONCE = 4;
    private static final boolean SAME_IN_PYTHON = sameInPython();

    AwsCli {
        environment = Map.copyOf(environment);
    }

    static AwsCli at(URI endpoint, String region) {
        Map<String, String> environment = Repository.environment();
        environment.putAll(access(endpoint, region));
        environment.put("AWS_PAGER", "");
        return new AwsCli(endpoint, environment);
    }

    /** Returns one with a session of a role; moto asks nobody whether that may be. */
    AwsCli as(String roleArn) {
        JsonNode session = json("sts", "assume-role", "--role-arn", roleArn, "--role-session-name", "test")
                .path("Credentials");
        Map<String, String> more = new HashMap<>(environment);
        more.put("AWS_ACCESS_KEY_ID", session.path("AccessKeyId").asText());
        more.put("AWS_SECRET_ACCESS_KEY", session.path("SecretAccessKey").asText());
        more.put("AWS_SESSION_TOKEN", session.path("SessionToken").asText());
        return new AwsCli(endpoint, more);
    }

    static Map<String, String> access(URI endpoint, String region) {
        return Map.of(
                "AWS_ENDPOINT_URL",
                endpoint.toString(),
                "AWS_REGION",
                region,
                "AWS_DEFAULT_REGION",
                region,
                "AWS_ACCESS_KEY_ID",
                "AKIDEXAMPLE",
                "AWS_SECRET_ACCESS_KEY",
                "secret");
    }

    Run run(String... arguments) {
        return run(List.of(arguments));
    }

    /** Runs a command that must succeed, and reads its answer. */
    JsonNode json(String... arguments) {
        return run(arguments).ends(0).json();
    }

    /** Runs commands that must succeed one after the other. */
    List<Run> inOrder(List<List<String>> commands) {
        List<Run> runs = SAME_IN_PYTHON
                ? inOneProcess(commands)
                : commands.stream().map(this::run).toList();
        runs.forEach(run -> run.ends(0));
        return runs;
    }

    /** Runs commands that must succeed, in any order, and gives their answers in the order of the commands. */
    List<JsonNode> bulk(List<List<String>> commands) {
        List<Run> runs = SAME_IN_PYTHON ? inOneProcess(commands) : inProcesses(commands);
        return runs.stream().map(run -> run.ends(0).json()).toList();
    }

    /** Whether {@code python3} can import the AWS CLI that {@code aws} is. */
    static boolean sameInPython() {
        Map<String, String> environment = Repository.environment();
        Run python = Run.of(List.of("python3", "-c", "import awscli; print(awscli.__version__)"), environment);
        Run aws = Run.of(List.of("aws", "--version"), environment);
        // aws-cli/1.45.11 Python/3.11.7 …
        return python.exit() == 0
                && aws.out().startsWith("aws-cli/" + python.out().strip() + " ");
    }

    List<Run> inOneProcess(List<List<String>> commands) {
        Path input = Repository.write(
                "aws-batch.jsonl",
                commands.stream().map(this::arguments).map(Json::write).collect(Collectors.joining("\n", "", "\n")));
        Run run = Run.of(List.of("python3", script()), environment, input).ends(0);
        List<String> answers = run.out().lines().toList();
        List<Run> runs = new ArrayList<>();
        for (int i = 0; i < commands.size(); i++) {
            JsonNode answer = Json.read(answers.get(i));
            runs.add(new Run(
                    process(commands.get(i)),
                    answer.path("exit").asInt(),
                    answer.path("out").asText(),
                    answer.path("err").asText()));
        }
        return runs;
    }

    List<Run> inProcesses(List<List<String>> commands) {
        try (ExecutorService pool = Executors.newFixedThreadPool(AT_ONCE)) {
            List<Future<Run>> runs = commands.stream()
                    .map(command -> pool.submit(() -> run(command)))
                    .toList();
            List<Run> done = new ArrayList<>();
            for (Future<Run> run : runs) {
                done.add(run.get());
            }
            return done;
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private Run run(List<String> arguments) {
        return Run.of(process(arguments), environment);
    }

    private List<String> process(List<String> command) {
        List<String> process = new ArrayList<>(List.of("aws"));
        process.addAll(arguments(command));
        return process;
    }

    /** Names the endpoint: version 1 of the AWS CLI takes no notice of AWS_ENDPOINT_URL for SQS. */
    private List<String> arguments(List<String> command) {
        List<String> arguments = new ArrayList<>(List.of("--endpoint-url", endpoint.toString()));
        arguments.addAll(command);
        return arguments;
    }

    private static String script() {
        try {
            return Path.of(AwsCli.class.getResource("/aws-batch.py").toURI()).toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
