package io.pitrguard.wiring;

import io.pitrguard.aws.AccountRegions;
import io.pitrguard.aws.AggregateQueries;
import io.pitrguard.aws.AwsOrganization;
import io.pitrguard.config.Settings;
import io.pitrguard.domain.ledger.Actor;
import io.pitrguard.organization.OrganizationPlanner;
import io.pitrguard.organization.OrganizationSweep;
import io.pitrguard.organization.PlaceHints;
import io.pitrguard.port.AggregateHints;
import io.pitrguard.port.EnabledRegions;
import io.pitrguard.port.SharedChangeCounter;
import io.pitrguard.port.Time;
import io.pitrguard.selfcheck.ForwardingCheck;
import java.util.Optional;
import software.amazon.awssdk.services.account.AccountClient;
import software.amazon.awssdk.services.organizations.OrganizationsClient;

/** Builds what sweeps an organization. Separate from {@link Wiring}: functions of one account load none of it. */
public final class OrganizationWiring {
    // AWS's ten reads a second are what an account and region answers in a fraction of the time of a few requests.
    private static final int WORKERS = 4;

    private OrganizationWiring() {}

    /**
     * Builds the planner.
     *
     * @param own clients of the management account or of a delegated administrator
     * @param partition that of the organization
     */
    public static OrganizationPlanner planner(AwsClients own, MemberAccess members, String partition) {
        return new OrganizationPlanner(
                new AwsOrganization(own.client(OrganizationsClient.builder())), regions(members), partition);
    }

    /** Builds the look-up of the regions that are enabled in an account. */
    public static EnabledRegions regions(MemberAccess members) {
        return new AccountRegions(account -> members.to(account).client(AccountClient.builder()));
    }

    /**
     * Builds what finds out in which accounts and regions a sweep begins.
     *
     * @param own clients of the aggregator's account and region
     */
    public static PlaceHints placeHints(AwsClients own, String aggregator, String partition, Time time) {
        return new PlaceHints(aggregate(own, aggregator, partition), own.time(time));
    }

    /**
     * Builds what asks an aggregator of AWS Config.
     *
     * @param own clients of the aggregator's account and region
     */
    public static AggregateHints aggregate(AwsClients own, String aggregator, String partition) {
        return new AggregateQueries(own.config(), aggregator, partition);
    }

    /**
     * Builds a sweep for a person.
     *
     * @param own clients of the account that holds the ledger
     * @param readsPerSecond the pace in each account and region
     * @param atOnce how many regions of accounts are swept at once, at most
     */
    public static OrganizationSweep sweep(
            AwsClients own,
            MemberAccess members,
            double readsPerSecond,
            Settings.LedgerSettings ledger,
            Optional<Actor> runner,
            Time time,
            int atOnce) {
        int workers = Double.isInfinite(readsPerSecond) ? Wiring.WORKERS : WORKERS;
        return new OrganizationSweep(
                place -> Wiring.sweep(
                        members.to(place.where()),
                        new Wiring.Bookkeeping(
                                own, ledger, Wiring.byPerson(ledger, runner), SharedChangeCounter.Scope.ORGANIZATION),
                        readsPerSecond,
                        time,
                        workers),
                own.time(time),
                atOnce);
    }

    /**
     * Builds the check whether an account and region of the organization sends calls to the hub.
     *
     * @param clients for that account and region
     * @param busArn the ARN of the hub's event bus
     */
    public static ForwardingCheck forwarding(AwsClients clients, String busArn) {
        return new ForwardingCheck(new AwsEnvironmentProbe(clients), busArn);
    }
}
