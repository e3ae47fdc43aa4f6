package io.pitrguard.cli;

/** The forms in which a view of the ledger is written out. */
enum ViewFormat {
    table,
    json
}
