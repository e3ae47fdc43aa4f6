package io.pitrguard.domain.ledger;

/** What made pitr-guard look at a table. */
public enum Trigger {
    SWEEP,
    CONFIG_RULE,
    DRIFT,
    PERSON
}
