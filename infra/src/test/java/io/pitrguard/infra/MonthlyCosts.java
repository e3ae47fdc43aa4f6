package io.pitrguard.infra;

import io.pitrguard.config.FunctionKind;
import io.pitrguard.config.Prices;
import io.pitrguard.domain.rotation.Share;
import io.pitrguard.infra.DeploymentOptions.Sweeps;
import io.pitrguard.report.AnswerSize;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The monthly costs of a deployment with default options except its footprint, by item, for a number of tables that rarely change. */
final class MonthlyCosts {
    static final int DAYS = 30;

    /** Calls to DynamoDB that the rule of EventBridge lets through, a day and 100 tables. */
    static final double CALLS_A_DAY_AND_100 = 10;

    /** Configuration items of tables, a day and 100 tables: not every call changes one, not every change is a call. */
    static final double ITEMS_A_DAY_AND_100 = 10;

    /** Of 100 tables, how many fall short or are exempt: logs have more about them. */
    static final double REPORTED_OF_100 = 2;

    /** Mails a day, for each address. */
    static final double MAILS_A_DAY = 5;

    /** A sweep's seconds beside reading: start, listing, ledger, report. */
    static final double SECONDS_BESIDE = 5;

    /** Seconds of Lambda for a call, and for a change that AWS Config tells of, which starts cold more often than not. */
    static final double SECONDS_A_CALL = 1;

    static final double SECONDS_A_CHANGE = 3;

    /** What Lambda itself logs of each invocation. */
    static final double PLATFORM_LOG_BYTES = 700;

    /** Bytes of the page of a report, and of a table in its document (report-page/README.md). */
    static final double EVIDENCE_PAGE_BYTES = 160_000;

    static final double EVIDENCE_BYTES_A_TABLE = 700;

    // An event source mapping polls five times at once, each for up to 20 seconds.
    private static final double POLLS_A_MINUTE = 15;
    private static final double GB = 1_000_000_000;
    private static final double GB_OF_MEMORY = 1024;
    // CloudWatch Logs stores compressed: AWS's own examples reckon so.
    private static final double COMPRESSED = 0.15;
    private static final double LISTED_BY_RULE = 500;

    private final Quantities quantities;
    private final AwsPrices prices;
    private final DeploymentOptions options;
    private final int tables;

    MonthlyCosts(Quantities quantities, AwsPrices prices, int tables) {
        this.quantities = quantities;
        this.prices = prices;
        this.tables = tables;
        options = DeploymentOptions.read(
                Map.of("footprint", quantities.footprint().key()), Optional.empty());
    }

    /** Returns how many tables a second have to be read, for all to fit into one call of each function. */
    int readsPerSecond() {
        int pace = sweeping().readsPerSecond();
        while (tables > most(pace)) {
            pace += 5;
        }
        return pace;
    }

    /** Returns how many tables one run can judge at a pace, remediate and still report. */
    static long most(int readsPerSecond) {
        FunctionSpec sweep = FunctionSpec.of(FunctionKind.SWEEP);
        FunctionSpec rule = FunctionSpec.of(FunctionKind.CONFIG_RULE);
        // Sweep keeps a minute for changes, TimeBudget a twelfth for the report of the rule.
        long forSweep = sweep.timeoutSeconds() - sweep.reserveSeconds() - 60L;
        long forRule = rule.timeoutSeconds() - Math.max(rule.reserveSeconds(), rule.timeoutSeconds() / 12);
        return readsPerSecond * Math.min(forSweep, forRule);
    }

    int tables() {
        return tables;
    }

    double total() {
        return items().values().stream().mapToDouble(Double::doubleValue).sum();
    }

    /** Returns how much there is of what CloudWatch charges. */
    String watching() {
        int dashboards = count("Dashboard");
        return "%d alarms with %d metrics, %d custom metrics%s"
                .formatted(
                        count("Alarm"),
                        quantities.alarmMetrics(),
                        quantities.customMetrics(),
                        dashboards == 0 ? "" : ", a dashboard");
    }

