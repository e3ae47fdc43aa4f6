package io.pitrguard.cli;

/** What the tables of a result are counted by. */
enum GroupBy {
    rule,
    account,
    owner
}
