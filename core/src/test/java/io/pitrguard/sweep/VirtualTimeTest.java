package io.pitrguard.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.aws.DynamoDbRecovery;
import io.pitrguard.aws.DynamoDbRecoveryChanges;
import io.pitrguard.aws.DynamoDbTableCatalog;
import io.pitrguard.aws.ResourceTags;
import io.pitrguard.aws.SandboxAws;
import io.pitrguard.concurrent.Pacer;
import io.pitrguard.config.Settings;
import io.pitrguard.domain.evaluation.Verdict;
import io.pitrguard.domain.policy.Policy;
import io.pitrguard.domain.remediation.TableResult;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.RecoveryState;
import io.pitrguard.remediate.NextRun;
import io.pitrguard.remediate.Remediation;
import io.pitrguard.sandbox.SampleFleet;
import io.pitrguard.wiring.Wiring;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** A whole sweep against AWS's limit of 10 reads a second; the sandbox and the product share one virtual clock. */
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class VirtualTimeTest {
    private static final int TABLES = 300;
    private static final String READ = "DescribeContinuousBackups";

    private final SandboxAws aws = SandboxAws.start(options -> options.withContinuousBackupsPerSecond(10));

    @AfterEach
    void close() {
        aws.close();
    }

    @Test
    void takesHardlyLongerThanTheLimitAndIsNotThrottled() throws Exception {
        SampleFleet.seed(aws.sandbox(), TABLES);

        SweepResult result = sweep();

        assertThat(Duration.between(result.startedAt(), result.finishedAt()))
                .isBetween(Duration.ofMillis(29_900), Duration.ofSeconds(33));
        assertThat(aws.sandbox().calls().count(READ)).isEqualTo(result.reads().calls());
        assertThat(aws.sandbox().calls().throttled(READ))
                .isEqualTo(result.reads().throttled());
        assertThat(result.reads().throttled()).isLessThan(result.reads().calls() / 50);
        assertAllJudged(result);
    }

    @Test
    void judgesAllTablesBesideNeighbourThatBurnsHalfTheQuota() throws Exception {
        SampleFleet.seed(aws.sandbox(), TABLES);
        aws.sandbox().neighbour(5);

        SweepResult result = sweep();

        assertThat(result.reads().throttled()).isPositive();
        assertThat(aws.sandbox().calls().throttled(READ))
                .isEqualTo(result.reads().throttled());
        assertThat(Duration.between(result.startedAt(), result.finishedAt())).isLessThan(Duration.ofSeconds(80));
        assertAllJudged(result);
    }

    @Test
    void losesNoTableBesideNeighbourThatBurnsAllOfIt() throws Exception {
        SampleFleet.seed(aws.sandbox(), 50);
        aws.sandbox().neighbour(10);

        SweepResult result = SweepFixture.run(
                Wiring.sweep(aws.clients(), 10, Settings.LedgerSettings.NONE, aws.time()),
                new SweepOrder(
                        "test",
                        aws.where(),
                        Policy.BUILT_IN,
                        false,
                        aws.time().instant().plusSeconds(60)));

        assertThat(result.tables()).hasSize(50);
        List<TableResult> undetermined = result.tables().stream()
                .filter(table -> table.judgement().verdict() instanceof Verdict.Undetermined)
                .toList();
        assertThat(undetermined)
                .filteredOn(table -> table.snapshot().state() instanceof RecoveryState.Unreadable)
                .hasSizeBetween(35, 40);
        // Tags that would exempt a table are read at the table itself, for which no time was left either.
        assertThat(undetermined)
                .filteredOn(table -> !(table.snapshot().state() instanceof RecoveryState.Unreadable))
                .allMatch(table -> table.judgement().verdict() instanceof Verdict.Undetermined open
                        && open.cause().kind() == Cause.Kind.OUT_OF_TIME);
        assertThat(result.complete()).isFalse();
    }

    private SweepResult sweep() throws InterruptedException {
        InstantCalls time = new InstantCalls(aws.time());
        DynamoDbClient dynamoDb = aws.clients().dynamoDb();
        StateReader states = new StateReader(
                time.watching(new DynamoDbRecovery(aws.clients().pacedDynamoDb())),
                new Pacer(10, time),
                time,
                new Random(1));
        FleetReader fleet = new FleetReader(
                new FleetReader.Ports(
                        new DynamoDbTableCatalog(dynamoDb, "here"),
                        new ResourceTags(aws.clients().tagging(), dynamoDb)),
                states,
                time,
                16,
                new Pacer(Double.POSITIVE_INFINITY, time));
        Remediation remediation = new Remediation(
                fleet, new DynamoDbRecoveryChanges(dynamoDb), SweepFixture.PRICES, time, NextRun.SCHEDULED);
        return SweepFixture.run(
                new Sweep(fleet, states, new RemediationTools(remediation, SweepFixture.PRICES, time)),
                new SweepOrder("test", aws.where(), Policy.BUILT_IN, false, SweepOrder.NO_DEADLINE));
    }

    private static void assertAllJudged(SweepResult result) {
        assertThat(result.tables()).hasSize(TABLES);
        assertThat(SweepFixture.count(result, Verdict.Undetermined.class)).isZero();
        assertThat(result.complete()).isTrue();
    }
}