    /** Returns US dollars by item. */
    Map<String, Double> items() {
        Map<String, Double> items = new LinkedHashMap<>();
        items.put("Lambda: sweep", lambda(FunctionKind.SWEEP, sweeps(), seconds()));
        items.put("Lambda: config-rule, on schedule", lambda(FunctionKind.CONFIG_RULE, schedules(), seconds()));
        items.put("Lambda: config-rule, on change", lambda(FunctionKind.CONFIG_RULE, changes(), SECONDS_A_CHANGE));
        items.put("Lambda: drift", lambda(FunctionKind.DRIFT, calls(), SECONDS_A_CALL));
        items.put("AWS Config: evaluations", prices.of("config evaluations", schedules() * tables + changes()));
        items.put("CloudWatch: alarms", alarms());
        items.put("CloudWatch: composite alarm", composite());
        items.put("CloudWatch: custom metrics", prices.of("custom metrics", quantities.customMetrics()));
        items.put("CloudWatch: dashboard", prices.of("dashboards", count("Dashboard")));
        items.put("CloudWatch: logs", logs());
        items.put("Ledger: reads", ledgerReads(readings() * (sweeps() + schedules()), calls() + changes()));
        items.put("Ledger: writes", ledgerWrites(calls() + changes()));
        items.put("Ledger: storage and PITR", ledger(calls() + changes()));
        items.put("S3: evidence", evidence(tables));
        items.put(
                "KMS: the key",
                prices.of("kms keys", quantities.count("AWS::KMS::Key")) + prices.of("kms requests", 4 * mails()));
        items.put(
                "SQS, Scheduler, SNS mails",
                prices.of("sqs", polls() + 3 * calls())
                        + prices.of("scheduler", sweeps())
                        + prices.of("sns mails", mails()));
        return items;
    }

    /** Returns what {@code createRecorder} adds: without it the account pays for its recorder anyway. */
    double recorder() {
        // At most one more for each change: the table's compliance, of which AWS Config then keeps the history.
        return prices.of("config items", 2 * changes());
    }

    private int count(String type) {
        return quantities.count("AWS::CloudWatch::" + type);
    }

    private double alarms() {
        return prices.of("alarms", quantities.alarmMetrics());
    }

    private double composite() {
        return prices.of("composite alarms", count("CompositeAlarm"));
    }

    private Sweeps sweeping() {
        return options.protection().sweeps();
    }

    double sweeps() {
        return DAYS * 24 * 60.0 / sweeping().minutes();
    }

    private double schedules() {
        return options.recording().ruleHours().map(hours -> DAYS * 24.0 / hours).orElse(0.0);
    }

    /** Returns the calls that the rule of EventBridge lets through. */
    double calls() {
        return DAYS * CALLS_A_DAY_AND_100 * tables / 100;
    }

    private double changes() {
        return DAYS * ITEMS_A_DAY_AND_100 * tables / 100;
    }

    private static double mails() {
        return DAYS * MAILS_A_DAY;
    }

    private static double polls() {
        return DAYS * 24 * 60 * POLLS_A_MINUTE;
    }

    /** Returns the seconds of one sweep. */
    double seconds() {
        return SECONDS_BESIDE + (double) tables / readsPerSecond();
    }

    /**
     * Returns how many tables a sweep reads where each is read once in so many hours: its shares, those that fall short or are
     * exempt, and those that AWS Config recorded as changed since an hour before the last sweep.
     */
    double readBySweep(int liveHours) {
        double hours = sweeping().minutes() / 60.0;
        double shares = Math.ceil(Share.ALL.size() * hours / liveHours) / Share.ALL.size();
        double changed = ITEMS_A_DAY_AND_100 / 100 * (hours + 1) / 24;
        return tables * Math.min(1, shares + REPORTED_OF_100 / 100 + changed);
    }

    /** Returns what sweeps that read so many tables cost in Lambda. */
    double sweeping(double read) {
        return lambda(FunctionKind.SWEEP, sweeps(), SECONDS_BESIDE + read / readsPerSecond());
    }

    /** Returns what the times of the shares cost: each sweep reads 2 KB once and writes them twice. */
    double shareTimes() {
        return prices.of("dynamodb reads", sweeps()) + prices.of("dynamodb writes", 4 * sweeps());
    }

