package io.pitrguard.cli;

/** Output formats of the ledger's and the doctor's views. */
enum ViewFormat {
    table,
    json
}
