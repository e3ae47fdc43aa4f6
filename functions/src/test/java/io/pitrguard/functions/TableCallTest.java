package io.pitrguard.functions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.report.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What CloudTrail says of a call, by the files below events/drift. */
class TableCallTest {
    private static final Path FOLDER = Path.of("..", "events", "drift");

    private static final AccountRegion HERE = new AccountRegion("aws", "123456789012", "eu-west-1");
    private static final Instant RECEIVED = Instant.parse("2026-11-22T10:00:00Z");

    static List<String> bodies(String file) {
        try {
            Map<?, ?> batch = (Map<?, ?>) Objects.requireNonNull(Json.parse(Files.readString(FOLDER.resolve(file))));
            return ((List<?>) Objects.requireNonNull(batch.get("Records")))
                    .stream()
                            .map(record -> (String) Objects.requireNonNull(((Map<?, ?>) record).get("body")))
                            .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<TableCall> parse(String file) {
        return TableCall.parse(bodies(file).getFirst(), new CallPlaces.Only(HERE), RECEIVED);
    }

    @ParameterizedTest
    @CsvSource({
        "recovery-disabled-console.json, UpdateContinuousBackups, orders",
        "recovery-disabled-cli.json, UpdateContinuousBackups, orders",
        "recovery-disabled-cloudformation.json, UpdateContinuousBackups, orders",
        "recovery-disabled-terraform.json, UpdateContinuousBackups, orders",
        "recovery-disabled-table-arn.json, UpdateContinuousBackups, orders",
        "null-payload.json, UpdateContinuousBackups, orders",
        "own-call.json, UpdateContinuousBackups, orders",
        "create-table.json, CreateTable, orders",
        "returned-after-delay.json, CreateTable, orders",
        "restore-to-point-in-time.json, RestoreTableToPointInTime, orders-restored",
        "restore-from-backup.json, RestoreTableFromBackup, orders-from-backup",
        "restore-from-aws-backup.json, RestoreTableFromAwsBackup, orders-from-aws-backup",
        "import-table.json, ImportTable, orders-imported",
        "update-table-adds-replica.json, UpdateTable, orders",
        "delete-table.json, DeleteTable, orders",
        "tag-resource.json, TagResource, orders",
        "untag-resource.json, UntagResource, orders"
    })
    void saysWhichTableToLookAt(String file, String name, String table) {
        assertThat(parse(file)).hasValueSatisfying(call -> {
            assertThat(call.call().operation()).isEqualTo(name);
            assertThat(call.tables()).containsExactly(HERE.table(table));
            assertThat(call.call().at())
                    .isBetween(Instant.parse("2026-11-22T09:00:00Z"), Instant.parse("2026-11-22T10:30:00Z"));
            assertThat(call.ours()).isEqualTo(file.equals("own-call.json"));
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"failed-access-denied.json", "update-table-autoscaling.json", "update-table-throughput.json"})
    void passesOverWhatChangesNoTablesRecovery(String file) {
        assertThat(parse(file)).isEmpty();
    }

    @Test
    void refusesWhatIsNotOfDynamoDb() {
        assertThatExceptionOfType(InvocationFailedException.class)
                .isThrownBy(() -> parse("other-source.json"))
                .withMessageContaining("source \"aws.s3\"");
    }

    @Test
    void refusesWhatIsNotJson() {
        assertThat(bodies("batch-of-ten.json"))
                .filteredOn(body -> !body.endsWith("}"))
                .singleElement()
                .satisfies(body -> assertThatExceptionOfType(InvocationFailedException.class)
                        .isThrownBy(() -> TableCall.parse(body, new CallPlaces.Only(HERE), RECEIVED))
                        .withMessageStartingWith("The message is not JSON"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "recovery-disabled-console.json | role | the AWS console",
                "recovery-disabled-cli.json | user | the AWS CLI",
                "recovery-disabled-cloudformation.json | role | CloudFormation",
                "recovery-disabled-terraform.json | role | Terraform",
                "own-call.json | role | the AWS SDK for Java"
            })
    void namesWhoCalledAndWithWhat(String file, String who, String with) {
        assertThat(parse(file)).hasValueSatisfying(call -> {
            assertThat(call.call().actor().who()).startsWith(who + " ").doesNotContain("unknown");
            assertThat(call.call().actor().with()).isEqualTo(with);
            assertThat(call.call().actor().from()).isNotBlank().isNotEqualTo("an unknown address");
            assertThat(call.call().actor().requestId()).hasSizeGreaterThan(20);
        });
    }
}
