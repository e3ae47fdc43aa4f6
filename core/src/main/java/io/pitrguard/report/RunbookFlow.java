package io.pitrguard.report;

import java.util.Optional;
import java.util.stream.Stream;

/** The way back that a runbook describes. */
public enum RunbookFlow {
    /** Items were deleted by mistake; the table itself stays. */
    DELETED_ITEMS("deleted-items", "bring back items that were deleted by mistake", "restore-accidental-deletion.md"),
    /** A deployment wrote wrong data; the whole table goes back. */
    BAD_DEPLOYMENT("bad-deployment", "go back to before a bad deployment", "restore-bad-deployment.md"),
    /** The table was deleted. */
    DELETED_TABLE("deleted-table", "bring back a deleted table", "restore-deleted-table.md"),
    /** The table is needed in another region. */
    OTHER_REGION("other-region", "restore to another region", "restore-other-region.md");

    private final String word;
    private final String title;
    private final String file;

    RunbookFlow(String word, String title, String file) {
        this.word = word;
        this.title = title;
        this.file = file;
    }

    /** Returns the word that stands for it on the command line. */
    public String word() {
        return word;
    }

    /** Returns what it does, to follow "Runbook: ". */
    public String title() {
        return title;
    }

    /** Returns the file in docs/runbooks that shows it for an example. */
    public String file() {
        return file;
    }

    /** Returns the flow of a word; empty if there is none. */
    public static Optional<RunbookFlow> named(String word) {
        return Stream.of(values()).filter(flow -> flow.word.equals(word)).findFirst();
    }

    /** Whether the restored table takes the place of the other, so that it needs its settings. */
    boolean replaces() {
        return this != DELETED_ITEMS;
    }

    /** Whether it goes back to a moment that a person chooses. */
    boolean choosesMoment() {
        return this != DELETED_TABLE;
    }
}
