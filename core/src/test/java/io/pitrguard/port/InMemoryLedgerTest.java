package io.pitrguard.port;

import io.pitrguard.domain.table.Cause;

/** {@link InMemoryLedger} keeps the contract of {@link Ledger}. */
class InMemoryLedgerTest extends LedgerContract {
    private final InMemoryLedger ledger = new InMemoryLedger();

    @Override
    protected Ledger ledger() {
        return ledger;
    }

    @Override
    protected void fail(Cause.Kind kind) {
        ledger.fail(new Cause(kind, "It is " + kind + "."));
    }

    @Override
    protected void recover() {
        ledger.recover();
    }

    @Override
    protected int interleavings() {
        return 10_000;
    }
}
