package io.pitrguard.infra;

import io.pitrguard.config.FunctionKind;
import io.pitrguard.report.AnswerSize;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The monthly costs of an organization's deployment with default options, for tables that rarely change: what the hub costs
 * by itself, and what the accounts and regions add. Member accounts pay for the events that they forward, which is counted
 * here as well.
 */
record OrganizationCosts(OrganizationScale scale) {
    /** Seconds of the plan for an account: its units, its tags and its regions. */
    static final double SECONDS_AN_ACCOUNT = 0.2;

    /** Seconds of the summary for an account and region: its part. */
    static final double SECONDS_A_PART = 0.05;

    // A call stores a part and its evidence, and lists those before it; the summary lists and reads the part.
    private static final double WRITES_A_CALL = 4;
    private static final double READS_A_CALL = 1;
    // It takes the lease of its account and region, and releases it.
    private static final double LEASE_WRITES_A_CALL = 2;
    // Taking and releasing the lease of the sweep and that of its summary.
    private static final double LEASE_WRITES_A_SWEEP = 4;
    private static final double DAYS_KEPT = 30;
    // SummaryFunction leaves out what is beyond.
    private static final double MOST_TABLES_IN_A_REPORT = 10_000;
    private static final double GB = 1_000_000_000;
    // The steps Sweep and More? of a further call.
    private static final int STEPS_A_CALL_MORE = 2;
    private static final int TABLES_OF_TEN_SECONDS = 10 * OrganizationScale.READS_PER_SECOND;

    /** Items of one account's costs that do not grow with the tables. */
    private static final List<String> OF_THE_HUB = List.of(
            "CloudWatch: alarms",
            "CloudWatch: composite alarm",
            "CloudWatch: custom metrics",
            "CloudWatch: dashboard",
            "KMS: the key",
            "SQS, Scheduler, SNS mails");

    private AwsPrices prices() {
        return scale.measures().prices();
    }

    private MonthlyCosts tables() {
        return new MonthlyCosts(scale.measures().quantities(), prices(), Math.toIntExact(scale.tables()));
    }

    /** Returns what there is without any account and region. */
    double hub() {
        Map<String, Double> items = new MonthlyCosts(scale.measures().quantities(), prices(), 1).items();
        return OF_THE_HUB.stream().mapToDouble(items::get).sum();
    }

    /** Returns what all accounts and regions add, by item, in US dollars. */
    Map<String, Double> items() {
        MonthlyCosts tables = tables();
        double sweeps = OrganizationScale.SWEEPS;
        double calls = sweeps * scale.calls();
        Map<String, Double> items = new LinkedHashMap<>();
        items.put("Step Functions: transitions", prices().of("state transitions", sweeps * transitions()));
        items.put("Lambda: place", tables.lambda(FunctionKind.PLACE, calls, scale.workerSeconds() / scale.calls()));
        items.put(
                "Lambda: plan, summary",
                tables.lambda(FunctionKind.PLAN, sweeps, scale.accounts() * SECONDS_AN_ACCOUNT)
                        + tables.lambda(FunctionKind.SUMMARY, sweeps, scale.pairs() * SECONDS_A_PART));
        items.put("Lambda: drift", tables.lambda(FunctionKind.DRIFT, tables.calls(), MonthlyCosts.SECONDS_A_CALL));
        items.put(
                "EventBridge, SQS: forwarded events",
                prices().of("forwarded events", tables.calls()) + prices().of("sqs", 3 * tables.calls()));
        items.put("S3: parts", parts(calls));
        items.put("S3: evidence", tables.evidence(Math.min(MOST_TABLES_IN_A_REPORT, reported())));
        int readings = scale.tables() > TABLES_OF_TEN_SECONDS * scale.pairs() ? 2 : 1;
        items.put("Ledger: reads", tables.ledgerReads(sweeps * readings, tables.calls()));
        items.put(
                "Ledger: writes",
                tables.ledgerWrites(tables.calls())
                        + prices().of("dynamodb writes", calls * LEASE_WRITES_A_CALL + sweeps * LEASE_WRITES_A_SWEEP));
        items.put("Ledger: storage and PITR", tables.ledger(tables.calls()));
        items.put("CloudWatch: logs", tables.logs(logBytes(calls) + tables.callLogBytes()));
        return items;
    }

    double total() {
        return hub() + scale.pairs() * perPair();
    }

    /** Returns what an account and region adds. */
    double perPair() {
        return items().values().stream().mapToDouble(Double::doubleValue).sum() / scale.pairs();
    }

    /** Returns the lines of a table with these columns, from the hub to the totals. */
    static List<String> rows(List<OrganizationCosts> columns) {
        List<String> rows = new ArrayList<>();
        rows.add(row("The hub: alarms, metrics, dashboard, key, queues", columns, OrganizationCosts::hub));
        columns.getFirst()
                .items()
                .keySet()
                .forEach(item ->
                        rows.add(row(item, columns, column -> column.items().get(item))));
        rows.add(row("**Total**", columns, OrganizationCosts::total));
        rows.add(row("**For each account and region, beyond the hub**", columns, OrganizationCosts::perPair));
        return rows;
    }

    private static String row(String head, List<OrganizationCosts> columns, ToDoubleFunction<OrganizationCosts> cell) {
        String bold = head.startsWith("**") ? "**" : "";
        return Stream.concat(
                        Stream.of(head), columns.stream().map(column -> bold + usd(cell.applyAsDouble(column)) + bold))
                .collect(Collectors.joining(" | ", "| ", " |"));
    }

    private static String usd(double amount) {
        return amount < 0.005 ? "0.00" : String.format(Locale.ROOT, "%,.2f", amount);
    }

    private double parts(double calls) {
        Quantities quantities = scale.measures().quantities();
        double aSweep = scale.tables() * quantities.measured("sweep log bytes a table")
                + scale.calls() * quantities.measured("sweep log bytes");
        double kept = aSweep * OrganizationScale.SWEEPS * DAYS_KEPT / MonthlyCosts.DAYS;
        return prices().of("s3 writes", calls * WRITES_A_CALL)
                + prices().of("s3 reads", calls * READS_A_CALL)
                + prices().of("s3 storage", kept / GB);
    }

    /** Returns the tables that somebody has to look at: the report of an organization's sweep has no others. */
    private double reported() {
        return scale.tables() * MonthlyCosts.REPORTED_OF_100 / 100;
    }

    /** A worker logs counts, not tables; the summary logs its answer. */
    private double logBytes(double calls) {
        double ofCall = scale.measures().quantities().measured("sweep log bytes") + MonthlyCosts.PLATFORM_LOG_BYTES;
        return calls * ofCall + (double) OrganizationScale.SWEEPS * AnswerSize.MAX_BYTES;
    }

    /** Returns the state transitions of a sweep. Of an execution also its start counts, and of a map each item. */
    double transitions() {
        Map<String, Object> states = new SweepDefinition("invoke", "plan", "place", "summary", 1).states();
        int ofPair = 2 + steps(Synth.at(states, "States", "Places", "ItemProcessor"));
        return 1.0
                + steps(states)
                + (double) ofPair * scale.pairs()
                + (double) STEPS_A_CALL_MORE * (scale.calls() - scale.pairs());
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
}
