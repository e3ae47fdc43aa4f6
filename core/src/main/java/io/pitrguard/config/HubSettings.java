package io.pitrguard.config;

import io.pitrguard.domain.policy.UnitPattern;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The settings of a deployment that sweeps with a state machine.
 *
 * @param memberRole the name of the role that functions assume in other accounts
 * @param externalId what the role asks for; empty if it asks for none
 * @param bucket the bucket in which the functions of a sweep leave what they found; empty in a deployment without them
 * @param busArn the ARN of the event bus to which members forward calls; empty if none do
 * @param scope which accounts and regions of the organization are swept
 * @param sweepInterval the time between the starts of two sweeps
 * @param configAggregator the aggregator of AWS Config that says in which accounts and regions a sweep begins; empty for
 *     none
 */
public record HubSettings(
        Mode mode,
        String memberRole,
        Optional<String> externalId,
        Optional<String> bucket,
        Optional<String> busArn,
        Scope scope,
        Duration sweepInterval,
        Optional<String> configAggregator) {
    /** {@code account}, the default, {@code large-account} or {@code organization}. */
    public static final String MODE = "PITR_GUARD_MODE";

    /** The name of the role in member accounts; {@code pitr-guard-member} by default. */
    public static final String MEMBER_ROLE = "PITR_GUARD_MEMBER_ROLE";

    /** The external id that the role asks for, 2 to 1224 characters. */
    public static final String EXTERNAL_ID = "PITR_GUARD_EXTERNAL_ID";

    /** The name of the bucket for sweeps. */
    public static final String SWEEPS_BUCKET = "PITR_GUARD_SWEEPS_BUCKET";

    /** The ARN of the event bus to which members forward calls. */
    public static final String BUS_ARN = "PITR_GUARD_BUS_ARN";

    /** Only these accounts, separated by commas; all by default. */
    public static final String ACCOUNTS = "PITR_GUARD_ACCOUNTS";

    /** Only accounts in these organizational units, separated by commas: ids, or paths from the root. */
    public static final String UNITS = "PITR_GUARD_UNITS";

    /** Without these accounts. */
    public static final String EXCLUDED_ACCOUNTS = "PITR_GUARD_EXCLUDED_ACCOUNTS";

    /** Without accounts in these organizational units. */
    public static final String EXCLUDED_UNITS = "PITR_GUARD_EXCLUDED_UNITS";

    /** The regions in each account, separated by commas, or {@code all}, the default: those enabled there. */
    public static final String REGIONS = "PITR_GUARD_REGIONS";

    /** The name of an aggregator of AWS Config in the hub's account and region; none by default. */
    public static final String CONFIG_AGGREGATOR = "PITR_GUARD_CONFIG_AGGREGATOR";

    /** The name of the AWS Config rule in every account of the organization; only the command line reads it. */
    public static final String ORGANIZATION_CONFIG_RULE = "PITR_GUARD_ORGANIZATION_CONFIG_RULE";

    /** What AWS Config lets an aggregator be called. */
    public static final String AGGREGATOR_NAME = "[\\w-]{1,256}";

    /** How long the state machine may run: after that it is over, whatever became of it. */
    public static final Duration LONGEST_SWEEP = Duration.ofHours(6);

    /** How long after the start of a sweep its workers read tables, so that the summary always comes before its end. */
    public static final Duration LONGEST_READING = LONGEST_SWEEP.minusMinutes(30);

    /** How long a sweep holds the lease at most: calls that outlive the state machine end within 15 minutes. */
    public static final Duration LEASE = LONGEST_SWEEP.plusMinutes(20);

    /** How many intervals a sweep may hold up the next ones. */
    public static final int MOST_INTERVALS = 3;

    /** A deployment that sweeps its own account and region with one function. */
    public static final HubSettings NONE = new HubSettings(
            Mode.ACCOUNT, "pitr-guard-member", Optional.empty(), Optional.empty(), Optional.empty(), Scope.EVERYTHING);

    /** Creates settings of a deployment that sweeps every hour, in the order of accounts and regions. */
    public HubSettings(
            Mode mode,
            String memberRole,
            Optional<String> externalId,
            Optional<String> bucket,
            Optional<String> busArn,
            Scope scope) {
        this(mode, memberRole, externalId, bucket, busArn, scope, Duration.ofHours(1), Optional.empty());
    }

    /** Returns a copy with an aggregator. */
    public HubSettings withConfigAggregator(String name) {
        return new HubSettings(mode, memberRole, externalId, bucket, busArn, scope, sweepInterval, Optional.of(name));
    }

    /**
     * Which accounts and regions are swept.
     *
     * @param regions empty for all that are enabled in an account
     */
    public record Scope(
            List<String> accounts,
            List<UnitPattern> units,
            List<String> excludedAccounts,
            List<UnitPattern> excludedUnits,
            List<String> regions) {
        /** All accounts, in all regions that are enabled there. */
        public static final Scope EVERYTHING = new Scope(List.of(), List.of(), List.of(), List.of(), List.of());

        public Scope {
            accounts = List.copyOf(accounts);
            units = List.copyOf(units);
            excludedAccounts = List.copyOf(excludedAccounts);
            excludedUnits = List.copyOf(excludedUnits);
            regions = List.copyOf(regions);
        }
    }
}
