package io.pitrguard.cli;

import io.pitrguard.domain.settings.CopyRecord;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.domain.text.Printable;
import io.pitrguard.report.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Records, on this machine, each change that a copy of settings makes: a JSON document a line, appended before the next
 * change.
 *
 * @param caller the ARN of whoever makes the changes
 */
record CopyLog(Path file, String caller, TableRef source, TableRef target) {
    /**
     * One step of a copy. Times are ISO-8601, UTC.
     *
     * @param source the source's ARN
     * @param target the target's ARN
     */
    public record Line(
            String at,
            String caller,
            String source,
            String target,
            String setting,
            String change,
            CopyRecord.Outcome outcome,
            String text) {}

    /**
     * Opens the record, which is a file in the home folder if none is named.
     *
     * @throws CommandFailure if it cannot be written: nothing is changed then
     */
    static CopyLog open(@Nullable Path named, TwoTables.Open tables) {
        Path file = Optional.ofNullable(named)
                .orElseGet(() -> Path.of(System.getProperty("user.home"), ".pitr-guard", "settings.jsonl"));
        CopyLog log = new CopyLog(file, tables.caller().arn(), tables.source(), tables.target());
        log.append("");
        return log;
    }

    /**
     * Records a step.
     *
     * @throws CommandFailure if it cannot be written
     */
    void add(CopyRecord record) {
        append(Json.write(new Line(
                        record.at().toString(),
                        caller,
                        source.arn(),
                        target.arn(),
                        record.setting(),
                        record.change(),
                        record.outcome(),
                        record.text()))
                + "\n");
    }

    private void append(String text) {
        try {
            Path folder = file.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new CommandFailure("could not record changes in %s: %s. Name another file with --record."
                    .formatted(Printable.line(file.toString()), Printable.line(e.toString())));
        }
    }
}
