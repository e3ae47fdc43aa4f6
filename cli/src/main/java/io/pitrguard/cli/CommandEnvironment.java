package io.pitrguard.cli;

import java.util.Map;
import java.util.stream.Collectors;

/** The environment variables of the commands. */
final class CommandEnvironment {
    private static final String OWN = "PITR_GUARD_";

    private static volatile boolean demo;

    private CommandEnvironment() {}

    /** From now on, the settings of a deployment do not count: a demo has its own ledger, and no bucket. */
    static void forDemo() {
        demo = true;
    }

    /** Returns the variables. */
    static Map<String, String> variables() {
        return variables(System.getenv(), demo);
    }

    /** Returns those of an environment that count. */
    static Map<String, String> variables(Map<String, String> environment, boolean demo) {
        return demo
                ? environment.entrySet().stream()
                        .filter(each -> !each.getKey().startsWith(OWN))
                        .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue))
                : environment;
    }
}
