package io.pitrguard.port;

class InMemorySweepLeaseTest extends SweepLeaseContract {
    private final SweepLease lease = new InMemorySweepLease(time);

    @Override
    protected SweepLease lease() {
        return lease;
    }
}
