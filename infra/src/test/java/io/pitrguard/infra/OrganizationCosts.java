package io.pitrguard.infra;

import io.pitrguard.config.FunctionKind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The monthly costs of an organization's deployment with default options, for places of a hundred tables that rarely change:
 * what the hub costs by itself, and what each place adds. Member accounts pay for the events that they forward, which is
 * counted here as well.
 *
 * @param regions in each account
 */
record OrganizationCosts(AwsPrices prices, int accounts, int regions) {
    static final int TABLES = 100;

    /** Seconds of the plan for an account: its units, its tags and its regions. */
    static final double SECONDS_AN_ACCOUNT = 0.2;

    /** Seconds of the summary for a place: its part. */
    static final double SECONDS_A_PART = 0.05;

    // A worker lists its earlier parts, and stores a part and the tables; the summary reads the part.
    private static final double WRITES_A_PLACE = 3;
    private static final double READS_A_PLACE = 1;
    private static final double DAYS_KEPT = 30;
    private static final double GB = 1_000_000_000;

    /** Items of one account's costs that do not grow with the tables. */
    private static final List<String> OF_THE_HUB = List.of(
            "CloudWatch: alarms",
            "CloudWatch: composite alarm",
            "CloudWatch: custom metrics",
            "CloudWatch: dashboard",
            "KMS: the key",
            "SQS, Scheduler, SNS mails");

    int places() {
        return accounts * regions;
    }

    /** Returns what there is without any place. */
    double hub() {
        Map<String, Double> items = new MonthlyCosts(Quantities.ofOrganization(), prices, TABLES).items();
        return OF_THE_HUB.stream().mapToDouble(items::get).sum();
    }

    /** Returns what all places add, by item, in US dollars. */
    Map<String, Double> items() {
        MonthlyCosts one = new MonthlyCosts(Quantities.ofOrganization(), prices, TABLES);
        double sweeps = one.sweeps();
        Map<String, Double> items = new LinkedHashMap<>();
        items.put(
                "Step Functions: transitions",
                prices.of("state transitions", sweeps * (places() * ofPlace() + ofSweep())));
        items.put("Lambda: place", places() * one.lambda(FunctionKind.PLACE, sweeps, one.seconds()));
        items.put(
                "Lambda: plan, summary",
                one.lambda(FunctionKind.PLAN, sweeps, accounts * SECONDS_AN_ACCOUNT)
                        + one.lambda(FunctionKind.SUMMARY, sweeps, places() * SECONDS_A_PART));
        items.put("Lambda: drift", places() * one.items().get("Lambda: drift"));
        items.put(
                "Forwarded events, SQS",
                places() * prices.of("forwarded events", one.calls()) + places() * prices.of("sqs", 3 * one.calls()));
        items.put("S3: parts", parts(one, sweeps));
        for (String item : List.of("Ledger: reads", "Ledger: writes", "Ledger: storage and PITR")) {
            items.put(item, places() * one.items().get(item));
        }
        items.put(
                "CloudWatch: logs",
                places()
                        * one.logs(
                                sweeps * (one.sweepLogBytes() + MonthlyCosts.PLATFORM_LOG_BYTES) + one.callLogBytes()));
        return items;
    }

    double total() {
        return hub() + places() * perPlace();
    }

    /** Returns what a place adds. */
    double perPlace() {
        return items().values().stream().mapToDouble(Double::doubleValue).sum() / places();
    }

    private double parts(MonthlyCosts one, double sweeps) {
        return prices.of("s3 writes", places() * sweeps * WRITES_A_PLACE)
                + prices.of("s3 reads", places() * sweeps * READS_A_PLACE)
                + prices.of("s3 storage", places() * one.sweepLogBytes() * sweeps * DAYS_KEPT / MonthlyCosts.DAYS / GB);
    }

    /** Of an execution also its start counts, and of a map each item. */
    private static int ofPlace() {
        return 2 + steps(Synth.at(definition(), "States", "Places", "ItemProcessor"));
    }

    private static int ofSweep() {
        return 1 + steps(definition());
    }

    /** Counts the states on the way from the start to the end where nothing fails. */
    private static int steps(Map<String, Object> states) {
        int steps = 0;
        String next = Synth.at(states, "StartAt");
        while (next != null) {
            Map<String, Object> state = Synth.at(states, "States", next);
            next = (String) state.getOrDefault("Next", state.get("Default"));
            steps++;
        }
        return steps;
    }

    private static Map<String, Object> definition() {
        return new SweepDefinition("invoke", "plan", "place", "summary", 1).states();
    }
}
