package io.pitrguard.sandbox.lambda;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** How Lambda starts a function: the JVM's command line and its environment. */
final class RuntimeCommand {

    /**
     * What Lambda's Java runtimes start the JVM with, as far as it bears on start-up: the serial collector, C1 only,
     * the JDK's own class data archive. https://docs.aws.amazon.com/lambda/latest/dg/java-customization.html
     */
    private static final List<String> FLAGS = List.of(
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xshare:auto",
            "-Djava.net.preferIPv4Stack=true",
            // Java 24 and later warn of the client's native part otherwise.
            "--enable-native-access=ALL-UNNAMED");

    private RuntimeCommand() {}

    static List<String> line(RuntimeClient client, LambdaFunction function, Path folder) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(FLAGS);
        client.unpackLibrary(folder).ifPresent(command::add);
        command.addAll(function.jvmFlags());
        command.add("-cp");
        command.add(client.jars().stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
        command.add(client.mainClass());
        command.add(function.handler());
        return command;
    }

    /** https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html#configuration-envvars-runtime */
    static Map<String, String> environment(LambdaFunction function, String runtimeApi) {
        Map<String, String> variables = new HashMap<>();
        variables.put("AWS_LAMBDA_RUNTIME_API", runtimeApi);
        variables.put("AWS_REGION", function.region());
        variables.put("AWS_DEFAULT_REGION", function.region());
        variables.put("AWS_ACCESS_KEY_ID", "sandbox");
        variables.put("AWS_SECRET_ACCESS_KEY", "sandbox");
        variables.put("AWS_SESSION_TOKEN", "sandbox");
        variables.put("_HANDLER", function.handler());
        variables.put("LAMBDA_TASK_ROOT", function.taskRoot().toString());
        variables.put("AWS_EXECUTION_ENV", "AWS_Lambda_java25");
        variables.put("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand");
        variables.put("AWS_LAMBDA_FUNCTION_NAME", "sandbox");
        variables.put("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST");
        variables.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "512");
        variables.put("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/sandbox");
        variables.put("AWS_LAMBDA_LOG_STREAM_NAME", "sandbox");
        variables.put("LANG", "en_US.UTF-8");
        variables.put("TZ", ":UTC");
        variables.putAll(function.environment());
        return variables;
    }
}
