package io.pitrguard.sandbox.items;

import static io.pitrguard.sandbox.Refusals.assertInvalid;
import static io.pitrguard.sandbox.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pitrguard.sandbox.fault.Effect;
import io.pitrguard.sandbox.fault.Fault;
import io.pitrguard.sandbox.traffic.Call;
import io.pitrguard.sandbox.wire.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.ExportDescription;
import software.amazon.awssdk.services.dynamodb.model.ExportFormat;
import software.amazon.awssdk.services.dynamodb.model.ExportStatus;
import software.amazon.awssdk.services.dynamodb.model.ExportSummary;
import software.amazon.awssdk.services.dynamodb.model.ExportTableToPointInTimeRequest;
import software.amazon.awssdk.services.dynamodb.model.ExportType;

/** Exports of the sandbox: of which moment, how long they take, what they leave in the bucket, and what they refuse. */
class ExportsTest extends RestoreFixture {

    private static final Duration EXPORT = Duration.ofMinutes(10);

    @BeforeEach
    void bucket() {
        sandbox.buckets().create("audit");
    }

    @Test
    void holdsTheItemsOfThatMoment() {
        Instant moment = later();
        put("3", "late");

        ExportDescription started = export(request -> request.exportTime(moment).s3Prefix("2026"));

        assertThat(started.exportStatus()).isEqualTo(ExportStatus.IN_PROGRESS);
        assertThat(started.exportArn())
                .matches("arn:aws:dynamodb:eu-west-1:123456789012:table/orders/export/\\d{14}-[0-9a-f]{8}");
        assertThat(started.itemCount()).isNull();
        assertThat(started.exportTime()).isEqualTo(moment);
        clock.advance(EXPORT);
        ExportDescription ended = describe(started.exportArn());
        assertThat(ended.exportStatus()).isEqualTo(ExportStatus.COMPLETED);
        assertThat(ended.itemCount()).isEqualTo(2);
        assertThat(ended.tableId()).isEqualTo(sandbox.tables().get("orders").tableId());
        assertThat(ended.endTime()).isEqualTo(started.startTime().plus(EXPORT));
    }

    @Test
    void leavesManifestsThatListTheDataFiles() {
        later();
        String arn =
                export(request -> request.s3Prefix("2026").clientToken("t-1")).exportArn();
        String folder = "2026/AWSDynamoDB/" + arn.substring(arn.lastIndexOf('/') + 1) + "/";
        assertThat(sandbox.buckets().get("audit").keys("")).containsExactly(folder + "_started");
        clock.advance(EXPORT);

        String manifest = describe(arn).exportManifest();

        assertThat(manifest).isEqualTo(folder + "manifest-summary.json");
        ObjectNode summary = json(stored(manifest));
        assertThat(summary.path("itemCount").longValue()).isEqualTo(2);
        assertThat(summary.path("exportArn").asText()).isEqualTo(arn);
        assertThat(summary.path("s3Prefix").asText()).isEqualTo("2026");
        List<ObjectNode> files = stored(summary.path("manifestFilesS3Key").asText())
                .lines()
                .map(ExportsTest::json)
                .toList();
        assertThat(files.stream()
                        .mapToLong(file -> file.path("itemCount").longValue())
                        .sum())
                .isEqualTo(2);
        assertThat(files).allSatisfy(file -> {
            assertThat(file.path("md5Checksum").asText()).hasSize(24);
            assertThat(sandbox.buckets().get("audit").keys(""))
                    .contains(file.path("dataFileS3Key").asText());
        });
    }

    @Test
    void refusesMomentsOutsideTheWindow() {
        Instant now = clock.instant();

        assertRefused(() -> export(request -> request.exportTime(now)), "InvalidExportTimeException");
        assertRefused(
                () -> export(request -> request.exportTime(now.minus(Duration.ofDays(36)))),
                "InvalidExportTimeException");
        sandbox.tables().get("orders").disabled();
        assertRefused(() -> export(_ -> {}), "PointInTimeRecoveryUnavailableException");
        assertRefused(
                () -> export(request ->
                        request.tableArn(sandbox.tables().get("orders").arn() + "-none")),
                "TableNotFoundException");
        assertInvalid(() -> export(request -> request.tableArn("orders")), "Invalid TableArn");
    }

    @Test
    void refusesWhatItDoesNotHave() {
        assertInvalid(
                () -> export(request -> request.exportType(ExportType.INCREMENTAL_EXPORT)),
                "the sandbox does not support ExportType INCREMENTAL_EXPORT");
        assertInvalid(
                () -> export(request -> request.exportFormat(ExportFormat.ION)),
                "the sandbox does not support ExportFormat ION");
        assertInvalid(() -> export(request -> request.s3Bucket("-")), "s3Bucket");
    }

