package io.pitrguard.wiring;

import io.pitrguard.aws.AccountTagOwners;
import io.pitrguard.aws.DynamoDbSweepLease;
import io.pitrguard.config.FunctionKind;
import io.pitrguard.config.HubSettings;
import io.pitrguard.config.Settings;
import io.pitrguard.config.SettingsException;
import io.pitrguard.config.StackName;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.organization.OrganizationPlanner;
import io.pitrguard.organization.OrganizationScope;
import io.pitrguard.organization.OwnerLookup;
import io.pitrguard.port.SweepLease;
import io.pitrguard.port.Time;
import io.pitrguard.report.SweepDocuments;
import io.pitrguard.selfcheck.SelfCheck;
import io.pitrguard.summary.Digests;
import software.amazon.awssdk.services.organizations.OrganizationsClient;

/** Builds what the functions of a state machine need. Separate from {@link Wiring}: other functions load none of it. */
public final class HubWiring {
    private HubWiring() {}

    /**
     * Builds the documents of a deployment's sweeps.
     *
     * @throws SettingsException if the deployment has no bucket for them
     */
    public static SweepDocuments documents(AwsClients own, HubSettings hub) {
        return new SweepDocuments(Wiring.sweepStore(own, bucket(hub)));
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

    /** Builds the lease of a deployment's sweeps. */
    public static SweepLease lease(AwsClients own, Settings.LedgerSettings ledger, Time time) {
        return ledger.table()
                .<SweepLease>map(table -> new DynamoDbSweepLease(own.dynamoDb(), table, own.time(time)))
                .orElse(SweepLease.NONE);
    }

    /** Builds what sends the digests of a sweep, and records that they were sent. */
    public static Digests.Tools digests(AwsClients own, Settings settings, SelfCheck selfCheck, Time time) {
        return new Digests.Tools(
                documents(own, settings.hub()),
                Wiring.alerts(own, settings),
                Wiring.recorder(own, settings, time),
                selfCheck,
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

    /** Builds the look-up of owners. */
    public static OwnerLookup owners(AwsClients own) {
        return new OwnerLookup(new AccountTagOwners(own.client(OrganizationsClient.builder())));
    }

    /** Returns which accounts and regions are swept. */
    public static OrganizationScope scope(HubSettings.Scope scope) {
        return new OrganizationScope(
                scope.accounts(), scope.units(), scope.excludedAccounts(), scope.excludedUnits(), scope.regions());
    }
}
