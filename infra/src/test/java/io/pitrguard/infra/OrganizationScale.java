package io.pitrguard.infra;

import io.pitrguard.config.FunctionKind;
import io.pitrguard.domain.selfcheck.Footprint;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What an hourly sweep of an organization takes: time, money, and how much of AWS's quotas. All follows from a few
 * assumptions, which docs/scale.md names.
 *
 * @param workers how many accounts and regions are swept at once
 */
record OrganizationScale(int accounts, int regions, long tables, int workers, Measures measures) {
    static final int READS_PER_SECOND = 10;
    static final int LARGEST = 20_000;
    static final double OWNERS_OF_ACCOUNTS = 5;
    static final int SWEEPS = MonthlyCosts.DAYS * 24;

    // In a child execution: entered, scheduled, started, succeeded, exited; of the choice: entered, exited.
    private static final int EVENTS_A_CALL = 7;
    private static final int EVENTS_BESIDE = 6;
    // Start of the child, Sweep and More? of each call, Done.
    private static final int TRANSITIONS_A_CALL = 2;
    private static final int TRANSITIONS_BESIDE = 2;
    private static final int TRANSITIONS_OF_PARENT = 6;
    // A part and the evidence of a call; the summary reads the part and lists, and each call lists those before it.
    private static final double PUTS_A_CALL = 2;
    private static final double LISTS_A_CALL = 2;
    private static final double GETS_A_CALL = 1;
    private static final double GB = 1_000_000_000;
    private static final double MB_OF_GB = 1024;
    private static final double DAYS_KEPT = 30;
    private static final double HOUR = 3600;

    /** Prices, and what one table takes. */
    record Measures(AwsPrices prices, Quantities quantities) {
        static Measures read() {
            return new Measures(AwsPrices.read(), Quantities.read(Footprint.FULL));
        }

        private double of(String quantity) {
            return quantities.measured(quantity);
        }
    }

    long pairs() {
        return (long) accounts * regions;
    }

    /** One pair is assumed to have a tenth of all tables, but no more than {@link #LARGEST}. */
    long largest() {
        return Math.min(LARGEST, tables / 10);
    }

    static long tablesOfACall() {
        FunctionSpec sweep = FunctionSpec.of(FunctionKind.SWEEP);
        return READS_PER_SECOND * (sweep.timeoutSeconds() - sweep.reserveSeconds() - 60L);
    }

    /** Calls for the largest pair. */
    long mostCalls() {
        return Math.ceilDiv(largest(), tablesOfACall());
    }

    private long calls() {
        return pairs() - 1 + mostCalls();
    }

    /** Seconds of all workers together. */
    double workerSeconds() {
        return calls() * MonthlyCosts.SECONDS_BESIDE + (double) tables / READS_PER_SECOND;
    }

    /** Seconds from the plan to the summary: as long as the workers share the work, and never shorter than the largest pair. */
    double seconds() {
        double largestPair = mostCalls() * MonthlyCosts.SECONDS_BESIDE + (double) largest() / READS_PER_SECOND;
        return Math.max(workerSeconds() / workers, largestPair);
    }

    /** Workers with which a sweep takes half an hour, so that the next can begin in time. */
    long workersForHalfAnHour() {
        return Math.max(1, (long) Math.ceil(workerSeconds() / (HOUR / 2)));
    }

    Map<String, Double> costs() {
        AwsPrices prices = measures.prices();
        Map<String, Double> costs = new LinkedHashMap<>();
        costs.put(
                "Lambda: workers",
                prices.of("lambda requests", (double) SWEEPS * calls())
                        + prices.of("lambda arm64", SWEEPS * workerSeconds() * gigabytes()));
        costs.put("Step Functions", prices.of("state transitions", (double) SWEEPS * transitions()));
        costs.put("S3", s3());
        costs.put("Ledger: reads", prices.of("dynamodb reads", SWEEPS * readUnits()));
        costs.put("Ledger: writes", prices.of("dynamodb writes", MonthlyCosts.DAYS * writesOfADay()));
        costs.put("Ledger: storage", prices.of("dynamodb storage", tables * measures.of("ledger bytes a table") / GB));
        costs.put("EventBridge: forwarded events", prices.of("forwarded events", MonthlyCosts.DAYS * events()));
        costs.put("Lambda and SQS: drift", drift());
        costs.put("CloudWatch: logs", prices.of("logs", SWEEPS * calls() * logBytes() / GB));
        return costs;
    }

    double total() {
        return costs().values().stream().mapToDouble(Double::doubleValue).sum();
    }

    private static double gigabytes() {
        return FunctionSpec.of(FunctionKind.SWEEP).memoryMb() / MB_OF_GB;
    }

    private double transitions() {
        return TRANSITIONS_OF_PARENT + (double) TRANSITIONS_BESIDE * pairs() + (double) TRANSITIONS_A_CALL * calls();
    }

    private double s3() {
        AwsPrices prices = measures.prices();
        double stored = tables * measures.of("sweep log bytes a table") * 24 * DAYS_KEPT / GB;
        return prices.of("s3 writes", SWEEPS * calls() * (PUTS_A_CALL + LISTS_A_CALL))
                + prices.of("s3 reads", SWEEPS * calls() * GETS_A_CALL)
                + prices.of("s3 storage", stored);
    }

    private double readUnits() {
        return Math.ceil(tables * measures.of("ledger bytes a table") / 4096);
    }

    private double unitsOfAWrite() {
        return 2 * Math.ceil(measures.of("ledger bytes a table") / 1024);
    }

    private double writesOfADay() {
        return tables * measures.of("ledger writes a table and day") * unitsOfAWrite();
    }

    private double events() {
        return MonthlyCosts.CALLS_A_DAY_AND_100 * tables / 100;
    }

    private double drift() {
        AwsPrices prices = measures.prices();
        double month = MonthlyCosts.DAYS * events();
        return prices.of("lambda requests", month)
                + prices.of("lambda arm64", month * MonthlyCosts.SECONDS_A_CALL * gigabytes())
                + prices.of("sqs", 3 * month);
    }

    private double logBytes() {
        return measures.of("sweep log bytes") + MonthlyCosts.PLATFORM_LOG_BYTES;
    }

    /** Returns how much of each quota is taken, by its name in {@code aws-quotas.csv}. */
    Map<String, Double> taken() {
        double atOnce = Math.min(workers, pairs());
        double callsASecond = calls() / seconds();
        Map<String, Double> taken = new LinkedHashMap<>();
        taken.put("step functions history", EVENTS_BESIDE + (double) EVENTS_A_CALL * mostCalls());
        taken.put("step functions children", atOnce);
        taken.put("step functions transitions", transitions() / seconds());
        taken.put("lambda concurrency", atOnce);
        taken.put("lambda scaling", atOnce);
        // All workers begin at once, and each assumes a role within its first second.
        taken.put("sts requests", Math.max(atOnce, callsASecond));
        taken.put("s3 writes", callsASecond * PUTS_A_CALL);
        taken.put("eventbridge invocations", events() / 24 / HOUR * 10);
        taken.put("sns filter policies", Math.ceil(accounts / OWNERS_OF_ACCOUNTS));
        taken.put("sns publishes", Math.ceil(accounts / OWNERS_OF_ACCOUNTS));
        // The first sweep writes a record of each table as it reads it.
        taken.put("dynamodb writes", atOnce * READS_PER_SECOND * unitsOfAWrite());
        taken.put("dynamodb reads", atOnce * READS_PER_SECOND);
        taken.put("dynamodb partition", unitsOfAWrite() * READS_PER_SECOND);
        return taken;
    }
}
