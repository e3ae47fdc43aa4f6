package io.pitrguard.report;

import io.pitrguard.domain.backup.RecoveryPoint;
import io.pitrguard.domain.backup.VaultRestore;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.port.Result;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What AWS Backup has of a table: proof that its own recovery points can be restored, beside what drills prove of
 * point-in-time recovery. What could not be read is null, and a problem says why.
 *
 * @param recoveryPoints how many can be restored
 * @param newestPoint when the newest of these was made; null also if there is none
 * @param restores how many restores AWS Backup made, its restore tests among them
 * @param validatedAt when the newest restore was over that somebody validated; null also if there is none
 * @param validatedSeconds how long that one took
 * @param lastOutcome of the newest restore, such as {@code RESTORED}; null also if there is none
 * @param lastJob the id of the restore that was validated last, else of the newest one
 * @param problems why something could not be read
 */
public record VaultView(
        @Nullable Integer recoveryPoints,
        @Nullable String newestPoint,
        @Nullable Integer restores,
        @Nullable String validatedAt,
        @Nullable Long validatedSeconds,
        @Nullable String lastOutcome,
        @Nullable String lastJob,
        List<String> problems) {
    public VaultView {
        problems = List.copyOf(problems);
    }

    /** Returns the view of what was read of a table. */
    public static VaultView of(Result<List<RecoveryPoint>> points, Result<List<VaultRestore>> restores) {
        Optional<List<RecoveryPoint>> good = points.success()
                .map(all -> all.stream()
                        .filter(point -> point.status() == RecoveryPoint.Status.COMPLETED)
                        .toList());
        Optional<VaultRestore> validated = restores.success()
                .flatMap(all -> all.stream().filter(VaultRestore::proves).findFirst());
        Optional<VaultRestore> newest =
                restores.success().flatMap(all -> all.stream().findFirst());
        return new VaultView(
                good.map(List::size).orElse(null),
                good.flatMap(all -> all.stream().findFirst())
                        .map(point -> SweepViews.time(point.created()))
                        .orElse(null),
                restores.success().map(List::size).orElse(null),
                validated.map(VaultView::end).map(SweepViews::time).orElse(null),
                validated.flatMap(VaultRestore::took).map(Duration::toSeconds).orElse(null),
                newest.map(restore -> restore.outcome().name()).orElse(null),
                validated.or(() -> newest).map(VaultRestore::job).orElse(null),
                Stream.of(points.failure(), restores.failure())
                        .flatMap(Optional::stream)
                        .map(Cause::message)
                        .distinct()
                        .toList());
    }

    private static Instant end(VaultRestore restore) {
        return restore.completed().orElse(restore.created());
    }

    /** Returns it in one sentence or more. */
    public String text() {
        return "AWS Backup: %s; %s.%s"
                .formatted(points(), tests(), problems.isEmpty() ? "" : " " + String.join(" ", problems));
    }

    private String points() {
        if (recoveryPoints == null) {
            return "recovery points not known";
        }
        return recoveryPoints == 0
                ? "no recovery points"
                : "recovery points: %d, the newest of %s".formatted(recoveryPoints, newestPoint);
    }

    private String tests() {
        if (restores == null) {
            return "restore tests not known";
        }
        if (validatedAt != null) {
            return "a restore was validated on %s%s, job %s"
                    .formatted(
                            validatedAt,
                            validatedSeconds == null ? "" : " after " + Minutes.of(validatedSeconds),
                            lastJob);
        }
        return restores == 0
                ? "no restore tests"
                : "no restore was validated; the newest is %s, job %s".formatted(lastOutcome, lastJob);
    }
}
