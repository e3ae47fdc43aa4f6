package io.pitrguard.wiring;

import io.pitrguard.aws.ConfigQueries;
import io.pitrguard.aws.ConfigResults;
import io.pitrguard.aws.DynamoDbDrillStore;
import io.pitrguard.aws.DynamoDbInstallationStore;
import io.pitrguard.aws.DynamoDbLedger;
import io.pitrguard.aws.DynamoDbRecovery;
import io.pitrguard.aws.DynamoDbRecoveryChanges;
import io.pitrguard.aws.DynamoDbRestoreStore;
import io.pitrguard.aws.DynamoDbShareTimes;
import io.pitrguard.aws.DynamoDbSharedChangeCounter;
import io.pitrguard.aws.DynamoDbSweepHistory;
import io.pitrguard.aws.DynamoDbTableCatalog;
import io.pitrguard.aws.KnownSubscriptions;
import io.pitrguard.aws.ResourceTags;
import io.pitrguard.concurrent.Pacer;
import io.pitrguard.config.Mode;
import io.pitrguard.config.Prices;
import io.pitrguard.config.Settings;
import io.pitrguard.config.Version;
import io.pitrguard.configrule.ConfigRule;
import io.pitrguard.domain.ledger.Actor;
import io.pitrguard.domain.ledger.NotificationRules;
import io.pitrguard.domain.ledger.RunMarker;
import io.pitrguard.domain.ledger.Trigger;
import io.pitrguard.domain.remediation.PriceList;
import io.pitrguard.drift.Drift;
import io.pitrguard.ledger.BelievableLedger;
import io.pitrguard.ledger.LedgerSessions;
import io.pitrguard.ledger.NotificationSettings;
import io.pitrguard.port.DrillStore;
import io.pitrguard.port.EnvironmentProbe;
import io.pitrguard.port.InstallationStore;
import io.pitrguard.port.Ledger;
import io.pitrguard.port.RestoreStore;
import io.pitrguard.port.SharedChangeCounter;
import io.pitrguard.port.SweepHistory;
import io.pitrguard.port.Time;
import io.pitrguard.remediate.NextRun;
import io.pitrguard.remediate.RecentRefusals;
import io.pitrguard.remediate.Remediation;
import io.pitrguard.selfcheck.SelfCheck;
import io.pitrguard.sweep.FleetReader;
import io.pitrguard.sweep.RemediationTools;
import io.pitrguard.sweep.Rotation;
import io.pitrguard.sweep.StateReader;
import io.pitrguard.sweep.Sweep;
import io.pitrguard.sweep.SweepLedger;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Builds the object graph by hand. */
public final class Wiring {
    /** As many requests for states as one sweep has under way at once. */
    static final int WORKERS = 32;

    private Wiring() {}

    /** Builds a sweep for a person: it sends no notifications, and records in the ledger if there is one. */
    public static Sweep sweep(AwsClients clients, double readsPerSecond, Settings.LedgerSettings ledger, Time time) {
        return sweep(clients, readsPerSecond, ledger, Optional.empty(), time);
    }

    /** The same for a person whom the ledger names. */
    public static Sweep sweep(
            AwsClients clients,
            double readsPerSecond,
            Settings.LedgerSettings ledger,
            Optional<Actor> runner,
            Time time) {
        return sweep(
                clients,
                new Bookkeeping(
                        clients, ledger, byPerson(ledger, runner), SharedChangeCounter.Scope.ACCOUNT_AND_REGION),
                readsPerSecond,
                time,
                WORKERS);
    }

    /** Returns how a sweep for a person notifies: not at all. */
    static NotificationSettings byPerson(Settings.LedgerSettings ledger, Optional<Actor> runner) {
        return new NotificationSettings(Trigger.PERSON, false, rules(ledger), runner, RunMarker.Span.CALL);
    }

    /** Builds a sweep for a function. */
    public static Sweep sweep(AwsClients clients, Settings settings, Trigger trigger, Time time) {
        return sweep(clients, clients, settings, trigger, time);
    }

