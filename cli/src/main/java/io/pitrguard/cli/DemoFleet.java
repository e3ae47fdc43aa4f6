package io.pitrguard.cli;

import io.pitrguard.domain.evaluation.TagExemption;
import io.pitrguard.sandbox.Sandbox;
import io.pitrguard.sandbox.fault.Effect;
import io.pitrguard.sandbox.fault.Fault;
import java.time.LocalDate;
import java.util.Map;

/** The sample fleet of the demo, with a table for each verdict and outcome. */
final class DemoFleet {
    private static final long GB = 1L << 30;

    private DemoFleet() {}

    static void seed(Sandbox sandbox, LocalDate today) {
        healthy(sandbox);
        sandbox.tables()
                .create("invoices")
                .disabled()
                .tags(Map.of("tier", "critical"))
                .sizeBytes(40 * GB);
        sandbox.tables()
                .create("payments")
                .enabled(7)
                .tags(Map.of("tier", "critical"))
                .sizeBytes(12 * GB);
        sandbox.tables()
                .create("clickstream")
                .disabled()
                .tags(Map.of("tier", "critical"))
                .sizeBytes(9_000 * GB);
        sandbox.tables().create("analytics").disabled().sizeBytes(3 * GB);
        sandbox.tables().create("tmp-import").disabled();
        sandbox.tables().create("experiments").disabled().tags(exempt(today.plusDays(30)));
        sandbox.tables()
                .create("legacy-reports")
                .disabled()
                .tags(exempt(today.minusDays(12)))
                .sizeBytes(GB);
        sandbox.tables().create("audit-log").enabled(35);
        sandbox.faults().add(Fault.on("DescribeContinuousBackups", "audit-log", Effect.DENIED));
        sandbox.tables().create("just-deleted").enabled(35);
        // Listed, but deleted before it is read.
        sandbox.faults().add(Fault.on("DescribeContinuousBackups", "just-deleted", Effect.GONE));
        sandbox.faults().add(Fault.on("DescribeTable", "just-deleted", Effect.GONE));
    }

    private static void healthy(Sandbox sandbox) {
        sandbox.tables()
                .create("customers")
                .enabled(35)
                .tags(Map.of("tier", "critical"))
                .deletionProtection(true);
        sandbox.tables()
                .create("orders")
                .enabled(35)
                .tags(Map.of("tier", "critical"))
                .sizeBytes(25 * GB);
        sandbox.tables().create("carts").enabled(7);
        sandbox.tables().create("sessions").enabled(14);
    }

    private static Map<String, String> exempt(LocalDate until) {
        return Map.of(
                TagExemption.UNTIL, until.toString(),
                TagExemption.REASON, "rebuilt from S3 every night",
                TagExemption.OWNER, "data-platform@example.com");
    }
}
