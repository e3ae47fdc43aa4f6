package io.pitrguard.cli;

import java.util.Optional;

/** Output formats of a status. */
enum StatusFormat {
    text,
    json,
    jsonl,
    csv,
    ocsf;

    /** Returns the same format of a list that is not one of tables; empty where there is none. */
    Optional<ListFormat> list() {
        return OutputFormat.valueOf(name()).list();
    }
}
