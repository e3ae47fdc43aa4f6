package io.pitrguard.sandbox;

import io.pitrguard.sandbox.state.Lag;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * How a sandbox behaves.
 *
 * @param account twelve digits
 * @param region the home region: where {@link Sandbox#tables()} are
 * @param partition {@code aws}, {@code aws-cn} or {@code aws-us-gov}
 * @param port 0 for any free one
 * @param continuousBackupsPerSecond the limit of DescribeContinuousBackups (API reference: 10 a second); zero or
 *     infinity for none
 * @param furtherLimits calls a second by operation, for limits that are off by default
 * @param latency real time added to each answer
 * @param clock what timestamps and rate limits run on
 * @param listPageSize how many tables ListTables shows at most in a page, 1 to 100
 * @param readLag how long after a write reads show the state before it: of recovery and of tags, as AWS does for seconds;
 *     what the Java API seeds shows at once
 */
public record SandboxOptions(
        String account,
        String region,
        String partition,
        int port,
        double continuousBackupsPerSecond,
        Map<String, Double> furtherLimits,
        Duration latency,
        InstantSource clock,
        int listPageSize,
        Lag readLag) {

    /** The system property that sets {@link #withStaleReads} for all sandboxes that do not say otherwise. */
    public static final String STALE_READS = "pitrguard.sandbox.lag";

    private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");
    private static final double DOCUMENTED_LIMIT = 10;
    private static final double TAGGINGS = 5;
    private static final double INSIGHTS = 5;
    private static final int LARGEST_PAGE = 100;

    /** Refuses what no AWS account could be. */
    public SandboxOptions {
        require(ACCOUNT.matcher(account).matches(), "an account is 12 digits, not " + account);
        require(!region.isBlank() && !partition.isBlank(), "a region and a partition are needed");
        require(continuousBackupsPerSecond >= 0, "a rate cannot be negative");
        require(!latency.isNegative(), "a latency cannot be negative");
        require(listPageSize >= 1 && listPageSize <= LARGEST_PAGE, "a page of ListTables has 1 to 100 names");
        furtherLimits = Map.copyOf(furtherLimits);
    }

    /** Returns a documented account: 123456789012 in eu-west-1, with the limit of 10 a second, on the system's clock. */
    public static SandboxOptions defaults() {
        return new SandboxOptions(
                "123456789012",
                "eu-west-1",
                "aws",
                0,
                DOCUMENTED_LIMIT,
                Map.of(),
                Duration.ZERO,
                SandboxClock.system(),
                LARGEST_PAGE,
                new Lag(Duration.ZERO, Integer.getInteger(STALE_READS, 0)));
    }

    /** Returns a copy with another account. */
    public SandboxOptions withAccount(String newAccount) {
        return new SandboxOptions(
                newAccount,
                region,
                partition,
                port,
                continuousBackupsPerSecond,
                furtherLimits,
                latency,
                clock,
                listPageSize,
                readLag);
    }

    /** Returns a copy with another home region. */
    public SandboxOptions withRegion(String newRegion) {
        return new SandboxOptions(
                account,
                newRegion,
                partition,
                port,
                continuousBackupsPerSecond,
                furtherLimits,
                latency,
                clock,
                listPageSize,
                readLag);
    }

    /** Returns a copy in another partition. */
    public SandboxOptions withPartition(String newPartition) {
        return new SandboxOptions(
                account,
                region,
                newPartition,
                port,
                continuousBackupsPerSecond,
                furtherLimits,
                latency,
                clock,
                listPageSize,
                readLag);
    }

    /** Returns a copy on a given port. */
    public SandboxOptions withPort(int newPort) {
        return new SandboxOptions(
                account,
                region,
                partition,
                newPort,
                continuousBackupsPerSecond,
                furtherLimits,
                latency,
                clock,
                listPageSize,
                readLag);
    }

    /** Returns a copy with another limit of DescribeContinuousBackups. */
    public SandboxOptions withContinuousBackupsPerSecond(double perSecond) {
        return new SandboxOptions(
                account, region, partition, port, perSecond, furtherLimits, latency, clock, listPageSize, readLag);
    }

    /** Returns a copy without a limit of DescribeContinuousBackups. */
    public SandboxOptions withoutLimit() {
        return withContinuousBackupsPerSecond(0);
    }

    /** Returns a copy with a limit of another operation, such as the 10 a second of ListTagsOfResource. */
    public SandboxOptions withLimit(String operation, double perSecond) {
        Map<String, Double> limits = new HashMap<>(furtherLimits);
        limits.put(operation, perSecond);
        return new SandboxOptions(
                account,
                region,
                partition,
                port,
                continuousBackupsPerSecond,
                limits,
                latency,
                clock,
                listPageSize,
                readLag);
    }

    /** Returns a copy with the documented limits of the operations on settings and tags (API reference of each). */
    public SandboxOptions withLimitsOfSettings() {
        return withLimit("TagResource", TAGGINGS)
                .withLimit("UntagResource", TAGGINGS)
                .withLimit("ListTagsOfResource", DOCUMENTED_LIMIT)
                .withLimit("DescribeContributorInsights", INSIGHTS)
                .withLimit("UpdateContributorInsights", INSIGHTS);
    }

    /** Returns a copy with another latency. */
    public SandboxOptions withLatency(Duration newLatency) {
        return new SandboxOptions(
                account,
                region,
                partition,
                port,
                continuousBackupsPerSecond,
                furtherLimits,
                newLatency,
                clock,
                listPageSize,
                readLag);
    }

    /** Returns a copy on another clock. */
    public SandboxOptions withClock(InstantSource newClock) {
        return new SandboxOptions(
                account,
                region,
                partition,
                port,
                continuousBackupsPerSecond,
                furtherLimits,
                latency,
                newClock,
                listPageSize,
                readLag);
    }

    /** Returns a copy whose clock, and with it the date of each answer, is ahead of the present one; negative: behind. */
    public SandboxOptions withClockSkew(Duration ahead) {
        InstantSource present = clock;
        return withClock(() -> present.instant().plus(ahead));
    }

    /** Returns a copy with smaller pages of ListTables. */
    public SandboxOptions withListPageSize(int size) {
        return new SandboxOptions(
                account,
                region,
                partition,
                port,
                continuousBackupsPerSecond,
                furtherLimits,
                latency,
                clock,
                size,
                readLag);
    }

    /** Returns a copy with reads that show the state before a write for that long. */
    public SandboxOptions withReadLag(Duration newLag) {
        return with(new Lag(newLag, readLag.reads()));
    }

    /** Returns a copy in which this number of reads after a write show the state before it, whatever the clock. */
    public SandboxOptions withStaleReads(int reads) {
        return with(new Lag(readLag.duration(), reads));
    }

    private SandboxOptions with(Lag newLag) {
        return new SandboxOptions(
                account,
                region,
                partition,
                port,
                continuousBackupsPerSecond,
                furtherLimits,
                latency,
                clock,
                listPageSize,
                newLag);
    }

    private static void require(boolean met, String message) {
        if (!met) {
            throw new IllegalArgumentException(message);
        }
    }
}
