package io.pitrguard.sandbox.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.ExportDescription;
import software.amazon.awssdk.services.dynamodb.model.ExportStatus;
import software.amazon.awssdk.services.dynamodb.model.ExportSummary;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.PointInTimeRecoveryUnavailableException;
import software.amazon.awssdk.services.dynamodb.model.TableNotFoundException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * What the product relies on when it exports tables, phrased so that it holds for AWS, for the sandbox and for moto. Needs an
 * engine that holds items.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class ExportContract {

    private final String bucket = "contract-" + UUID.randomUUID();
    private DynamoDbClient dynamoDb;
    private S3Client s3;
    private String table;

    /** What to check; asked once. */
    protected abstract Target target();

    /** Returns the client of the tests. */
    protected final DynamoDbClient dynamoDb() {
        return dynamoDb;
    }

    /** Returns a bucket. */
    protected final String bucket() {
        return bucket;
    }

    @BeforeAll
    void connect() {
        dynamoDb = target().dynamoDb();
        s3 = target().configure(S3Client.builder(), target().region())
                .forcePathStyle(true)
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
        s3.createBucket(request -> request.bucket(bucket)
                .createBucketConfiguration(configuration -> configuration.locationConstraint(target().region())));
    }

    @AfterAll
    void disconnect() {
        dynamoDb.close();
        s3.close();
    }

    @BeforeEach
    void create() {
        table = "contract-" + UUID.randomUUID();
        dynamoDb.createTable(request -> request.tableName(table)
                .keySchema(Fixture.key("pk", KeyType.HASH))
                .attributeDefinitions(Fixture.attribute("pk"))
                .billingMode(BillingMode.PAY_PER_REQUEST));
        dynamoDb.waiter().waitUntilTableExists(request -> request.tableName(table));
        for (String pk : List.of("1", "2", "3")) {
            dynamoDb.putItem(request -> request.tableName(table).item(Map.of("pk", AttributeValue.fromS(pk))));
        }
    }

    @Test
    void anExportHasTheExactNumberOfItems() {
        enableRecovery();

        ExportDescription ended = awaitEnd(export(bucket));

        assertThat(ended.exportStatus()).isEqualTo(ExportStatus.COMPLETED);
        assertThat(ended.itemCount()).isEqualTo(3);
        assertThat(ended.tableArn()).isEqualTo(arn());
        assertThat(ended.s3Bucket()).isEqualTo(bucket);
        assertThat(ended.s3Prefix()).isEqualTo(table);
        assertThat(ended.failureCode()).isNull();
    }

    @Test
    void itsFilesHoldTheItems() throws IOException {
        enableRecovery();

        awaitEnd(export(bucket));

        List<String> lines = new ArrayList<>();
        for (S3Object object : s3.listObjectsV2(
                        request -> request.bucket(bucket).prefix(table + "/AWSDynamoDB/"))
                .contents()) {
            if (object.key().endsWith(".gz")) {
                lines.addAll(lines(object.key()));
            }
        }
        assertThat(lines)
                .extracting(line -> line.replace(" ", ""))
                .containsExactlyInAnyOrder(
                        "{\"Item\":{\"pk\":{\"S\":\"1\"}}}",
                        "{\"Item\":{\"pk\":{\"S\":\"2\"}}}",
                        "{\"Item\":{\"pk\":{\"S\":\"3\"}}}");
    }

    @Test
    void isListedWithItsTable() {
        enableRecovery();
        String export = awaitEnd(export(bucket)).exportArn();

        assertThat(dynamoDb.listExports(request -> request.tableArn(arn())).exportSummaries())
                .singleElement()
                .satisfies(summary -> assertThat(summary)
                        .extracting(ExportSummary::exportArn, ExportSummary::exportStatus)
                        .containsExactly(export, ExportStatus.COMPLETED));
    }

    @Test
    void failsWhereThereIsNoBucket() {
        enableRecovery();

        ExportDescription ended = awaitEnd(export("contract-missing-" + UUID.randomUUID()));

        assertThat(ended.exportStatus()).isEqualTo(ExportStatus.FAILED);
        assertThat(ended.failureCode()).isEqualTo("S3NoSuchBucket");
        assertThat(ended.failureMessage()).isEqualTo("The specified bucket does not exist");
    }

    @Test
    void needsPointInTimeRecovery() {
        assertThatExceptionOfType(PointInTimeRecoveryUnavailableException.class)
                .isThrownBy(() -> export(bucket))
                .withMessageContaining(table);
    }

    @Test
    void refusesAMissingTable() {
        String missing = arn() + "-missing";

        assertThatExceptionOfType(TableNotFoundException.class)
                .isThrownBy(() -> dynamoDb.exportTableToPointInTime(
                        request -> request.tableArn(missing).s3Bucket(bucket).s3Prefix(table)));
    }

    private void enableRecovery() {
        dynamoDb.updateContinuousBackups(request -> request.tableName(table)
                .pointInTimeRecoverySpecification(recovery -> recovery.pointInTimeRecoveryEnabled(true)));
    }

    private String export(String to) {
        return dynamoDb.exportTableToPointInTime(
                        request -> request.tableArn(arn()).s3Bucket(to).s3Prefix(table))
                .exportDescription()
                .exportArn();
    }

    private ExportDescription awaitEnd(String export) {
        ExportDescription description = describe(export);
        for (int round = 0; round < 100 && description.exportStatus() == ExportStatus.IN_PROGRESS; round++) {
            pause();
            description = describe(export);
        }
        return description;
    }

    private ExportDescription describe(String export) {
        return dynamoDb.describeExport(request -> request.exportArn(export)).exportDescription();
    }

    private String arn() {
        return dynamoDb.describeTable(request -> request.tableName(table))
                .table()
                .tableArn();
    }

    private List<String> lines(String key) throws IOException {
        byte[] zipped =
                s3.getObjectAsBytes(request -> request.bucket(bucket).key(key)).asByteArray();
        try (GZIPInputStream content = new GZIPInputStream(new ByteArrayInputStream(zipped))) {
            return new String(content.readAllBytes(), UTF_8).lines().toList();
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(100);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