    /**
     * Builds a sweep for a function that may act in other accounts.
     *
     * @param own clients for the function's own account, which holds the ledger
     */
    public static Sweep sweep(AwsClients clients, AwsClients own, Settings settings, Trigger trigger, Time time) {
        Settings.LedgerSettings ledger = settings.ledger();
        NotificationSettings inOneCall =
                new NotificationSettings(trigger, settings.topicArn().isPresent(), rules(ledger));
        NotificationSettings notifying =
                trigger == Trigger.SWEEP && settings.hub().mode().hasStateMachine()
                        ? inOneCall.inSweepOfManyCalls()
                        : inOneCall;
        SharedChangeCounter.Scope scope = settings.hub().mode() == Mode.ORGANIZATION
                ? SharedChangeCounter.Scope.ORGANIZATION
                : SharedChangeCounter.Scope.ACCOUNT_AND_REGION;
        return sweep(clients, new Bookkeeping(own, ledger, notifying, scope), settings.readsPerSecond(), time, WORKERS);
    }

    /**
     * Where a sweep records what it finds and does.
     *
     * @param own clients for the account that holds the ledger
     * @param scope what counts together against the change budget
     */
    record Bookkeeping(
            AwsClients own,
            Settings.LedgerSettings ledger,
            NotificationSettings notifying,
            SharedChangeCounter.Scope scope) {}

    /**
     * Builds a sweep.
     *
     * @param workers how many requests for states are under way at once, at most
     */
    static Sweep sweep(AwsClients clients, Bookkeeping books, double readsPerSecond, Time machine, int workers) {
        Time time = clients.time(machine);
        DynamoDbClient singleTry = clients.pacedDynamoDb();
        StateReader states = new StateReader(
                new DynamoDbRecovery(singleTry),
                new Pacer(readsPerSecond, time),
                time,
                () -> ThreadLocalRandom.current().nextLong());
        FleetReader fleet = new FleetReader(
                new FleetReader.Ports(
                        new DynamoDbTableCatalog(
                                clients.dynamoDb(), clients.region().id()),
                        new ResourceTags(clients.tagging(), clients.dynamoDb()),
                        // A small sweep needs none, and no client for them.
                        new Lazy<>(() -> new ConfigQueries(clients.config()))),
                states,
                time,
                workers,
                new Pacer(readsPerSecond, time));
        PriceList prices = Prices.shipped();
        NextRun nextRun = books.notifying().trigger() == Trigger.PERSON ? NextRun.BY_HAND : NextRun.SCHEDULED;
        Remediation remediation = new Remediation(fleet, new DynamoDbRecoveryChanges(singleTry), prices, time, nextRun);
        return new Sweep(
                fleet,
                states,
                new RemediationTools(remediation, prices, time),
                new SweepLedger(
                        new LedgerSessions(
                                ledger(
                                        books.own(),
                                        books.ledger(),
                                        books.notifying().trigger(),
                                        time),
                                books.notifying(),
                                time),
                        changes(books, time),
                        restores(books),
                        drills(books),
                        rotation(books, time)));
    }

    private static DrillStore drills(Bookkeeping books) {
        return books.ledger()
                .table()
                .<DrillStore>map(table -> new DynamoDbDrillStore(books.own().dynamoDb(), table))
                .orElse(DrillStore.NONE);
    }

    private static RestoreStore restores(Bookkeeping books) {
        return books.ledger()
                .table()
                .<RestoreStore>map(table -> new DynamoDbRestoreStore(books.own().dynamoDb(), table))
                .orElse(RestoreStore.NONE);
    }

    /** Builds the ledger of a deployment on this clock, which knows AWS's time; one that knows nothing if there is none. */
    static Ledger ledger(AwsClients clients, Settings.LedgerSettings settings, Trigger trigger, Time time) {
        return settings.table()
                .<Ledger>map(
                        table -> new BelievableLedger(stored(clients, table, settings.kept(), time), trigger, time))
                .orElse(Ledger.NONE);
    }

