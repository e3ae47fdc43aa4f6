package io.pitrguard.e2e;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** 250 tables: every recovery state with every kind of tags under every kind of name, at least once. */
final class MixedFleet {
    static final int SIZE = 250;

    private static final List<Integer> DAYS = List.of(Fleet.OFF, 35, 7, 14);
    private static final List<String> NAMES = List.of("orders-", "tmp-", "carts-", "my-orders-", "ledger_");
    private static final List<Map<String, String>> TAGS = List.of(
            Map.of(),
            Map.of("tier", "critical"),
            Exemption.active(),
            Exemption.resolved(),
            Exemption.unreadable(),
            Exemption.incomplete(),
            both(Map.of("tier", "critical"), Exemption.active()),
            // Values are exact, and so is upper and lower case.
            Map.of("tier", "Critical", "team", "shop & more"));

    private MixedFleet() {}

    static Fleet create(AwsCli aws) {
        Fleet fleet = new Fleet(aws);
        Set<List<Object>> kinds = new HashSet<>();
        for (int i = 0; i < SIZE; i++) {
            int days = DAYS.get(i % DAYS.size());
            Map<String, String> tags = TAGS.get(i / DAYS.size() % TAGS.size());
            String name = NAMES.get(i / (DAYS.size() * TAGS.size()) % NAMES.size());
            kinds.add(new ArrayList<>(List.of(days, tags, name)));
            fleet.table("%s%03d".formatted(name, i), days, tags);
        }
        if (kinds.size() != DAYS.size() * TAGS.size() * NAMES.size()) {
            throw new IllegalStateException("only " + kinds.size() + " kinds of tables");
        }
        return fleet.create();
    }

    private static Map<String, String> both(Map<String, String> some, Map<String, String> more) {
        Map<String, String> all = new HashMap<>(some);
        all.putAll(more);
        return Map.copyOf(all);
    }
}
