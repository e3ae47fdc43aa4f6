package io.pitrguard.aws;

import io.pitrguard.domain.restore.TableUser;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.domain.text.ShellWord;
import io.pitrguard.port.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.KinesisDataStreamDestination;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.EventSourceMappingConfiguration;
import software.amazon.awssdk.services.lambda.model.ListEventSourceMappingsResponse;
import software.amazon.awssdk.services.pipes.PipesClient;
import software.amazon.awssdk.services.pipes.model.ListPipesResponse;
import software.amazon.awssdk.services.pipes.model.Pipe;

/** Asks Lambda, EventBridge Pipes and DynamoDB who consumes the changes of a table, or of one that had its name. */
final class TableUsers {
    private static final String MAPPINGS = "lambda:ListEventSourceMappings";
    private static final String PIPES = "pipes:ListPipes";
    private static final String DESTINATIONS = "dynamodb:DescribeKinesisStreamingDestination";

    /** What asking takes of the caller's permissions. */
    static final Set<String> ACTIONS = Set.of(MAPPINGS, PIPES, DESTINATIONS);

    private final DynamoDbTableRestores.Clients clients;

    TableUsers(DynamoDbTableRestores.Clients clients) {
        this.clients = clients;
    }

    /** Lists all of them, or why they cannot be known. */
    Result<List<TableUser>> of(TableRef table) {
        List<TableUser> users = new ArrayList<>();
        return asked(MAPPINGS, table, users, () -> mappings(table))
                .or(() -> asked(PIPES, table, users, () -> pipes(table)))
                .or(() -> asked(DESTINATIONS, table, users, () -> destinations(table)))
                .<Result<List<TableUser>>>map(Result.Failure::new)
                .orElseGet(() -> new Result.Success<>(users));
    }

    /** Adds what a service knows, or returns why it cannot be asked. */
    private static Optional<Cause> asked(
            String action, TableRef table, List<TableUser> users, Supplier<List<TableUser>> answer) {
        try {
            users.addAll(answer.get());
            return Optional.empty();
        } catch (SdkException e) {
            return Optional.of(AwsErrors.sort(action, table.name(), e));
        } catch (NotUnderstoodException e) {
            return Optional.of(e.sorted());
        }
    }

    /** A filter would need the ARN of a stream that may be gone. */
    private List<TableUser> mappings(TableRef table) {
        LambdaClient lambda = clients.lambda().apply(table.where().region());
        return new Pages<>(
                        MAPPINGS,
                        after -> lambda.listEventSourceMappings(b -> b.marker(after)),
                        page -> page.hasEventSourceMappings() ? page.eventSourceMappings() : null,
                        ListEventSourceMappingsResponse::nextMarker)
                .all().stream()
                        .filter(mapping -> isStreamOf(table, mapping.eventSourceArn()))
                        .map(mapping -> mapping(table, mapping))
                        .toList();
    }

    private static TableUser mapping(TableRef table, EventSourceMappingConfiguration mapping) {
        return new TableUser(
                "Lambda event source mapping",
                "%s of %s".formatted(mapping.uuid(), mapping.functionArn()),
                "aws lambda delete-event-source-mapping --uuid %s %s"
                        .formatted(ShellWord.quoted(String.valueOf(mapping.uuid())), region(table)));
    }

    private List<TableUser> pipes(TableRef table) {
        PipesClient client = clients.pipes().apply(table.where().region());
        return new Pages<>(
                        PIPES,
                        after -> client.listPipes(
                                b -> b.sourcePrefix(table.arn() + "/stream/").nextToken(after)),
                        page -> page.hasPipes() ? page.pipes() : null,
                        ListPipesResponse::nextToken)
                .all().stream().map(pipe -> pipe(table, pipe)).toList();
    }

    private static TableUser pipe(TableRef table, Pipe pipe) {
        return new TableUser(
                "EventBridge pipe",
                String.valueOf(pipe.arn()),
                "aws pipes delete-pipe --name %s %s"
                        .formatted(ShellWord.quoted(String.valueOf(pipe.name())), region(table)));
    }

    private List<TableUser> destinations(TableRef table) {
        try {
            return clients
                    .patient()
                    .apply(table.where().region())
                    .describeKinesisStreamingDestination(b -> b.tableName(table.name()))
                    .kinesisDataStreamDestinations()
                    .stream()
                    .filter(destination -> !"DISABLED".equals(destination.destinationStatusAsString()))
                    .map(destination -> destination(table, destination))
                    .toList();
        } catch (SdkException e) {
            if (AwsErrors.isGone(e)) {
                return List.of();
            }
            throw e;
        }
    }

    private static TableUser destination(TableRef table, KinesisDataStreamDestination destination) {
        String stream = String.valueOf(destination.streamArn());
        return new TableUser(
                "Kinesis data stream",
                stream,
                "aws dynamodb disable-kinesis-streaming-destination --table-name %s --stream-arn %s %s"
                        .formatted(ShellWord.quoted(table.name()), ShellWord.quoted(stream), region(table)));
    }

    private static String region(TableRef table) {
        return ShellWord.option("--region", table.where().region());
    }

    private static boolean isStreamOf(TableRef table, @Nullable String arn) {
        return arn != null && arn.startsWith(table.arn() + "/stream/");
    }
}
