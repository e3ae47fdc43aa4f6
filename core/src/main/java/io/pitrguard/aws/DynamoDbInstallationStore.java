package io.pitrguard.aws;

import io.pitrguard.domain.drill.LeftoversNotified;
import io.pitrguard.domain.finding.NotifiedState;
import io.pitrguard.domain.selfcheck.BlindSpot;
import io.pitrguard.domain.selfcheck.Component;
import io.pitrguard.domain.selfcheck.KnownSubscriber;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.port.InstallationStore;
import io.pitrguard.port.Result;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;

/**
 * Stores what a deployment knows about itself in the ledger's table: items {@code SELF#partition#account#region} /
 * {@code NOTIFIED}, {@code SUBSCRIBERS}, {@code LAST_SWEEP} and {@code DRILLS}.
 */
public final class DynamoDbInstallationStore implements InstallationStore {
    /** What reading and writing takes of the caller's permissions, on the ledger's table. */
    public static final Set<String> ACTIONS = Set.of("dynamodb:GetItem", "dynamodb:PutItem");

    private static final String NOTIFIED = "NOTIFIED";
    private static final String SUBSCRIBERS = "SUBSCRIBERS";
    private static final String LISTED = "listed";
    private static final String LAST_SWEEP = "LAST_SWEEP";
    private static final String DRILLS = "DRILLS";
    private static final String BEGUN = "begun";
    private static final String OPEN = "notified";
    private static final String NOTIFIED_AT = "notifiedAt";
    private static final String SEPARATOR = ":";
    private static final String AT = "at";
    private static final String TOPIC = "topic";
    private static final String ENDPOINT = "endpoint";
    private static final String CONFIRMED = "confirmed";

    private final DynamoDbClient client;
    private final String table;

    /** Stores in the ledger's table of this name. */
    public DynamoDbInstallationStore(DynamoDbClient client, String table) {
        this.client = client;
        this.table = table;
    }

    @Override
    public Result<NotifiedState<BlindSpot>> notified(AccountRegion where) {
        return read(LedgerKeys.self(where, NOTIFIED), NotifiedState.nothing(), DynamoDbInstallationStore::notified);
    }

    private static NotifiedState<BlindSpot> notified(Fields fields) {
        NavigableSet<BlindSpot> open = new TreeSet<>();
        NavigableSet<String> unknown = new TreeSet<>();
        for (String text : fields.texts(OPEN)) {
            String[] parts = text.split(SEPARATOR, 2);
            Component.named(parts[0])
                    .ifPresentOrElse(
                            component -> open.add(new BlindSpot(component, parts.length < 2 ? "" : parts[1])),
                            () -> unknown.add(text));
        }
        return new NotifiedState<>(open, fields.optionalInstant(NOTIFIED_AT), unknown);
    }

    @Override
    public Optional<Cause> recordNotified(AccountRegion where, NotifiedState<BlindSpot> notified) {
        return write(new ItemWriter()
                .key(LedgerKeys.self(where, NOTIFIED))
                .texts(
                        OPEN,
                        Stream.concat(
                                        notified.open().stream()
                                                .map(spot -> spot.component().kind() + SEPARATOR + spot.what()),
                                        notified.unknown().stream())
                                .toList())
                .instant(NOTIFIED_AT, notified.at()));
    }

    @Override
    public Result<List<KnownSubscriber>> subscribers(AccountRegion where) {
        return read(
                LedgerKeys.self(where, SUBSCRIBERS),
                List.of(),
                fields -> fields.maps(LISTED).stream()
                        .map(DynamoDbInstallationStore::subscriber)
                        .toList());
    }

    private static KnownSubscriber subscriber(Fields fields) {
        return new KnownSubscriber(
                fields.text(TOPIC), fields.text(ENDPOINT), fields.flag(CONFIRMED), fields.instant(AT));
    }

    @Override
    public Optional<Cause> recordSubscribers(AccountRegion where, List<KnownSubscriber> known) {
        return write(new ItemWriter()
                .key(LedgerKeys.self(where, SUBSCRIBERS))
                .maps(
                        LISTED,
                        known.stream()
                                .map(each -> new ItemWriter()
                                        .text(TOPIC, each.topicArn())
                                        .text(ENDPOINT, each.endpoint())
                                        .flag(CONFIRMED, each.confirmed())
                                        .instant(AT, each.listedAt()))
                                .toList()));
    }

    @Override
    public Result<Optional<Instant>> lastSweep(AccountRegion where) {
        return read(LedgerKeys.self(where, LAST_SWEEP), Optional.empty(), fields -> Optional.of(fields.instant(AT)));
    }

    @Override
    public Optional<Cause> recordSweep(AccountRegion where, Instant at) {
        return write(new ItemWriter().key(LedgerKeys.self(where, LAST_SWEEP)).instant(AT, at));
    }

    @Override
    public Result<LeftoversNotified> leftovers(AccountRegion where) {
        return read(
                LedgerKeys.self(where, DRILLS),
                LeftoversNotified.NOTHING,
                fields -> new LeftoversNotified(
                        new NotifiedState<>(new TreeSet<>(fields.texts(OPEN)), fields.optionalInstant(NOTIFIED_AT)),
                        fields.flag(BEGUN)));
    }

    @Override
    public Optional<Cause> recordLeftovers(AccountRegion where, LeftoversNotified notified) {
        return write(new ItemWriter()
                .key(LedgerKeys.self(where, DRILLS))
                .texts(OPEN, notified.state().open())
                .instant(NOTIFIED_AT, notified.state().at())
                .flag(BEGUN, notified.begun()));
    }

    private <T> Result<T> read(Map<String, AttributeValue> key, T none, Function<Fields, T> form) {
        try {
            GetItemResponse answer =
                    client.getItem(b -> b.tableName(table).key(key).consistentRead(true));
            if (!answer.hasItem()) {
                return new Result.Success<>(none);
            }
            Fields fields = Fields.of(answer.item());
            TableRecordCodec.requireFormat(fields);
            return new Result.Success<>(form.apply(fields));
        } catch (SdkException e) {
            return new Result.Failure<>(DeployedResource.LEDGER.sort("dynamodb:GetItem", table, e));
        } catch (NotUnderstoodException e) {
            return new Result.Failure<>(e.sorted());
        }
    }

    private Optional<Cause> write(ItemWriter item) {
        try {
            client.putItem(b -> b.tableName(table)
                    .item(item.number(TableRecordCodec.FORMAT_NAME, TableRecordCodec.FORMAT)
                            .build()));
            return Optional.empty();
        } catch (SdkException e) {
            return Optional.of(DeployedResource.LEDGER.sort("dynamodb:PutItem", table, e));
        }
    }
}
