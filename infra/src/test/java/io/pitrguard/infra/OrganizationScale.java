package io.pitrguard.infra;

import io.pitrguard.config.FunctionKind;
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
    private static final double PUTS_A_CALL = 2;
    private static final double HOUR = 3600;

    /** Prices, and what one table takes. */
    record Measures(AwsPrices prices, Quantities quantities) {
        static Measures read() {
            return new Measures(AwsPrices.read(), Quantities.ofOrganization());
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

    /** Returns the calls of workers in a sweep. */
    long calls() {
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

    /** Seconds until a worker takes the last pair, which AWS Config's aggregator would put first: others keep all of them busy. */
    double secondsUntilTheLast() {
        return pairs() <= workers ? 0 : workerSeconds() / workers * (pairs() - workers) / pairs();
    }

    /** Workers with which a sweep takes half an hour, so that the next can begin in time. */
    long workersForHalfAnHour() {
        return Math.max(1, (long) Math.ceil(workerSeconds() / (HOUR / 2)));
    }

    private double unitsOfAWrite() {
        return 2 * Math.ceil(measures.of("ledger bytes a table") / 1024);
    }

    private double events() {
        return MonthlyCosts.CALLS_A_DAY_AND_100 * tables / 100;
    }

    /** Returns how much of each quota is taken, by its name in {@code aws-quotas.csv}. */
    Map<String, Double> taken() {
        double atOnce = Math.min(workers, pairs());
        double callsASecond = calls() / seconds();
        Map<String, Double> taken = new LinkedHashMap<>();
        taken.put("Step Functions: history", EVENTS_BESIDE + (double) EVENTS_A_CALL * mostCalls());
        taken.put("Step Functions: child executions", atOnce);
        taken.put("Step Functions: transitions", new OrganizationCosts(this).transitions() / seconds());
        taken.put("Lambda: concurrency", atOnce);
        // The schedule of AWS Config's rule is due in every account, at worst at the same time.
        taken.put("Lambda: concurrency with organizationConfigRule", atOnce + accounts);
        taken.put("Lambda: scaling", atOnce);
        // All workers begin at once, and each assumes a role within its first second.
        taken.put("STS: requests", Math.max(atOnce, callsASecond));
        taken.put("S3: writes", callsASecond * PUTS_A_CALL);
        taken.put("EventBridge: invocations", events() / 24 / HOUR * 10);
        taken.put("SNS: filter policies", Math.ceil(accounts / OWNERS_OF_ACCOUNTS));
        taken.put("SNS: messages", Math.ceil(accounts / OWNERS_OF_ACCOUNTS));
        // The first sweep writes a record of each table as it reads it.
        taken.put("DynamoDB: writes of the ledger", atOnce * READS_PER_SECOND * unitsOfAWrite());
        taken.put("DynamoDB: reads of the ledger", atOnce * READS_PER_SECOND);
        taken.put("DynamoDB: one partition of the ledger", unitsOfAWrite() * READS_PER_SECOND);
        return taken;
    }
}
