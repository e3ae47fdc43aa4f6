package io.pitrguard.sandbox.service;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pitrguard.sandbox.state.Account;
import io.pitrguard.sandbox.state.KinesisDestinations;
import io.pitrguard.sandbox.state.KinesisDestinations.Destination;
import io.pitrguard.sandbox.state.TableState;
import io.pitrguard.sandbox.wire.Input;
import io.pitrguard.sandbox.wire.Json;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Enable-, Disable-, Update- and DescribeKinesisStreamingDestination (API reference of each). */
final class KinesisOperations {

    private static final String STATE = "Table is not in a valid state to enable Kinesis Streaming Destination: ";
    private static final String DEFAULT_PRECISION = "MILLISECOND";
    private static final String ENABLE_WITH = "EnableKinesisStreamingConfiguration";
    private static final String UPDATE_WITH = "UpdateKinesisStreamingConfiguration";
    private static final String PRECISION = "ApproximateCreationDateTimePrecision";

    private KinesisOperations() {}

    static ObjectNode describe(Input input, Account account) {
        String name = TableNames.resolve(input, account);
        TableState table = account.tables().find(name).orElseThrow(() -> Errors.resourceNotFound(name));
        ObjectNode answer = Json.object().put("TableName", name);
        ArrayNode list = answer.putArray("KinesisDataStreamDestinations");
        table.settings()
                .kinesis()
                .all()
                .forEach(destination -> list.addObject()
                        .put("StreamArn", destination.streamArn())
                        .put("DestinationStatus", destination.statusAt(account.now()))
                        .put(PRECISION, destination.precision()));
        return answer;
    }

    static ObjectNode enable(Input input, Account account) {
        String arn = streamArn(input, account);
        String precision = precision(input, ENABLE_WITH).orElse(DEFAULT_PRECISION);
        change(input, account, table -> {
            KinesisDestinations old = table.settings().kinesis();
            if (old.active().isPresent() || old.all().stream().anyMatch(one -> moving(one, account.now()))) {
                throw Errors.validation(STATE + "EnableKinesisStreamingDestination must be DISABLED or ENABLE_FAILED "
                        + "to perform ENABLE operation.");
            }
            return old.with(new Destination(arn, Destination.ACTIVE, precision, settled(account)));
        });
        return answer(input, arn, "ENABLING", ENABLE_WITH);
    }

    static ObjectNode disable(Input input, Account account) {
        String arn = streamArn(input, account);
        change(input, account, table -> {
            KinesisDestinations old = table.settings().kinesis();
            Destination active = requireActive(old, arn, account.now())
                    .orElseThrow(() -> Errors.validation(
                            STATE + "KinesisStreamingDestination must be ACTIVE to perform DISABLE operation."));
            return old.with(new Destination(arn, Destination.DISABLED, active.precision(), settled(account)));
        });
        return answer(input, arn, "DISABLING", ENABLE_WITH);
    }

    static ObjectNode update(Input input, Account account) {
        String arn = streamArn(input, account);
        String precision = precision(input, UPDATE_WITH)
                .orElseThrow(() -> Errors.validation("Streaming destination cannot be updated with given parameters: "
                        + UPDATE_WITH + " cannot be null or contain only null values"));
        change(input, account, table -> {
            KinesisDestinations old = table.settings().kinesis();
            Destination active = requireActive(old, arn, account.now())
                    .orElseThrow(
                            () -> Errors.validation(STATE + "Kinesis streaming is not in ACTIVE state. Updates are "
                                    + "only allowed in ACTIVE state. TableName: " + table.name() + ", kdsArn: " + arn));
            if (active.precision().equals(precision)) {
                throw Errors.validation("Invalid Request: Precision is already set to the desired value of " + precision
                        + " for tableId: " + table.identity().id() + ", kdsArn: " + arn);
            }
            return old.with(new Destination(arn, active.status(), precision, active.settled()));
        });
        return answer(input, arn, "UPDATING", UPDATE_WITH);
    }

    /** What a request changes the destinations of a table to. */
    private interface Change extends Function<TableState, KinesisDestinations> {}

    private static void change(Input input, Account account, Change change) {
        String name = TableNames.resolve(input, account);
        SettingErrors.update(
                name,
                account,
                table -> table.withSettings(
                        table.settings().with(change.apply(SettingErrors.requireIdle(table, account.now())))));
    }

    private static Optional<Destination> requireActive(KinesisDestinations all, String arn, Instant now) {
        return all.of(arn).filter(Destination::active).filter(one -> !moving(one, now));
    }

    private static boolean moving(Destination destination, Instant now) {
        return now.isBefore(destination.settled());
    }

    private static Instant settled(Account account) {
        return account.now().plus(account.tables().updateTimes().table());
    }

    /** The stream must be in the table's account and region (developer guide, Kinesis Data Streams for DynamoDB). */
    private static String streamArn(Input input, Account account) {
        String arn = input.text("StreamArn").orElseThrow(() -> Errors.missing("streamArn"));
        String prefix = account.location().kinesisStream("");
        if (!arn.startsWith(prefix) || arn.length() == prefix.length()) {
            throw Errors.validation("Invalid StreamArn: " + arn);
        }
        return arn;
    }

    private static Optional<String> precision(Input input, String structure) {
        return input.structure(structure)
                .flatMap(configuration -> configuration.text(PRECISION))
                .map(precision -> IndexInput.requireOneOf(
                        precision, "approximateCreationDateTimePrecision", Set.of(DEFAULT_PRECISION, "MICROSECOND")));
    }

    private static ObjectNode answer(Input input, String arn, String status, String configuration) {
        ObjectNode answer = Json.object()
                .put("TableName", input.text("TableName").orElse(""))
                .put("StreamArn", arn)
                .put("DestinationStatus", status);
        input.structure(configuration).ifPresent(given -> answer.set(configuration, given.members()));
        return answer;
    }
}
