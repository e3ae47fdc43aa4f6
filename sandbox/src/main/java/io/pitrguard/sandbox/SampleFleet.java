package io.pitrguard.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Deterministic tables for demonstrations, tests and benchmarks: the same number gives the same fleet. */
public final class SampleFleet {

    private static final List<String> DOMAINS =
            List.of("orders", "payments", "customers", "inventory", "sessions", "audit", "carts", "ledger");
    private static final List<String> OWNERS = List.of("shop", "finance", "platform");
    private static final long GIGABYTE = 1_000_000_000L;
    private static final int FULL = 35;
    private static final int SHORT = 7;

    /** What a table of the mixed fleet is like. */
    public enum Kind {
        /** A full window of 35 days. */
        PROTECTED,
        /** On, but with 7 days only. */
        SHORT_PERIOD,
        /** Off. */
        OFF,
        /** Switched off and on again two days ago: 33 days of history are lost. */
        RESTARTED,
        /** On, but the latest restore point is three hours old. */
        STALE,
        /** Off, with exemption tags that end in 90 days. */
        EXEMPT,
        /** Off, with exemption tags that ended 30 days ago. */
        EXPIRED_EXEMPTION
    }

    // Of twenty tables: eleven protected, three off, two short, one of each other kind.
    private static final List<Kind> MIX = List.of(
            Kind.PROTECTED,
            Kind.PROTECTED,
            Kind.OFF,
            Kind.PROTECTED,
            Kind.SHORT_PERIOD,
            Kind.PROTECTED,
            Kind.EXEMPT,
            Kind.PROTECTED,
            Kind.PROTECTED,
            Kind.OFF,
            Kind.PROTECTED,
            Kind.RESTARTED,
            Kind.PROTECTED,
            Kind.EXPIRED_EXEMPTION,
            Kind.PROTECTED,
            Kind.STALE,
            Kind.PROTECTED,
            Kind.OFF,
            Kind.SHORT_PERIOD,
            Kind.PROTECTED);

    private SampleFleet() {}

    /** Seeds a mixed fleet. */
    public static void seed(Sandbox sandbox, int tables) {
        for (int index = 0; index < tables; index++) {
            shape(table(sandbox, index), kind(index), sandbox.clock());
        }
    }

    /** Seeds tables that are all protected with a full window. */
    public static void seedCompliant(Sandbox sandbox, int tables) {
        for (int index = 0; index < tables; index++) {
            table(sandbox, index).enabled(FULL);
        }
    }

    /** Returns the name of the table with that index in either fleet. */
    public static String name(int index) {
        return "%s-%05d".formatted(DOMAINS.get(index % DOMAINS.size()), index);
    }

    /** Returns what the table with that index is like in the mixed fleet. */
    public static Kind kind(int index) {
        return MIX.get(index % MIX.size());
    }

    private static SandboxTable table(Sandbox sandbox, int index) {
        SandboxTable table = sandbox.tables()
                .create(name(index))
                .sizeBytes((index % 50) * GIGABYTE)
                .localIndexSizeBytes(index % 10 == 0 ? GIGABYTE : 0)
                .deletionProtection(index % 3 == 0);
        // Every seventh table never had a tag: the tagging API omits it.
        return index % 7 == 6 ? table : table.tags(tags(index));
    }

    private static Map<String, String> tags(int index) {
        return Map.of("tier", index % 4 == 0 ? "critical" : "standard", "owner", OWNERS.get(index % OWNERS.size()));
    }

    private static void shape(SandboxTable table, Kind kind, InstantSource clock) {
        Instant now = clock.instant();
        switch (kind) {
            case PROTECTED -> table.enabled(FULL);
            case SHORT_PERIOD -> table.enabled(SHORT);
            case OFF -> table.disabled();
            case RESTARTED -> table.enabled(FULL, now.minus(Duration.ofDays(2)));
            case STALE -> table.enabled(FULL).latestLag(Duration.ofHours(3));
            case EXEMPT -> exempt(table, now.plus(Duration.ofDays(90)));
            case EXPIRED_EXEMPTION -> exempt(table, now.minus(Duration.ofDays(30)));
        }
    }

    private static void exempt(SandboxTable table, Instant until) {
        Map<String, String> tags = new HashMap<>(table.tags());
        String date = until.atOffset(ZoneOffset.UTC).toLocalDate().toString();
        tags.put("pitr-guard:exempt-until", date);
        tags.put("pitr-guard:exempt-reason", "rebuilt from the event stream");
        tags.put("pitr-guard:exempt-owner", "data-platform");
        table.tags(tags);
    }
}
