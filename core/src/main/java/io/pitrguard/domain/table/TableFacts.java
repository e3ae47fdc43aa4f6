package io.pitrguard.domain.table;

/** What is known of a table apart from its recovery state. */
public record TableFacts(TableRef table, Tags tags, TableDetails details) {
    /** Gives the same facts with this description. */
    public TableFacts with(TableDetails newDetails) {
        return new TableFacts(table, tags, newDetails);
    }

    /** Gives the same facts with these tags. */
    public TableFacts with(Tags newTags) {
        return new TableFacts(table, newTags, details);
    }
}
