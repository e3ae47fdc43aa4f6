package io.pitrguard.functions;

import io.pitrguard.sandbox.fault.Effect;
import io.pitrguard.sandbox.fault.Fault;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * Faults for one invocation, at random.
 *
 * @param faults at most four
 * @param failing a table whose evaluations Config does not take at first; empty for none
 */
record RandomFaults(List<Fault> faults, String failing, int times) {
    private static final List<String> OPERATIONS = List.of(
            "ListTables",
            "GetResources",
            "ListTagsOfResource",
            "DescribeTable",
            ConfigRuleTestBed.WRITE,
            ConfigRuleTestBed.PUT,
            ConfigRuleTestBed.PUT,
            ConfigRuleTestBed.HELD,
            "GetResourceConfigHistory",
            "Publish");
    private static final List<Effect> EFFECTS = Arrays.stream(Effect.values())
            .filter(effect -> effect != Effect.SLOW)
            .toList();
    private static final List<Effect> LASTING = List.of(Effect.DENIED, Effect.SERVER_ERROR, Effect.EMPTY);
    private static final Set<String> READS =
            Set.of("ListTables", "GetResources", "ListTagsOfResource", "DescribeTable", ConfigRuleTestBed.READ);
    private static final int MOST_THROTTLES = 12;

    static final RandomFaults NONE = new RandomFaults(List.of(), "", 0);

    static RandomFaults any(Random random, String table) {
        List<Fault> faults = new ArrayList<>();
        if (random.nextInt(6) == 0) {
            // There is one page only: a fault that passes the first call would never be met.
            faults.add(Fault.on("ListTables", LASTING.get(random.nextInt(LASTING.size()))));
        }
        for (int i = random.nextInt(4); i > 0; i--) {
            faults.add(fault(random, table));
        }
        return random.nextInt(4) == 0
                ? new RandomFaults(faults, table, 1 + random.nextInt(4))
                : new RandomFaults(faults, "", 0);
    }

    private static Fault fault(Random random, String table) {
        String operation =
                random.nextInt(3) == 0 ? ConfigRuleTestBed.READ : OPERATIONS.get(random.nextInt(OPERATIONS.size()));
        Effect effect = EFFECTS.get(random.nextInt(EFFECTS.size()));
        Fault fault = Fault.on(operation, effect).skip(Math.max(0, random.nextInt(5) - 2));
        boolean endless = random.nextBoolean()
                && switch (effect) {
                    // A throttled read is tried a hundred times.
                    case THROTTLED, THROTTLED_PROVISIONED, REQUEST_LIMIT -> false;
                    default -> true;
                };
        if (!endless) {
            fault = fault.times(1 + random.nextInt(MOST_THROTTLES));
        }
        boolean ofTable = operation.equals(ConfigRuleTestBed.READ) && random.nextBoolean();
        return ofTable ? fault.table(table) : fault;
    }

    void arm(ConfigRuleTestBed bed) {
        faults.forEach(bed.sandbox().faults()::add);
        if (!failing.isEmpty()) {
            bed.config().failEvaluations(failing, times);
        }
    }

    void disarm(ConfigRuleTestBed bed) {
        bed.sandbox().faults().clear();
        if (!failing.isEmpty()) {
            bed.config().failEvaluations(failing, 0);
        }
    }

    boolean none() {
        return faults.isEmpty() && failing.isEmpty();
    }

    /** Whether what is read of a table may be missing. */
    boolean hideSomethingOf(String table) {
        return faults.stream()
                .filter(fault -> READS.contains(fault.operation()))
                .anyMatch(fault -> fault.table() == null || table.equals(fault.table()));
    }

    /** Whether AWS may say that a table is gone which is there. */
    boolean denyTables() {
        return faults.stream()
                .anyMatch(fault -> fault.operation().equals("DescribeTable") && fault.effect() == Effect.GONE);
    }

    /** Whether the evaluation of a table may get lost on its way. */
    boolean keepFromConfig(String table) {
        return on(ConfigRuleTestBed.PUT) || failing.equals(table);
    }

    boolean on(String operation) {
        return faults.stream().anyMatch(fault -> fault.operation().equals(operation));
    }

    /** Whether Config may answer that it took evaluations that it did not. */
    boolean loseEvaluations() {
        return faults.stream()
                .anyMatch(fault -> fault.operation().equals(ConfigRuleTestBed.PUT)
                        && (fault.effect() == Effect.EMPTY || fault.effect() == Effect.IGNORED));
    }
}
