package io.pitrguard.infra;

import java.util.List;

/**
 * Which stack is meant, and what restores may make.
 *
 * @param only whether the stack for restores is meant, not the one with everything else
 * @param targets patterns of further names of tables that restores may make, with {@code *} for any characters
 */
record RecoveryOptions(boolean only, List<String> targets) {
    private static final String PATTERN = "[A-Za-z0-9_.*-]{3,255}";
    private static final String WITHOUT_NAME = "[*._-]*";

    RecoveryOptions {
        targets = List.copyOf(targets);
    }

    /** Reads them. Problems are collected in the context. */
    static RecoveryOptions read(Context context) {
        List<String> targets = context.list(Option.RECOVERY_TARGETS);
        targets.stream()
                .filter(target -> !target.matches(PATTERN) || target.matches(WITHOUT_NAME))
                .forEach(
                        target -> context.refuse(
                                Option.RECOVERY_TARGETS,
                                target,
                                "Write names of tables, or their beginning and *: one that fits every table would let restores change the settings of all."));
        return new RecoveryOptions(context.flag(Option.RECOVERY), targets);
    }
}