    double lambda(FunctionKind kind, double requests, double seconds) {
        return prices.of("lambda requests", requests)
                + prices.of(
                        "lambda arm64",
                        requests * seconds * FunctionSpec.of(kind).memoryMb() / GB_OF_MEMORY);
    }

    /** Returns the bytes that one sweep logs: where its answer would be too large, of the tables that it has to tell of. */
    double sweepLogBytes() {
        double findings =
                tables * REPORTED_OF_100 / 100 * quantities.measured("sweep log bytes a table that falls short");
        boolean whole = tables * quantities.measured("sweep answer bytes a table") < AnswerSize.MAX_BYTES;
        double quiet =
                whole ? tables * (1 - REPORTED_OF_100 / 100) * quantities.measured("sweep log bytes a table") : 0;
        return quantities.measured("sweep log bytes") + quiet + findings;
    }

    private double logs() {
        double listed = Math.min(tables, LISTED_BY_RULE) - 1;
        double schedule = quantities.measured("rule log bytes a change")
                + listed * quantities.measured("rule log bytes a table more");
        double bytes = sweeps() * (sweepLogBytes() + PLATFORM_LOG_BYTES)
                + schedules() * (schedule + PLATFORM_LOG_BYTES)
                + changes() * (quantities.measured("rule log bytes a change") + PLATFORM_LOG_BYTES)
                + callLogBytes();
        return logs(bytes);
    }

    double callLogBytes() {
        return calls() * (quantities.measured("drift log bytes a call") + PLATFORM_LOG_BYTES);
    }

    /** Returns what it costs to take in so many bytes a month, and to keep them. */
    double logs(double bytes) {
        double kept = (double) options.retention().logDays() / DAYS;
        return prices.of("logs", bytes / GB) + prices.of("log storage", bytes / GB * COMPRESSED * kept);
    }

    /**
     * Returns what it costs to keep the reports of sweeps, with so many tables each, as long as the option says: the page, and
     * its document twice.
     */
    double evidence(double tables) {
        double bytes = EVIDENCE_PAGE_BYTES + 2 * tables * EVIDENCE_BYTES_A_TABLE;
        double kept = options.retention()
                .evidence()
                .map(evidence -> (double) evidence.days() / DAYS)
                .orElse(0.0);
        return prices.of("s3 writes", 2 * sweeps()) + prices.of("s3 storage", sweeps() * bytes * kept / GB);
    }

    /** A sweep and a schedule read all records, and where they take over ten seconds once more, beforehand. */
    private int readings() {
        return tables > 10 * readsPerSecond() ? 2 : 1;
    }

    /** Returns what it costs to read all records so often, and one for each event; a unit is 4 KB. */
    double ledgerReads(double times, double events) {
        double all = Math.ceil(tables * quantities.measured("ledger bytes a table") / 4096);
        return prices.of("dynamodb reads", times * all + events);
    }

    /**
     * Returns what the records of all tables and of events cost; a unit is 1 KB, and a transaction takes two of them; a new
     * entry of a timeline fits into one.
     */
    double ledgerWrites(double events) {
        double record = 2 * Math.ceil(quantities.measured("ledger bytes a table") / 1024);
        double snapshots = DAYS * quantities.measured("ledger writes a table and day") * tables * record;
        double entry = 2;
        double ofEvents = events * quantities.measured("drift ledger writes a call") * (record + entry);
        return prices.of("dynamodb writes", snapshots + ofEvents);
    }

    /** Returns what the ledger's storage costs; entries are reckoned with 500 bytes each, kept as long as the option says. */
    double ledger(double events) {
        double entries = events * options.retention().ledgerDays() / DAYS * 500;
        double gigabytes = (tables * quantities.measured("ledger bytes a table") + entries) / GB;
        return gigabytes * (storage() + recovery());
    }

    private double storage() {
        return prices.of("dynamodb storage", 1);
    }

    private static double recovery() {
        return Objects.requireNonNull(Prices.shipped().usdPerGbMonth().get(AwsPrices.REGION))
                .doubleValue();
    }
}
