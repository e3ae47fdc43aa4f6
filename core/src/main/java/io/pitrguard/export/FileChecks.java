package io.pitrguard.export;

import io.pitrguard.concurrent.Workers;
import io.pitrguard.domain.export.ExportFiles;
import io.pitrguard.domain.export.ExportVerdict;
import io.pitrguard.domain.export.FileCheck;
import io.pitrguard.domain.export.TableExport;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.text.Counted;
import io.pitrguard.port.Result;
import io.pitrguard.port.TableExports;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Compares every data file of an export with its MD5. */
record FileChecks(TableExports exports) {
    private static final int AT_ONCE = 8;

    /** One file, and what its check came to. */
    private record Checked(ExportFiles.File file, Result<FileCheck> check) {
        Optional<String> differs() {
            return check instanceof Result.Success<FileCheck>(FileCheck.Differs(String how))
                    ? Optional.of(file.key() + " " + how + ".")
                    : Optional.empty();
        }

        Optional<String> unread() {
            return check instanceof Result.Failure<FileCheck>(Cause cause)
                    ? Optional.of(file.key() + " could not be read: " + cause.message())
                    : Optional.empty();
        }
    }

    /** A file that differs is a failure; one that could not be read leaves the export without proof. */
    ExportVerdict judge(AccountRegion where, TableExport export, ExportFiles files) throws InterruptedException {
        if (files.files().isEmpty()) {
            return new ExportVerdict.Proven(export, files);
        }
        List<Checked> checked = Workers.map(
                Math.min(AT_ONCE, files.files().size()),
                files.files(),
                file -> new Checked(file, exports.check(where, export, file)));
        Optional<String> differs = named(checked.stream().map(Checked::differs), "differs", "differ");
        if (differs.isPresent()) {
            return new ExportVerdict.Failed(export, differs.get());
        }
        return named(checked.stream().map(Checked::unread), "could not be read", "could not be read")
                .<ExportVerdict>map(why -> new ExportVerdict.NotProven(export, why))
                .orElseGet(() -> new ExportVerdict.Proven(export, files));
    }

    /** Names the first one, and how many there are; nothing for none. */
    private static Optional<String> named(Stream<Optional<String>> found, String one, String several) {
        List<String> all = found.flatMap(Optional::stream).toList();
        return all.stream()
                .findFirst()
                .map(first -> all.size() == 1
                        ? first
                        : first + " " + Counted.of(all.size(), "file " + one, "files " + several) + ".");
    }
}
