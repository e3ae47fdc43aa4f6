package io.pitrguard.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.table.Cause;
import io.pitrguard.port.SweepLease;
import io.pitrguard.port.SweepLeaseContract;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The leases of sweeps and workers, in the ledger's table on DynamoDB Local. */
class DynamoDbSweepLeaseTest extends SweepLeaseContract {
    private final String ledger = LocalDynamoDb.ledger();
    private final SweepLease lease = of(DynamoDbSweepLease.Kind.LEASE, ledger);

    private SweepLease of(DynamoDbSweepLease.Kind kind, String table) {
        return new DynamoDbSweepLease(LocalDynamoDb.client(), table, kind, time);
    }

    @Override
    protected SweepLease lease() {
        return lease;
    }

    @Test
    void aWorkerIsNotKeptOutByTheSweepOfTheSameAccountAndRegion() {
        lease.take(HUB, "sweep", Duration.ofHours(6));

        assertThat(of(DynamoDbSweepLease.Kind.WORKER, ledger)
                        .take(HUB, "worker", Duration.ofMinutes(15))
                        .success())
                .map(SweepLease.Held::by)
                .hasValue("worker");
    }

    @Test
    void namesALedgerThatDoesNotExist() {
        SweepLease lost = of(DynamoDbSweepLease.Kind.LEASE, "no-such-ledger");

        assertThat(lost.take(HUB, "one", Duration.ofHours(6)).failure())
                .map(Cause::kind)
                .hasValue(Cause.Kind.MISSING);
        assertThat(lost.release(HUB, "one")).map(Cause::kind).hasValue(Cause.Kind.MISSING);
    }
}
