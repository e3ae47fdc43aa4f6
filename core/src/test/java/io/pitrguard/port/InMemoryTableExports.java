package io.pitrguard.port;

import io.pitrguard.domain.export.ExportError;
import io.pitrguard.domain.export.ExportFiles;
import io.pitrguard.domain.export.ExportOrder;
import io.pitrguard.domain.export.ExportReply;
import io.pitrguard.domain.export.FileCheck;
import io.pitrguard.domain.export.TableExport;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.TableRef;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Exports in memory, on a clock: as AWS makes them, as far as the port shows. */
public final class InMemoryTableExports implements TableExports {
    /** How long an export takes. */
    public static final Duration EXPORT = Duration.ofMinutes(12);

    private static final Duration BEHIND = Duration.ofMinutes(5);

    private final Map<TableRef, Table> tables = new HashMap<>();
    private final Map<String, Started> started = new LinkedHashMap<>();
    private final Set<String> buckets = new HashSet<>();
    private final SettableTime time;
    private Optional<Cause> outage = Optional.empty();
    private Result<FileCheck> checked = new Result.Success<>(new FileCheck.Matches(FileCheck.How.ETAG));

    private record Table(long items, Optional<Instant> recoverySince) {}

    private record Started(ExportOrder order, long items, Instant at) {}

    /** No tables, and no buckets. */
    public InMemoryTableExports(SettableTime time) {
        this.time = time;
    }

    /** Makes a table with this number of items. */
    public void create(TableRef table, long items, Instant recoverySince) {
        tables.put(table, new Table(items, Optional.of(recoverySince)));
    }

    /** Turns a table's recovery off. */
    public void turnOff(TableRef table) {
        tables.computeIfPresent(table, (_, old) -> new Table(old.items(), Optional.empty()));
    }

    /** Makes a bucket. */
    public void bucket(String name) {
        buckets.add(name);
    }

    /** From now on every read fails, and nobody knows what comes of an order. */
    public void fail(Cause cause) {
        outage = Optional.of(cause);
    }

    /** From now on calls succeed again. */
    public void recover() {
        outage = Optional.empty();
    }

    @Override
    public ExportReply start(ExportOrder order) {
        if (outage.isPresent()) {
            return new ExportReply.Unknown(outage.get());
        }
        Optional<ExportError> error = error(order);
        if (error.isPresent()) {
            return new ExportReply.Refused(error.get(), new Cause(Cause.Kind.REFUSED, "AWS refused."));
        }
        for (Map.Entry<String, Started> each : started.entrySet()) {
            if (each.getValue().order().token().equals(order.token())) {
                return each.getValue().order().equals(order)
                        ? new ExportReply.Accepted(shown(each.getKey(), each.getValue()))
                        : new ExportReply.Refused(ExportError.CONFLICT, new Cause(Cause.Kind.REFUSED, "AWS refused."));
            }
        }
        String arn = "%s/export/%d".formatted(order.table().arn(), started.size());
        started.put(arn, new Started(order, tables.get(order.table()).items(), time.instant()));
        return new ExportReply.Accepted(shown(arn, started.get(arn)));
    }

    private Optional<ExportError> error(ExportOrder order) {
        Table table = tables.get(order.table());
        if (table == null) {
            return Optional.of(ExportError.TABLE_NOT_FOUND);
        }
        if (table.recoverySince().isEmpty()) {
            return Optional.of(ExportError.RECOVERY_OFF);
        }
        return order.moment().isBefore(table.recoverySince().get())
                        || order.moment().isAfter(time.instant().minus(BEHIND))
                ? Optional.of(ExportError.TIME_OUTSIDE_WINDOW)
                : Optional.empty();
    }

    @Override
    public Result<Optional<TableExport>> describe(AccountRegion where, String arn) {
        return read(Optional.ofNullable(started.get(arn)).map(export -> shown(arn, export)));
    }

    @Override
    public Result<List<TableExport>> list(TableRef table) {
        return read(started.entrySet().stream()
                .filter(each -> each.getValue().order().table().equals(table))
                .map(each -> TableExport.listed(
                        each.getKey(), shown(each.getKey(), each.getValue()).status()))
                .toList());
    }

    @Override
    public Result<ExportFiles> files(AccountRegion where, TableExport export) {
        Started of = started.get(export.arn());
        return shown(export.arn(), of).status() == TableExport.Status.COMPLETED
                ? read(new ExportFiles(List.of(new ExportFiles.File("data/1.json.gz", of.items(), "md5"))))
                : new Result.Failure<>(new Cause(Cause.Kind.REFUSED, "There is no manifest yet."));
    }

    /** Changes what the check of every file comes to. */
    public void files(Result<FileCheck> check) {
        checked = check;
    }

    @Override
    public Result<FileCheck> check(AccountRegion where, TableExport export, ExportFiles.File file) {
        return outage.<Result<FileCheck>>map(Result.Failure::new).orElse(checked);
    }

    private TableExport shown(String arn, Started export) {
        boolean over = !time.instant().isBefore(export.at().plus(EXPORT));
        boolean failed = over && !buckets.contains(export.order().bucket());
        boolean complete = over && !failed;
        TableExport.Status status = complete ? TableExport.Status.COMPLETED : TableExport.Status.IN_PROGRESS;
        return new TableExport(
                arn,
                export.order().table().arn(),
                failed ? TableExport.Status.FAILED : status,
                Optional.of(export.order().moment()),
                complete ? OptionalLong.of(export.items()) : OptionalLong.empty(),
                new TableExport.Files(
                        Optional.of(export.order().bucket()),
                        complete ? Optional.of("manifest-summary.json") : Optional.empty(),
                        OptionalLong.empty()),
                new TableExport.Times(
                        Optional.of(export.at()), over ? Optional.of(export.at().plus(EXPORT)) : Optional.empty()),
                failed ? Optional.of("S3NoSuchBucket: The specified bucket does not exist") : Optional.empty());
    }

    private <T> Result<T> read(T value) {
        return outage.<Result<T>>map(Result.Failure::new).orElseGet(() -> new Result.Success<>(value));
    }
}
