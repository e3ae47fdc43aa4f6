package io.pitrguard.wiring;

import io.pitrguard.aws.AccountTagOwners;
import io.pitrguard.aws.DynamoDbSweepHistory;
import io.pitrguard.aws.DynamoDbSweepLease;
import io.pitrguard.aws.KnownSubscriptions;
import io.pitrguard.aws.S3SweepStore;
import io.pitrguard.config.FunctionKind;
import io.pitrguard.config.HubSettings;
import io.pitrguard.config.Settings;
import io.pitrguard.config.SettingsException;
import io.pitrguard.config.StackName;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.organization.OrganizationPlanner;
import io.pitrguard.organization.OrganizationScope;
import io.pitrguard.organization.OwnerLookup;
import io.pitrguard.organization.PlaceHints;
import io.pitrguard.port.Ledger;
import io.pitrguard.port.SweepHistory;
import io.pitrguard.port.SweepLease;
import io.pitrguard.port.SweepStore;
import io.pitrguard.port.Time;
import io.pitrguard.report.SweepDocuments;
import io.pitrguard.summary.Digests;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.services.organizations.OrganizationsClient;

/** Builds what the functions of a state machine need. Separate from {@link Wiring}: other functions load none of it. */
public final class HubWiring {
    // A summary has 15 minutes, and asks for each owner; this is enough for the filter policies of a whole
    // organization.
    private static final Duration READING_FILTERS = Duration.ofMinutes(2);

    private HubWiring() {}

    /**
     * Builds the documents of a deployment's sweeps.
     *
     * @throws SettingsException if the deployment has no bucket for them
     */
    public static SweepDocuments documents(AwsClients own, HubSettings hub) {
        return new SweepDocuments(sweepStore(own, bucket(hub)));
    }

    /** Builds the store of a deployment's sweeps. The client is created on first use. */
    public static SweepStore sweepStore(AwsClients own, String bucket) {
        return new S3SweepStore(new Lazy<>(own::s3), bucket);
    }

    /**
     * Returns the name of the bucket.
     *
     * @throws SettingsException if the deployment has none
     */
    public static String bucket(HubSettings hub) {
        return hub.bucket()
                .orElseThrow(() -> new SettingsException(HubSettings.SWEEPS_BUCKET
                        + " is not set. Set it to the bucket of the deployment, which keeps the results."));
    }

    /** Builds the lease of a deployment's sweeps: one runs at a time. */
    public static SweepLease lease(AwsClients own, Settings.LedgerSettings ledger, Time time) {
        return lease(own, ledger, DynamoDbSweepLease.Kind.LEASE, time);
    }

    /** Builds the lease of workers: one works in an account and region at a time. */
    public static SweepLease workers(AwsClients own, Settings.LedgerSettings ledger, Time time) {
        return lease(own, ledger, DynamoDbSweepLease.Kind.WORKER, time);
    }

    /** Builds the lease of summaries: one ends a sweep at a time. */
    public static SweepLease summaries(AwsClients own, Settings.LedgerSettings ledger, Time time) {
        return lease(own, ledger, DynamoDbSweepLease.Kind.SUMMARY, time);
    }

    private static SweepLease lease(
            AwsClients own, Settings.LedgerSettings ledger, DynamoDbSweepLease.Kind kind, Time time) {
        return ledger.table()
                .<SweepLease>map(table -> new DynamoDbSweepLease(own.dynamoDb(), table, kind, own.time(time)))
                .orElse(SweepLease.NONE);
    }

    /** Builds the ledger of a deployment, or one that knows nothing. */
    public static Ledger ledger(AwsClients own, Settings.LedgerSettings ledger, Time time) {
        return ledger.table()
                .map(table -> Wiring.ledger(own, table, ledger.kept(), time))
                .orElse(Ledger.NONE);
    }

    /** Builds what sends the digests of a sweep, and records that they were sent, with the self-check of the hub. */
    public static Digests.Tools digests(AwsClients own, Settings settings, Time time) {
        Supplier<KnownSubscriptions> known = AlertWiring.known(own, time, READING_FILTERS);
        return new Digests.Tools(
                documents(own, settings.hub()),
                AlertWiring.alerts(own, settings, known),
                AlertWiring.recorder(own, settings, time),
                Wiring.selfCheck(own, known, settings.ledger(), time),
                AlertWiring.announcer(own, settings, time),
                own.time(time));
    }

    /** Grants a function access to the accounts of the organization, in sessions that CloudTrail names after it. */
    public static MemberAccess members(AwsClients own, AccountRegion here, HubSettings hub, FunctionKind function) {
        return new MemberAccess(
                own,
                here,
                new MemberAccess.Role(hub.memberRole(), hub.externalId(), function.nameIn(StackName.STANDARD)));
    }

    /** Builds the planner of an organization's sweeps. */
    public static OrganizationPlanner planner(AwsClients own, AccountRegion here, HubSettings hub) {
        return OrganizationWiring.planner(own, members(own, here, hub, FunctionKind.PLAN), here.partition());
    }

    /** Builds what finds out where a sweep begins; empty for a deployment without an aggregator. */
    public static Optional<PlaceHints> placeHints(AwsClients own, AccountRegion here, HubSettings hub, Time time) {
        return hub.configAggregator()
                .map(aggregator -> OrganizationWiring.placeHints(own, aggregator, here.partition(), time));
    }

    /** Builds the look-up of owners. */
    public static OwnerLookup owners(AwsClients own) {
        return new OwnerLookup(new AccountTagOwners(own.client(OrganizationsClient.builder())));
    }

    /** Returns which accounts and regions are swept. */
    public static OrganizationScope scope(HubSettings.Scope scope) {
        return new OrganizationScope(
                scope.accounts(), scope.units(), scope.excludedAccounts(), scope.excludedUnits(), scope.regions());
    }

    /** Builds the history of the organization's sweeps, in the ledger's table of this name; without a ledger it stores nothing. */
    public static SweepHistory sweepHistory(AwsClients clients, Optional<String> ledger) {
        return ledger.<SweepHistory>map(table -> DynamoDbSweepHistory.ofOrganization(clients.dynamoDb(), table))
                .orElse(SweepHistory.NONE);
    }
}
