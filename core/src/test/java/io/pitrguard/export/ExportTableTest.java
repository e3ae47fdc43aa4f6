package io.pitrguard.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.export.BucketLock;
import io.pitrguard.domain.export.ExportDestination;
import io.pitrguard.domain.export.ExportFiles;
import io.pitrguard.domain.export.ExportOrder;
import io.pitrguard.domain.export.ExportReply;
import io.pitrguard.domain.export.ExportRequest;
import io.pitrguard.domain.export.ExportVerdict;
import io.pitrguard.domain.export.FileCheck;
import io.pitrguard.domain.export.TableExport;
import io.pitrguard.domain.recovery.RecoveryPast;
import io.pitrguard.domain.restore.Alternative;
import io.pitrguard.domain.restore.RestoreMoment;
import io.pitrguard.domain.restore.RestoreTimes;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.port.AnyRestore;
import io.pitrguard.port.InMemoryTableExports;
import io.pitrguard.port.InMemoryTableRestores;
import io.pitrguard.port.Result;
import io.pitrguard.port.SettableTime;
import io.pitrguard.port.TableExports;
import io.pitrguard.restore.Interruptions;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ExportTableTest {
    private static final TableRef ORDERS = AnyRestore.SOURCE;

    private final SettableTime time = new SettableTime();
    private final InMemoryTableRestores tables = new InMemoryTableRestores(time);
    private final InMemoryTableExports exports = new InMemoryTableExports(time);

    @BeforeEach
    void create() {
        Instant since = time.instant().minus(Duration.ofDays(3));
        tables.create(ORDERS, AnyRestore.shape(), since);
        exports.create(ORDERS, 42, since);
        exports.bucket("audit");
    }

    @Test
    void plansAnExportOfAMomentOfTheWindow() {
        assertThat(plan(hoursAgo(1))).isInstanceOfSatisfying(ExportPlan.Ready.class, ready -> {
            assertThat(ready.order().moment()).isEqualTo(hoursAgo(1));
            assertThat(ready.order().bucket()).isEqualTo("audit");
            assertThat(ready.sizeBytes()).hasValue(1L << 30);
            assertThat(ready.lock()).isEqualTo(new Result.Success<>(new BucketLock.None()));
        });
    }

    @Test
    void namesTheWindowAndBackupsWhereTheMomentIsOutside() {
        for (int day = 190; day < 210; day++) {
            tables.add(AnyRestore.backup(ORDERS, hoursAgo(24 * day)));
        }

        assertThat(plan(hoursAgo(24 * 200))).isInstanceOfSatisfying(ExportPlan.NotPossible.class, no -> {
            assertThat(no.reason()).contains("orders can be restored to moments since");
            assertThat(no.alternatives())
                    .extracting(Alternative::what)
                    .hasSize(6)
                    .contains("The earliest moment of its window", "The latest moment of its window")
                    .first()
                    .asString()
                    .contains("backup");
        });
    }

    @Test
    void refusesATableThatDoesNotExist() {
        tables.vanish(ORDERS);

        assertThat(plan(hoursAgo(1)))
                .isInstanceOfSatisfying(
                        ExportPlan.NotPossible.class,
                        no -> assertThat(no.reason()).startsWith("There is no table orders in eu-west-1."));
    }

    @Test
    void provesThatAllItemsAreInTheFiles() throws InterruptedException {
        TableExport started = started();

        assertThat(table().await(ORDERS.where(), started.arn()).success().orElseThrow())
                .isInstanceOfSatisfying(ExportVerdict.Proven.class, proven -> {
                    assertThat(proven.export().items()).hasValue(42);
                    assertThat(proven.files().items()).isEqualTo(42);
                });
    }

    @Test
    void reportsAnExportThatFailed() throws InterruptedException {
        TableExport started = ((Starting.Started)
                        table().start(request(hoursAgo(1), "s3://other").order(hoursAgo(1))))
                .export();

        assertThat(table().await(ORDERS.where(), started.arn()).success().orElseThrow())
                .isInstanceOfSatisfying(
                        ExportVerdict.Failed.class,
                        failed -> assertThat(failed.reason()).contains("S3NoSuchBucket"));
    }

    @Test
    void provesNothingWithoutTheManifest() throws InterruptedException {
        TableExport started = started();
        time.advance(InMemoryTableExports.EXPORT);
        TableExports withoutFiles = withFiles(new Result.Failure<>(new Cause(Cause.Kind.DENIED, "AWS denied it.")));

        assertThat(new ExportTable(withoutFiles, time)
                        .verdict(ORDERS.where(), started.arn())
                        .success()
                        .orElseThrow())
                .isInstanceOfSatisfying(
                        ExportVerdict.NotProven.class,
                        no -> assertThat(no.reason()).isEqualTo("AWS denied it."));
    }

    @Test
    void provesNothingWhereFilesHaveAnotherNumberOfItems() throws InterruptedException {
        TableExport started = started();
        time.advance(InMemoryTableExports.EXPORT);
        TableExports fewer = withFiles(new Result.Success<>(new ExportFiles(List.of())));

        assertThat(new ExportTable(fewer, time)
                        .verdict(ORDERS.where(), started.arn())
                        .success()
                        .orElseThrow())
                .isInstanceOfSatisfying(
                        ExportVerdict.NotProven.class,
                        no -> assertThat(no.reason()).isEqualTo("AWS counts 42 items, and its files have 0."));
    }

    @Test
    void failsWhereAFileIsNotWhatAwsWrote() throws InterruptedException {
        exports.files(new Result.Success<>(new FileCheck.Differs("is missing")));

        assertThat(ended())
                .isInstanceOfSatisfying(
                        ExportVerdict.Failed.class,
                        failed -> assertThat(failed.reason()).isEqualTo("data/1.json.gz is missing."));
    }

    @Test
    void provesNothingWhereAFileCouldNotBeRead() throws InterruptedException {
        exports.files(new Result.Failure<>(new Cause(Cause.Kind.DENIED, "AWS denied it.")));

        assertThat(ended())
                .isInstanceOfSatisfying(
                        ExportVerdict.NotProven.class,
                        no -> assertThat(no.reason()).isEqualTo("data/1.json.gz could not be read: AWS denied it."));
    }

    @Test
    void namesTheFirstOfSeveralFiles() throws InterruptedException {
        exports.files(new Result.Success<>(new FileCheck.Differs("is missing")));
        TableExport started = started();
        time.advance(InMemoryTableExports.EXPORT);
        TableExports two = withFiles(new Result.Success<>(new ExportFiles(
                List.of(new ExportFiles.File("data/1", 40, "md5"), new ExportFiles.File("data/2", 2, "md5")))));

        assertThat(new ExportTable(two, time)
                        .verdict(ORDERS.where(), started.arn())
                        .success()
                        .orElseThrow())
                .isInstanceOfSatisfying(
                        ExportVerdict.Failed.class,
                        failed -> assertThat(failed.reason()).isEqualTo("data/1 is missing. 2 files differ."));
    }

    private ExportVerdict ended() throws InterruptedException {
        return table().await(ORDERS.where(), started().arn()).success().orElseThrow();
    }

    @Test
    void knowsNoOtherExport() throws InterruptedException {
        assertThat(table().verdict(ORDERS.where(), ORDERS.arn() + "/export/9").failure())
                .map(Cause::kind)
                .hasValue(Cause.Kind.REFUSED);
    }

    /** A lost answer, or a command that is run again, starts no second export. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "OVERTAKEN")
    void startsOneExportWhateverIsInterrupted(Interruptions.Kind kind) throws InterruptedException {
        Interruptions interruptions = new Interruptions(kind, 1, () -> {});
        ExportOrder order = request(hoursAgo(1), "s3://audit").order(hoursAgo(1));
        ExportTable disturbed = new ExportTable(interruptions.wrap(TableExports.class, exports), time);
        try {
            assertThat(disturbed.start(order)).isInstanceOf(Starting.Started.class);
        } catch (Interruptions.Killed _) {
            assertThat(table().start(order)).isInstanceOf(Starting.Started.class);
        }

        assertThat(exports.list(ORDERS).success().orElseThrow()).hasSize(1);
    }

    @Test
    void doesNotKnowWhetherAnExportStartedWithoutAnyAnswer() throws InterruptedException {
        exports.fail(new Cause(Cause.Kind.BROKEN, "The connection was lost."));

        assertThat(table().start(request(hoursAgo(1), "s3://audit").order(hoursAgo(1))))
                .isInstanceOfSatisfying(
                        Starting.NotKnown.class,
                        no -> assertThat(no.cause().message()).contains("starts no second one"));
    }

    @Test
    void namesTheReasonOfARefusal() throws InterruptedException {
        exports.turnOff(ORDERS);

        assertThat(table().start(request(hoursAgo(1), "s3://audit").order(hoursAgo(1))))
                .isInstanceOfSatisfying(
                        Starting.NotPossible.class,
                        no -> assertThat(no.reason()).contains("Point-in-time recovery of orders is off"));
    }

    private TableExport started() throws InterruptedException {
        return ((Starting.Started)
                        table().start(request(hoursAgo(1), "s3://audit").order(hoursAgo(1))))
                .export();
    }

    private ExportTable table() {
        return new ExportTable(exports, time);
    }

    private TableExports withFiles(Result<ExportFiles> files) {
        return new TableExports() {
            @Override
            public ExportReply start(ExportOrder order) {
                return exports.start(order);
            }

            @Override
            public Result<Optional<TableExport>> describe(AccountRegion where, String arn) {
                return exports.describe(where, arn);
            }

            @Override
            public Result<List<TableExport>> list(TableRef table) {
                return exports.list(table);
            }

            @Override
            public Result<ExportFiles> files(AccountRegion where, TableExport export) {
                return files;
            }

            @Override
            public Result<FileCheck> check(AccountRegion where, TableExport export, ExportFiles.File file) {
                return exports.check(where, export, file);
            }
        };
    }

    private ExportPlan plan(Instant moment) {
        return new ExportPlanner(tables, exports, _ -> new Result.Success<>(new BucketLock.None()), time)
                .plan(request(moment, "s3://audit"), RecoveryPast.UNKNOWN, new RestoreTimes(ZoneOffset.UTC));
    }

    private static ExportRequest request(Instant moment, String to) {
        return new ExportRequest(
                ORDERS,
                new RestoreMoment.At(moment),
                ExportDestination.parse(to).orElseThrow(),
                Optional.empty(),
                Optional.empty());
    }

    private static Instant hoursAgo(int hours) {
        return SettableTime.START.minus(Duration.ofHours(hours));
    }
}
