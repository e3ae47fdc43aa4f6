package io.pitrguard.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The command line, started as a user starts it: {@code ./pitr-guard …}.
 *
 * @param environment all that it gets of an environment
 */
record PitrGuard(Map<String, String> environment) {
    static {
        // Builds itself, where it must, with the developer's own environment, and not in the middle of a test; the
        // sandbox needs more than other commands.
        Run.of(List.of("./pitr-guard", "sandbox", "--help"), System.getenv()).ends(0);
    }

    PitrGuard {
        environment = Map.copyOf(environment);
    }

    /** Returns one for a user whose environment names this endpoint and region, and some credentials. */
    static PitrGuard at(URI endpoint, String region) {
        Map<String, String> environment = Repository.environment();
        environment.putAll(AwsCli.access(endpoint, region));
        return new PitrGuard(environment);
    }

    PitrGuard with(String name, String value) {
        Map<String, String> more = new HashMap<>(environment);
        more.put(name, value);
        return new PitrGuard(more);
    }

    Run run(String... arguments) {
        return Run.of(command(arguments), environment);
    }

    /** Sweeps without a pace, because moto has no limit. */
    Run sweep(String... options) {
        List<String> arguments = new ArrayList<>(List.of("sweep", "--reads-per-second", "0"));
        arguments.addAll(List.of(options));
        return run(arguments.toArray(String[]::new));
    }

    /** Starts it and leaves it running. */
    Process start(String... arguments) {
        try {
            return Repository.process(command(arguments), environment).start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> command(String... arguments) {
        List<String> command = new ArrayList<>(List.of("./pitr-guard"));
        command.addAll(List.of(arguments));
        return command;
    }
}