    @Test
    void failsWhereTheBucketIsAnothersOrGone() {
        String owned = export(request -> request.s3BucketOwner("999999999999")).exportArn();
        String gone = export(_ -> {}).exportArn();
        String wanted = export(request -> request.s3Bucket("none")).exportArn();
        clock.advance(EXPORT);

        assertThat(describe(owned).failureCode()).isEqualTo("S3AccessDenied");
        assertThat(describe(gone).exportStatus()).isEqualTo(ExportStatus.COMPLETED);
        assertThat(describe(wanted).failureCode()).isEqualTo("S3NoSuchBucket");
        assertThat(describe(wanted).exportStatus()).isEqualTo(ExportStatus.FAILED);
        assertThat(describe(wanted).itemCount()).isNull();
    }

    @Test
    void failsAsItIsAskedFor() {
        sandbox.exports().fail("UNKNOWN").take(Duration.ZERO);
        String failed = export(_ -> {}).exportArn();

        assertThat(describe(failed).failureCode()).isEqualTo("UNKNOWN");
        sandbox.exports().succeed();
        assertThat(describe(failed).exportStatus()).isEqualTo(ExportStatus.FAILED);
        assertThat(describe(export(_ -> {}).exportArn()).exportStatus()).isEqualTo(ExportStatus.COMPLETED);
    }

    @Test
    void aTokenMakesAnExportOnce() {
        String first = export(request -> request.clientToken("t-1")).exportArn();

        assertThat(export(request -> request.clientToken("t-1")).exportArn()).isEqualTo(first);
        assertRefused(() -> export(request -> request.clientToken("t-1").s3Prefix("other")), "ExportConflictException");
        clock.advance(Duration.ofHours(8));
        assertThat(export(request -> request.clientToken("t-1")).exportArn()).isNotEqualTo(first);
    }

    @Test
    void runsOnlySoManyAtOnce() {
        sandbox.exports().atMost(1);
        export(_ -> {});

        assertRefused(() -> export(_ -> {}), "LimitExceededException");
        clock.advance(EXPORT);
        export(_ -> {});
    }

    @Test
    void listsExportsOfNinetyDaysInPages() {
        List<String> arns = List.of(
                export(_ -> {}).exportArn(),
                export(_ -> {}).exportArn(),
                export(_ -> {}).exportArn());

        var page = dynamoDb.listExports(request -> request.maxResults(2));
        var rest = dynamoDb.listExports(request -> request.nextToken(page.nextToken()));

        assertThat(page.exportSummaries()).extracting(ExportSummary::exportArn).isEqualTo(arns.subList(0, 2));
        assertThat(rest.exportSummaries()).extracting(ExportSummary::exportArn).isEqualTo(arns.subList(2, 3));
        assertThat(rest.nextToken()).isNull();
        clock.advance(Duration.ofDays(90));
        assertThat(dynamoDb.listExports(request -> {}).exportSummaries()).isEmpty();
        assertRefused(() -> describe(arns.getFirst()), "ExportNotFoundException");
    }

    @Test
    void faultsAndCallsNameTheTable() {
        sandbox.faults()
                .add(Fault.on("ExportTableToPointInTime", "orders", Effect.GONE).times(1));

        assertRefused(() -> export(_ -> {}), "TableNotFoundException");
        describe(export(_ -> {}).exportArn());

        assertThat(sandbox.calls().of("ExportTableToPointInTime"))
                .extracting(Call::table)
                .containsOnly("orders");
        assertThat(sandbox.calls().of("DescribeExport")).extracting(Call::table).containsOnly("orders");
        assertThat(sandbox.trailEvents()).last().asString().contains("ExportTableToPointInTime");
    }

    private ExportDescription export(Consumer<ExportTableToPointInTimeRequest.Builder> change) {
        return dynamoDb.exportTableToPointInTime(request -> {
                    // Without one, the SDK makes one for each call.
                    request.tableArn(sandbox.tables().get("orders").arn()).s3Bucket("audit");
                    change.accept(request);
                })
                .exportDescription();
    }

    private ExportDescription describe(String arn) {
        return dynamoDb.describeExport(request -> request.exportArn(arn)).exportDescription();
    }

    private String stored(String key) {
        return sandbox.buckets().get("audit").text(key).orElseThrow();
    }

    private static ObjectNode json(String text) {
        return Objects.requireNonNull(Json.read(text));
    }
}
