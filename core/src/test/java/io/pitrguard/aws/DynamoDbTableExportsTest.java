package io.pitrguard.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.export.ExportError;
import io.pitrguard.domain.export.ExportFiles;
import io.pitrguard.domain.export.ExportOrder;
import io.pitrguard.domain.export.ExportReply;
import io.pitrguard.domain.export.FileCheck;
import io.pitrguard.domain.export.TableExport;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.port.Result;
import io.pitrguard.port.TableExports;
import io.pitrguard.port.TableExportsContract;
import io.pitrguard.sandbox.SandboxBucket;
import io.pitrguard.sandbox.fault.Effect;
import io.pitrguard.sandbox.fault.Fault;
import io.pitrguard.wiring.TableReadWiring;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** DynamoDB's exports behind the port, on the sandbox. */
class DynamoDbTableExportsTest extends TableExportsContract {
    private final SandboxAws aws = SandboxAws.start(options -> options.withStaleReads(0));
    private final TableExports exports = TableReadWiring.exports(aws.clients());
    private final TableRef orders = WHERE.table("orders");

    @BeforeEach
    void makeTheBucket() {
        aws.sandbox().buckets().create(BUCKET);
    }

    @AfterEach
    void close() {
        aws.close();
    }

    @Override
    protected TableExports exports() {
        return exports;
    }

    @Override
    protected void create(TableRef table, int items) {
        aws.sandbox().tables().create(table.name());
        for (int number = 0; number < items; number++) {
            String pk = Integer.toString(number);
            aws.clients()
                    .dynamoDb()
                    .putItem(b -> b.tableName(table.name()).item(Map.of("pk", AttributeValue.fromS(pk))));
        }
        aws.sandbox().tables().get(table.name()).enabled(35);
    }

    @Override
    protected void turnOff(TableRef table) {
        aws.sandbox().tables().get(table.name()).disabled();
    }

    @Override
    protected void pass(Duration duration) {
        aws.time().advance(duration);
    }

    @Override
    protected Instant now() {
        return aws.time().instant();
    }

