package io.pitrguard.port;

import io.pitrguard.domain.table.Cause;

/** {@link InMemoryLedger} keeps the contract of {@link WholeLedger}. */
class InMemoryWholeLedgerTest extends WholeLedgerContract {
    private final InMemoryLedger ledger = new InMemoryLedger();

    @Override
    protected Ledger ledger() {
        return ledger;
    }

    @Override
    protected WholeLedger whole() {
        return ledger;
    }

    @Override
    protected void fail(Cause.Kind kind) {
        ledger.fail(new Cause(kind, "It is " + kind + "."));
    }
}
