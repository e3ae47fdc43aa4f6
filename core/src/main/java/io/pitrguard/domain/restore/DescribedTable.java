package io.pitrguard.domain.restore;

/** What AWS knows of a name: a table, or none. */
public sealed interface DescribedTable {
    /** A table has the name. */
    record Present(TableDescription description) implements DescribedTable {}

    /** No table has the name. */
    record Gone() implements DescribedTable {}
}
