package io.pitrguard.domain.export;

/** What an export came to. */
public sealed interface ExportVerdict {
    /** AWS still writes files. */
    record Running(TableExport export) implements ExportVerdict {}

    /** All items are in the bucket: AWS's exact number is the sum of those of all files, and each file is what AWS wrote. */
    record Proven(TableExport export, ExportFiles files) implements ExportVerdict {}

    /** AWS calls it complete, and its number of items or a file could not be confirmed. */
    record NotProven(TableExport export, String reason) implements ExportVerdict {}

    /** AWS did not write all files, or they are not in the bucket as AWS wrote them. */
    record Failed(TableExport export, String reason) implements ExportVerdict {}

    /** Returns the export. */
    TableExport export();
}
