package io.pitrguard.aws;

import io.pitrguard.domain.rotation.Basis;
import io.pitrguard.domain.rotation.Pass;
import io.pitrguard.domain.rotation.Share;
import io.pitrguard.domain.rotation.ShareTimes;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.port.Result;
import io.pitrguard.port.ShareTimesStore;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;

/** Stores the times in the ledger's table: an item {@code SHARES#partition#account#region} / {@code READ}. */
public final class DynamoDbShareTimes implements ShareTimesStore {
    /** What reading and writing takes of the caller's permissions, on the ledger's table. */
    public static final Set<String> ACTIONS = Set.of("dynamodb:GetItem", "dynamodb:PutItem");

    private static final String POLICY = "policy";
    private static final String VERSION = "version";
    private static final String HOURS = "hours";
    private static final String SWEPT_AT = "sweptAt";
    private static final String READ_AT = "readAt";
    private static final String RUN = "run";
    private static final String BEGUN_AT = "begunAt";
    private static final String OPEN = "open";
    private static final String MISSED = "missed";
    private static final String NEVER = "";

    private final DynamoDbClient client;
    private final String table;

    /** Stores in the ledger's table of this name. */
    public DynamoDbShareTimes(DynamoDbClient client, String table) {
        this.client = client;
        this.table = table;
    }

    @Override
    public Result<Optional<ShareTimes>> read(AccountRegion where) {
        try {
            GetItemResponse answer = client.getItem(
                    b -> b.tableName(table).key(LedgerKeys.shares(where)).consistentRead(true));
            return new Result.Success<>(answer.hasItem() ? Optional.of(times(answer.item())) : Optional.empty());
        } catch (SdkException e) {
            return new Result.Failure<>(DeployedResource.LEDGER.sort("dynamodb:GetItem", table, e));
        } catch (NotUnderstoodException
                | DateTimeException
                | ArithmeticException
                | IllegalArgumentException
                | IndexOutOfBoundsException e) {
            return new Result.Success<>(Optional.empty());
        }
    }

    @Override
    public Optional<Cause> begin(AccountRegion where, ShareTimes times) {
        return write(where, times, _ -> {});
    }

    @Override
    public Optional<Cause> end(AccountRegion where, ShareTimes times, String run) {
        return write(
                where,
                times,
                put -> put.conditionExpression("#run = :run")
                        .expressionAttributeNames(Map.of("#run", RUN))
                        .expressionAttributeValues(Map.of(":run", AttributeValue.fromS(run))));
    }

    private Optional<Cause> write(AccountRegion where, ShareTimes times, Consumer<PutItemRequest.Builder> condition) {
        try {
            client.putItem(b -> condition.accept(b.tableName(table).item(item(where, times))));
            return Optional.empty();
        } catch (ConditionalCheckFailedException another) {
            return Optional.empty();
        } catch (SdkException e) {
            return Optional.of(DeployedResource.LEDGER.sort("dynamodb:PutItem", table, e));
        }
    }

    private static Map<String, AttributeValue> item(AccountRegion where, ShareTimes times) {
        ItemWriter item = new ItemWriter()
                .key(LedgerKeys.shares(where))
                .number(TableRecordCodec.FORMAT_NAME, TableRecordCodec.FORMAT)
                .text(POLICY, times.basis().policy())
                .text(VERSION, times.basis().version())
                .number(HOURS, times.basis().hours())
                .instant(SWEPT_AT, times.sweptAt())
                .texts(
                        READ_AT,
                        Share.ALL.stream()
                                .map(share -> Optional.ofNullable(times.readAt().get(share))
                                        .map(Instant::toString)
                                        .orElse(NEVER))
                                .toList());
        times.pass()
                .ifPresent(pass -> item.text(RUN, pass.run())
                        .instant(BEGUN_AT, pass.at())
                        .flag(OPEN, pass.open())
                        .texts(
                                MISSED,
                                pass.missed().stream()
                                        .map(share -> Integer.toString(share.number()))
                                        .toList()));
        return item.build();
    }

    private static ShareTimes times(Map<String, AttributeValue> item) {
        Fields fields = Fields.of(item);
        TableRecordCodec.requireFormat(fields);
        return new ShareTimes(
                new Basis(fields.text(POLICY), fields.text(VERSION), Math.toIntExact(fields.number(HOURS))),
                fields.optionalInstant(SWEPT_AT),
                readAt(fields),
                fields.optionalText(RUN)
                        .map(run -> new Pass(run, fields.instant(BEGUN_AT), fields.flag(OPEN), missed(fields))));
    }

    private static SortedSet<Share> missed(Fields fields) {
        SortedSet<Share> missed = new TreeSet<>();
        fields.texts(MISSED).forEach(number -> missed.add(Share.ALL.get(Integer.parseInt(number))));
        return missed;
    }

    private static NavigableMap<Share, Instant> readAt(Fields fields) {
        NavigableMap<Share, Instant> times = new TreeMap<>();
        List<String> texts = fields.texts(READ_AT);
        for (Share share : Share.ALL.subList(0, Math.min(texts.size(), Share.ALL.size()))) {
            String text = texts.get(share.number());
            if (!text.equals(NEVER)) {
                times.put(share, Instant.parse(text));
            }
        }
        return times;
    }
}
