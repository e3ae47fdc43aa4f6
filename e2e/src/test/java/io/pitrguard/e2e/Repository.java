package io.pitrguard.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The clone that is tested, and how processes are started in it. */
final class Repository {
    static final Path ROOT = Path.of("").toAbsolutePath().getParent();

    private static final String FORK = System.getProperty("pitrguard.fork", "fork-1");

    private Repository() {}

    /** Returns the folder for what a run leaves behind: inputs, outputs, logs. Each JVM of a run has its own. */
    static Path work() {
        try {
            return Files.createDirectories(Path.of("target", "e2e", FORK).toAbsolutePath());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes a file below {@link #work}. */
    static Path write(String name, String text) {
        try {
            return Files.writeString(work().resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the environment without anything that leads to a real AWS account, a profile or a proxy. */
    static Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment
                .keySet()
                .removeIf(name -> name.startsWith("AWS_")
                        || name.startsWith("PITR_GUARD_")
                        || name.toUpperCase(Locale.ROOT).endsWith("_PROXY"));
        environment.put("AWS_EC2_METADATA_DISABLED", "true");
        environment.put(
                "AWS_CONFIG_FILE",
                write("aws-config", "[default]\ncli_timestamp_format = iso8601\n")
                        .toString());
        environment.put("AWS_SHARED_CREDENTIALS_FILE", "/dev/null");
        return environment;
    }

    static ProcessBuilder process(List<String> command, Map<String, String> environment) {
        ProcessBuilder builder = new ProcessBuilder(command).directory(ROOT.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        return builder;
    }
}
