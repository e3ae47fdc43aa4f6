package io.pitrguard.domain.ledger;

/** What made pitr-guard read a table. */
public enum Trigger {
    SWEEP,
    CONFIG_RULE,
    DRIFT,
    PERSON
}
