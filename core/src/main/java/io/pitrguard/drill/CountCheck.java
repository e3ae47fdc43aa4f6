package io.pitrguard.drill;

import io.pitrguard.domain.drill.CheckProgress;
import io.pitrguard.domain.drill.CountRules;
import io.pitrguard.domain.drill.CountRules.Independent;
import io.pitrguard.domain.drill.DrillPlan;
import io.pitrguard.domain.drill.DrillRecord;
import io.pitrguard.domain.drill.ReadUnits;
import io.pitrguard.domain.drill.SegmentProgress;
import io.pitrguard.domain.evidence.Sha256;
import io.pitrguard.domain.export.ExportError;
import io.pitrguard.domain.export.ExportOrder;
import io.pitrguard.domain.export.ExportReply;
import io.pitrguard.domain.export.TableExport;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.drill.DrillChecks.Part;
import io.pitrguard.port.Result;
import io.pitrguard.port.TableExports;
import io.pitrguard.port.TableItems.CountPage;
import io.pitrguard.port.TableItems.ScanOrder;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Counts the restored table, and compares the number with an export of the same moment where the policy asks for one. */
final class CountCheck {
    private static final int PAGE = 1_000_000;
    private static final int TOKEN_LENGTH = 32;
    private static final String PROTOCOL = "s3://";

    private final ReadTools reads;
    private final PageSize pages;
    private final TableExports exports;

    CountCheck(ReadTools reads, TableExports exports) {
        this.reads = reads;
        this.pages = new PageSize(reads.share(), PageSize.LARGEST_STRONG);
        this.exports = exports;
    }

    Part next(DrillRecord drill, CheckProgress progress) {
        Optional<String> folder = drill.plan().requirement().exactCount();
        if (folder.isPresent() && progress.export().isEmpty()) {
            return export(drill, progress, folder.get());
        }
        return progress.counted() ? judge(drill.plan(), progress) : count(drill.plan(), progress);
    }

    private Part count(DrillPlan plan, CheckProgress before) {
        Instant deadline = reads.deadline();
        CheckProgress progress = before;
        for (int segment = 0; segment < progress.segments().size(); segment++) {
            while (!progress.segments().get(segment).over()) {
                Optional<Part> stop = Optional.empty();
                ScanOrder order = order(plan, progress, segment);
                switch (reads.read(
                        deadline, pages.planned(order.limit()), items -> items.count(order), CountPage::consumed)) {
                    case Result.Failure<CountPage>(Cause cause) -> stop = Optional.of(failed(progress, cause));
                    case Result.Success<CountPage>(CountPage page) -> {
                        if (page.next().isPresent() && page.next().equals(order.after())) {
                            return cutOff(progress, "AWS repeated a page.");
                        }
                        pages.seen(page.scanned(), page.consumed());
                        progress = progress.with(
                                        segment,
                                        progress.segments().get(segment).after(page.scanned(), page.next()))
                                .consumed(new ReadUnits(page.consumed(), 0));
                    }
                }
                if (stop.isPresent()) {
                    return stop.get();
                }
            }
        }
        return new Part.Advanced(progress);
    }

    private ScanOrder order(DrillPlan plan, CheckProgress progress, int segment) {
        SegmentProgress from = progress.segments().get(segment);
        return new ScanOrder(plan.target(), segment, progress.segments().size(), from.next(), pages.limit(PAGE));
    }

    private Part failed(CheckProgress progress, Cause cause) {
        return ReadTools.lasting(cause)
                .map(lasting -> cutOff(progress, lasting.message()))
                .orElseGet(() -> reads.notRead(progress, cause));
    }

    private static Part cutOff(CheckProgress progress, String reason) {
        return new Part.Advanced(progress.with(CountRules.cutOff(progress.items(), reason)));
    }

    /** The same order within eight hours is the same export. */
    private Part export(DrillRecord drill, CheckProgress progress, String folder) {
        String path = folder.startsWith(PROTOCOL) ? folder.substring(PROTOCOL.length()) : folder;
        int end = path.indexOf('/');
        Optional<String> prefix = end < 0
                ? Optional.empty()
                : Optional.of(path.substring(end + 1).replaceAll("/+$", "")).filter(text -> !text.isEmpty());
        ExportOrder order = new ExportOrder(
                drill.plan().source().table(),
                drill.plan().moment(),
                end < 0 ? path : path.substring(0, end),
                Optional.empty(),
                prefix,
                Optional.empty(),
                Sha256.of(drill.id().value()).substring(0, TOKEN_LENGTH));
        return switch (exports.start(order)) {
            case ExportReply.Accepted(TableExport export) -> new Part.Advanced(progress.withExport(export.arn()));
            case ExportReply.Unknown(Cause cause) -> new Part.Later(progress, cause);
            case ExportReply.Refused(ExportError error, Cause cause) ->
                error == ExportError.THROTTLED || error == ExportError.LIMIT_EXCEEDED
                        ? new Part.Later(progress, cause)
                        : new Part.Advanced(progress.with(CountRules.count(
                                progress.items(),
                                new Independent.NotKnown("AWS refused the export. " + cause.message()))));
        };
    }

    private Part judge(DrillPlan plan, CheckProgress progress) {
        if (progress.export().isEmpty()) {
            return judged(progress, new Independent.NotAsked());
        }
        String arn = progress.export().get();
        return switch (exports.describe(plan.where(), arn)) {
            case Result.Failure<Optional<TableExport>>(Cause cause) ->
                ReadTools.lasting(cause)
                        .map(lasting -> judged(progress, new Independent.NotKnown(lasting.message())))
                        .orElseGet(() -> new Part.Later(progress, cause));
            case Result.Success<Optional<TableExport>>(Optional<TableExport> found) ->
                found.map(export -> judge(plan, progress, export))
                        .orElseGet(() -> judged(
                                progress, new Independent.NotKnown("AWS does not know the export " + arn + ".")));
        };
    }

    private static Part judge(DrillPlan plan, CheckProgress progress, TableExport export) {
        return switch (export.status()) {
            case IN_PROGRESS, UNKNOWN ->
                new Part.Later(
                        progress,
                        new Cause(Cause.Kind.NOT_YET, "The export " + export.arn() + " is not complete yet."));
            case FAILED ->
                judged(
                        progress,
                        new Independent.NotKnown(
                                "The export failed: " + export.failure().orElse("AWS does not say why.")));
            case COMPLETED ->
                !export.moment().map(at -> at.truncatedTo(ChronoUnit.SECONDS)).equals(Optional.of(plan.moment()))
                                || export.items().isEmpty()
                        ? judged(
                                progress,
                                new Independent.NotKnown(
                                        "AWS does not say that the export is of the same moment, or how many items it has."))
                        : judged(progress, new Independent.Exact(export.items().getAsLong(), export.arn()));
        };
    }

    private static Part judged(CheckProgress progress, Independent independent) {
        return new Part.Advanced(progress.with(CountRules.count(progress.items(), independent)));
    }
}