    private static SharedChangeCounter changes(Bookkeeping books, Time time) {
        return books.ledger()
                .table()
                .<SharedChangeCounter>map(table -> new RecentRefusals(
                        new DynamoDbSharedChangeCounter(books.own().dynamoDb(), table, books.scope(), time), time))
                .orElse(SharedChangeCounter.NONE);
    }

    /** Only functions' sweeps rotate: a person's reads everything. */
    private static Optional<Rotation> rotation(Bookkeeping books, Time time) {
        OptionalInt hours = books.ledger().liveHours();
        return hours.isEmpty() || books.notifying().trigger() != Trigger.SWEEP
                ? Optional.empty()
                : books.ledger()
                        .table()
                        .map(table -> new Rotation(
                                new DynamoDbShareTimes(books.own().dynamoDb(), table),
                                time,
                                Version.CURRENT,
                                hours.getAsInt()));
    }

    private static NotificationRules rules(Settings.LedgerSettings ledger) {
        return new NotificationRules(ledger.reminderInterval(), ledger.flappingRules());
    }

    /**
     * Builds the ledger in a table of this name.
     *
     * @param kept how long it keeps timeline entries that it adds
     */
    public static Ledger ledger(AwsClients clients, String table, Duration kept, Time machine) {
        Time time = clients.time(machine);
        return new BelievableLedger(stored(clients, table, kept, time), Trigger.PERSON, time);
    }

    /** Builds the history of the sweeps of accounts and regions, in the ledger's table of this name; without a ledger it stores nothing. */
    public static SweepHistory sweepHistory(AwsClients clients, Optional<String> ledger) {
        return ledger.<SweepHistory>map(table -> new DynamoDbSweepHistory(clients.dynamoDb(), table))
                .orElse(SweepHistory.NONE);
    }

    private static Ledger stored(AwsClients clients, String table, Duration kept, Time time) {
        return new DynamoDbLedger(clients.dynamoDb(), table, kept, time);
    }

    /**
     * Builds the AWS Config rule, which judges and remediates as a sweep does, and reports to the account of the tables.
     *
     * @param own clients for the function's own account, which holds the ledger
     */
    public static ConfigRule configRule(AwsClients clients, AwsClients own, Settings settings, Time time) {
        return new ConfigRule(
                sweep(clients, own, settings, Trigger.CONFIG_RULE, time),
                new ConfigResults(clients.config()),
                clients.time(time));
    }

    /**
     * Builds the reaction to calls, which judges and remediates as a sweep does.
     *
     * @param own clients for the function's own account, which holds the ledger
     */
    public static Drift drift(AwsClients clients, AwsClients own, Settings settings, Time time) {
        return new Drift(
                sweep(clients, own, settings, Trigger.DRIFT, time),
                settings.drift().grace(),
                clients.time(time));
    }

    /** Builds the self-check. */
    public static SelfCheck selfCheck(AwsClients clients, Settings.LedgerSettings ledger, Time time) {
        return selfCheck(clients, new AwsEnvironmentProbe(clients), ledger, time);
    }

    /** Builds the self-check of a function, which shares filter policies with its alerts. */
    static SelfCheck selfCheck(
            AwsClients clients, Supplier<KnownSubscriptions> known, Settings.LedgerSettings ledger, Time time) {
        EnvironmentProbe probe =
                new AwsEnvironmentProbe(clients, arn -> known.get().filter(arn));
        return selfCheck(clients, probe, ledger, time);
    }

    private static SelfCheck selfCheck(
            AwsClients clients, EnvironmentProbe probe, Settings.LedgerSettings ledger, Time time) {
        InstallationStore store = ledger.table()
                .<InstallationStore>map(table -> new DynamoDbInstallationStore(clients.dynamoDb(), table))
                .orElse(InstallationStore.NONE);
        return new SelfCheck(probe, store, ledger.reminderInterval(), clients.time(time));
    }
}
