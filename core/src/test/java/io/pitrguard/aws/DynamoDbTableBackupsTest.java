package io.pitrguard.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.backup.BackupError;
import io.pitrguard.domain.backup.BackupReply;
import io.pitrguard.domain.backup.ListedBackup;
import io.pitrguard.domain.restore.TableBackup;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.port.Result;
import io.pitrguard.port.TableBackups;
import io.pitrguard.port.TableBackupsContract;
import io.pitrguard.sandbox.fault.Effect;
import io.pitrguard.sandbox.fault.Fault;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** DynamoDB's backups behind the port, on the sandbox. */
class DynamoDbTableBackupsTest extends TableBackupsContract {
    private static final TableRef ORDERS = WHERE.table("orders");

    private final SandboxAws aws = SandboxAws.start(options -> options.withStaleReads(0));
    private final TableBackups backups =
            new DynamoDbTableBackups(aws.clients().dynamoDb(), aws.clients().pacedDynamoDb(), aws.time());

    @Override
    protected TableBackups backups() {
        return backups;
    }

    @Override
    protected String create(TableRef table) {
        aws.sandbox().tables().create(table.name());
        return aws.sandbox().tables().get(table.name()).tableId();
    }

    @Override
    protected void remove(TableRef table) {
        aws.sandbox().restores().deletionsTake(Duration.ofMinutes(1));
        aws.clients().dynamoDb().deleteTable(b -> b.tableName(table.name()));
    }

    @Override
    protected void awsBackup(TableRef table, String name) {
        aws.sandbox().tables().get(table.name()).backedUpByAwsBackup(name);
    }

    @Override
    protected void backupsTake(Duration duration) {
        aws.sandbox().restores().backupsTake(duration);
    }

    @Override
    protected void pass(Duration duration) {
        aws.time().advance(duration);
    }

    @Override
    protected Instant now() {
        return aws.time().instant();
    }

    /** AWS allows five lists a second: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_ListBackups.html */
    @Test
    void readsManyPagesAtThePaceOfAws() {
        create(ORDERS);
        for (int number = 0; number < 650; number++) {
            awsBackup(ORDERS, "backup-" + number);
        }
        long before = aws.sandbox().calls().count("ListBackups");
        Instant began = now();

        assertThat(backups.list(WHERE, Optional.empty()).success().orElseThrow())
                .hasSize(650);

        // The first page of each type needs no pace: one of all others, seven of AWS Backup.
        int calls = (int) (aws.sandbox().calls().count("ListBackups") - before);
        assertThat(calls).isEqualTo(8);
        assertThat(Duration.between(began, now())).isEqualTo(Duration.ofMillis(200L * (calls - 2)));
    }

    @AfterEach
    void close() {
        aws.close();
    }

    @Test
    void listsTheBackupOfADeletedTable() {
        create(ORDERS);
        aws.sandbox().tables().get("orders").enabled(35);
        remove(ORDERS);
        pass(Duration.ofMinutes(5));

        assertThat(backups.list(WHERE, Optional.empty()).success().orElseThrow())
                .singleElement()
                .satisfies(each -> {
                    assertThat(each.table()).isEqualTo(ORDERS);
                    assertThat(each.backup().kind()).isEqualTo(TableBackup.Kind.SYSTEM);
                    assertThat(each.backup().expires()).isPresent();
                });
    }

    @Test
    void listsManyPages() {
        create(ORDERS);
        for (int i = 0; i < 120; i++) {
            accepted(ORDERS, "backup-" + i);
            pass(Duration.ofSeconds(1));
        }

        List<ListedBackup> listed =
                backups.list(WHERE, Optional.empty()).success().orElseThrow();

        assertThat(listed).hasSize(120);
        assertThat(listed.getFirst().backup().name()).isEqualTo("backup-119");
    }

    @ParameterizedTest
    @CsvSource({
        "DENIED, DENIED",
        "EXPIRED_TOKEN, DENIED",
        "THROTTLED, THROTTLED",
        "REQUEST_LIMIT, THROTTLED",
        "VALIDATION, INVALID",
        "NOT_YET, NOT_YET"
    })
    void namesTheReasonOfARefusal(Effect effect, BackupError error) {
        create(ORDERS);
        aws.sandbox().faults().add(Fault.on("CreateBackup", effect));

        assertThat(backups.create(ORDERS, "one"))
                .isInstanceOfSatisfying(
                        BackupReply.Refused.class,
                        refused -> assertThat(refused.error()).isEqualTo(error));
        assertThat(aws.sandbox().calls().count("CreateBackup")).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(names = {"CONNECTION_DROPPED", "NOT_HTTP", "UNAVAILABLE", "SERVER_ERROR", "MALFORMED", "EMPTY"})
    void doesNotKnowWhatNoAnswerMeans(Effect effect) {
        create(ORDERS);
        aws.sandbox().faults().add(Fault.on("CreateBackup", effect));

        assertThat(backups.create(ORDERS, "one")).isInstanceOf(BackupReply.Unknown.class);
        assertThat(aws.sandbox().calls().count("CreateBackup")).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ListBackups", "DescribeBackup", "DeleteBackup"})
    void takesNoDenialForAnAnswer(String operation) {
        create(ORDERS);
        String arn = accepted(ORDERS, "one").arn();
        aws.sandbox().faults().add(Fault.on(operation, Effect.DENIED));

        assertThat(call(operation, arn).failure()).hasValueSatisfying(cause -> {
            assertThat(cause.kind()).isEqualTo(Cause.Kind.DENIED);
            assertThat(cause.message()).contains(operation);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"ListBackups", "DescribeBackup"})
    void takesNoEmptyAnswerForAnAnswer(String operation) {
        create(ORDERS);
        String arn = accepted(ORDERS, "one").arn();
        aws.sandbox().faults().add(Fault.on(operation, Effect.EMPTY));

        assertThat(call(operation, arn).failure()).map(Cause::kind).hasValue(Cause.Kind.BROKEN);
    }

    private Result<?> call(String operation, String arn) {
        return switch (operation) {
            case "ListBackups" -> backups.list(WHERE, Optional.empty());
            case "DescribeBackup" -> backups.describe(WHERE, arn);
            default -> backups.delete(WHERE, arn);
        };
    }

    @Test
    void deletesNoBackupOfAwsBackup() {
        create(ORDERS);
        String arn = aws.sandbox().tables().get("orders").backedUpByAwsBackup("vaulted");

        assertThat(backups.delete(WHERE, arn).failure()).map(Cause::kind).hasValue(Cause.Kind.REFUSED);
    }
}
