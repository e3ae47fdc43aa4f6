package io.pitrguard.cli;

import io.pitrguard.aws.DynamoDbInstallationStore;
import io.pitrguard.domain.evaluation.VerdictKind;
import io.pitrguard.domain.finding.FindingKind;
import io.pitrguard.domain.ledger.LastObservation;
import io.pitrguard.domain.ledger.TableRecord;
import io.pitrguard.domain.ledger.TimelineEntry;
import io.pitrguard.domain.ledger.Trigger;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.port.Ledger;
import io.pitrguard.wiring.AwsClients;
import io.pitrguard.wiring.SystemTime;
import io.pitrguard.wiring.Wiring;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Writes ledger records as the functions do. */
final class LedgerSeed {
    static final String LEDGER = "pitr-guard-ledger";
    static final AccountRegion HERE = new AccountRegion("aws", "123456789012", "eu-west-1");

    private LedgerSeed() {}

    /** Creates the ledger's table. */
    static void create(Cli cli) {
        cli.sandbox().tables().create(LEDGER).keys("pk", "sk").enabled(35);
    }

    /** Returns the record of a table. */
    static Ledger.Stored of(String table) {
        return of(HERE.table(table));
    }

    /** The same of a table anywhere. */
    static Ledger.Stored of(TableRef table) {
        try (AwsClients clients = AwsClients.forRegion(Optional.empty())) {
            return ledger(clients).read(table).success().orElseThrow();
        }
    }

    /** Records the end of a deployment's sweep. */
    static void swept(Instant at) {
        try (AwsClients clients = AwsClients.forRegion(Optional.empty())) {
            new DynamoDbInstallationStore(clients.dynamoDb(), LEDGER).recordSweep(HERE, at);
        }
    }

    /** Writes a record and adds timeline entries. */
    static void write(TableRecord record, TimelineEntry... entries) {
        try (AwsClients clients = AwsClients.forRegion(Optional.empty())) {
            Ledger ledger = ledger(clients);
            Ledger.Stored stored = ledger.read(record.table()).success().orElseThrow();
            ledger.write(stored, record, List.of(entries))
                    .success()
                    .orElseThrow()
                    .orElseThrow();
        }
    }

    /** Records an observation of a table. */
    static void seen(
            String name,
            Instant at,
            VerdictKind verdict,
            Map<FindingKind, String> violations,
            LastObservation.Status status) {
        seen(HERE.table(name), at, verdict, violations, status);
    }

    /** The same of a table anywhere. */
    static void seen(
            TableRef table,
            Instant at,
            VerdictKind verdict,
            Map<FindingKind, String> violations,
            LastObservation.Status status) {
        boolean on = status == LastObservation.Status.ENABLED;
        LastObservation seen = new LastObservation(
                at,
                Trigger.SWEEP,
                verdict,
                new TreeMap<>(violations),
                "",
                new LastObservation.Recovery(
                        status,
                        on ? OptionalInt.of(35) : OptionalInt.empty(),
                        on ? Optional.of(at.minus(Duration.ofDays(40))) : Optional.empty(),
                        on ? Optional.of(at) : Optional.empty()));
        TableRecord none = TableRecord.of(table);
        write(new TableRecord(
                table,
                none.identity(),
                Optional.of(seen),
                none.lastUnreadable(),
                none.history(),
                none.lossesRecorded(),
                none.lossesAcknowledgedUntil(),
                none.notified(),
                none.flapping(),
                none.historyCuts(),
                none.runMarkers(),
                none.lastAttempt(),
                none.unnotified()));
    }

    /** Turns a table's record into one of another version of pitr-guard. */
    static void rewrite(TableRef table) {
        try (AwsClients clients = AwsClients.forRegion(Optional.empty())) {
            clients.dynamoDb()
                    .updateItem(b -> b.tableName(LEDGER)
                            .key(Map.of(
                                    "pk", AttributeValue.fromS("FLEET#aws#123456789012#eu-west-1"),
                                    "sk", AttributeValue.fromS("TABLE#" + table.name())))
                            .updateExpression("SET #format = :format")
                            .expressionAttributeNames(Map.of("#format", "format"))
                            .expressionAttributeValues(Map.of(":format", AttributeValue.fromN("3"))));
        }
    }

    private static Ledger ledger(AwsClients clients) {
        return Wiring.ledger(clients, LEDGER, Duration.ofDays(400), new SystemTime());
    }
}
