package io.pitrguard.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.table.Cause;
import io.pitrguard.port.SweepLease;
import io.pitrguard.port.SweepLeaseContract;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The lease of sweeps, in the ledger's table on DynamoDB Local. */
class DynamoDbSweepLeaseTest extends SweepLeaseContract {
    private final SweepLease lease = new DynamoDbSweepLease(LocalDynamoDb.client(), LocalDynamoDb.ledger(), time);

    @Override
    protected SweepLease lease() {
        return lease;
    }

    @Test
    void namesALedgerThatDoesNotExist() {
        SweepLease lost = new DynamoDbSweepLease(LocalDynamoDb.client(), "no-such-ledger", time);

        assertThat(lost.take(HUB, "one", Duration.ofHours(6)).failure())
                .map(Cause::kind)
                .hasValue(Cause.Kind.MISSING);
        assertThat(lost.release(HUB, "one")).map(Cause::kind).hasValue(Cause.Kind.MISSING);
    }
}