    @ParameterizedTest
    @CsvSource({
        "THROTTLED, THROTTLED",
        "DENIED, DENIED",
        "GONE, TABLE_NOT_FOUND",
        "VALIDATION, INVALID",
        "EXPIRED_TOKEN, DENIED"
    })
    void aRefusalIsOneAfterOneCall(Effect effect, ExportError error) {
        create(orders, 1);
        aws.sandbox().faults().add(Fault.on("ExportTableToPointInTime", effect));

        assertThat(exports.start(ExportOrder.of(orders, moment(), BUCKET, "t-1")))
                .isInstanceOfSatisfying(
                        ExportReply.Refused.class,
                        refused -> assertThat(refused.error()).isEqualTo(error));
        assertThat(aws.sandbox().calls().count("ExportTableToPointInTime")).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(
            value = Effect.class,
            names = {"SERVER_ERROR", "CONNECTION_DROPPED", "MALFORMED", "EMPTY"})
    void withoutAnAnswerNobodyKnows(Effect effect) {
        create(orders, 1);
        ExportOrder order = ExportOrder.of(orders, moment(), BUCKET, "t-1");
        aws.sandbox()
                .faults()
                .add(Fault.on("ExportTableToPointInTime", effect).afterEffect().times(1));

        assertThat(exports.start(order)).isInstanceOf(ExportReply.Unknown.class);

        String arn = accepted(exports.start(order)).arn();
        assertThat(exports.list(orders).success().orElseThrow())
                .extracting(TableExport::arn)
                .containsExactly(arn);
    }

    @ParameterizedTest
    @CsvSource({"DENIED, DENIED", "SERVER_ERROR, BROKEN", "MALFORMED, BROKEN", "EMPTY, BROKEN", "THROTTLED, THROTTLED"})
    void aReadThatFailsIsAFailure(Effect effect, Cause.Kind kind) {
        create(orders, 1);
        aws.sandbox().faults().add(Fault.on("DescribeExport", effect)).add(Fault.on("ListExports", effect));

        assertThat(Stream.of(exports.describe(WHERE, orders.arn() + "/export/1"), exports.list(orders)))
                .allSatisfy(result -> assertThat(result.failure())
                        .hasValueSatisfying(cause -> assertThat(cause.kind()).isEqualTo(kind)));
    }

    static Stream<String> refusesAListThatIsNotTheExports() {
        return Stream.of(
                "",
                "{}",
                "[1]",
                "{\"itemCount\":4,\"md5Checksum\":\"m\",\"dataFileS3Key\":\"k\"}",
                "{\"itemCount\":\"5\",\"md5Checksum\":\"m\",\"dataFileS3Key\":\"k\"}",
                "{\"itemCount\":-5,\"md5Checksum\":\"m\",\"dataFileS3Key\":\"k\"}",
                "{\"itemCount\":5,\"dataFileS3Key\":\"k\"}",
                "{\"itemCount\":5,\"md5Checksum\":\"m\"}",
                "not json");
    }

    @ParameterizedTest
    @MethodSource
    void refusesAListThatIsNotTheExports(String list) {
        TableExport export = complete(5);
        bucket().put(list(export), list);

        assertThat(exports.files(WHERE, export).failure())
                .hasValueSatisfying(cause -> assertThat(cause.kind()).isEqualTo(Cause.Kind.REFUSED));
    }

    @Test
    void aManifestWithoutAListIsAFailure() {
        TableExport export = complete(1);
        bucket().put(export.files().manifest().orElseThrow(), "{\"itemCount\":1}");

        assertThat(exports.files(WHERE, export).failure())
                .hasValueSatisfying(cause -> assertThat(cause.what()).contains("does not name the list"));
    }

    @Test
    void aMissingManifestIsAFailure() {
        TableExport export = complete(1);
        bucket().delete(list(export));

        assertThat(exports.files(WHERE, export).failure()).isPresent();
        bucket().delete(export.files().manifest().orElseThrow());
        assertThat(exports.files(WHERE, export).failure()).isPresent();
    }

    @Test
    void namesFilesBelowThePrefix() {
        create(orders, 3);
        TableExport started = accepted(exports.start(new ExportOrder(
                orders,
                moment(),
                BUCKET,
                Optional.of(WHERE.account()),
                Optional.of("audits/2026"),
                Optional.of("arn:aws:kms:eu-west-1:123456789012:key/k-1"),
                "t-1")));
        pass(Duration.ofHours(1));

        ExportFiles files = ((Result.Success<ExportFiles>) exports.files(WHERE, described(started.arn()))).value();

        assertThat(files.files())
                .allSatisfy(file ->
                        assertThat(bucket().keys("audits/2026/AWSDynamoDB/")).contains(file.key()));
    }

    @Test
    void findsFilesThatWereChangedOrDeleted() {
        TableExport export = complete(4);
        ExportFiles files = exports.files(WHERE, export).success().orElseThrow();
        bucket().put(files.files().getFirst().key(), "other content");
        bucket().delete(files.files().getLast().key());

        assertThat(exports.check(WHERE, export, files.files().getFirst()))
                .isEqualTo(new Result.Success<>(
                        new FileCheck.Differs("has another MD5 than AWS wrote into the manifest")));
        assertThat(exports.check(WHERE, export, files.files().getLast()))
                .isEqualTo(new Result.Success<>(new FileCheck.Differs("is missing")));
    }

    @ParameterizedTest
    @CsvSource({"DENIED, DENIED", "SERVER_ERROR, BROKEN", "CONNECTION_DROPPED, BROKEN"})
    void aFileThatCannotBeReadIsNoFile(Effect effect, Cause.Kind kind) {
        TableExport export = complete(1);
        ExportFiles.File file =
                exports.files(WHERE, export).success().orElseThrow().files().getFirst();
        aws.sandbox().faults().add(Fault.on("HeadObject", effect));

        assertThat(exports.check(WHERE, export, file).failure())
                .hasValueSatisfying(cause -> assertThat(cause.kind()).isEqualTo(kind));
    }

    @Test
    void aFileWithoutMd5OrBucketIsNotChecked() {
        TableExport export = complete(1);
        TableExport nowhere = new TableExport(
                export.arn(),
                export.tableArn(),
                export.status(),
                export.moment(),
                export.items(),
                TableExport.Files.UNKNOWN,
                export.times(),
                export.failure());

        for (String md5 : List.of("", "!", "AAAA")) {
            assertThat(exports.check(WHERE, export, new ExportFiles.File("data/1", 1, md5))
                            .failure())
                    .isPresent();
        }
        assertThat(exports.check(WHERE, nowhere, new ExportFiles.File("data/1", 1, ""))
                        .failure())
                .isPresent();
    }

    private TableExport complete(int items) {
        create(orders, items);
        String arn = accepted(exports.start(ExportOrder.of(orders, moment(), BUCKET, "t-1")))
                .arn();
        pass(Duration.ofHours(1));
        return described(arn);
    }

    private SandboxBucket bucket() {
        return aws.sandbox().buckets().get(BUCKET);
    }

    private static String list(TableExport export) {
        return export.files().manifest().orElseThrow().replace("manifest-summary", "manifest-files");
    }
}
