package io.pitrguard.aws;

import io.pitrguard.domain.table.Cause;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** DynamoDB Local behind faults. */
final class BreakableDynamoDb extends StubDynamoDb {
    private final List<TransactWriteItemsRequest> transactions = Collections.synchronizedList(new ArrayList<>());
    private final Deque<Optional<SdkException>> next = new ArrayDeque<>();
    private Optional<SdkException> outage = Optional.empty();

    /** From now on every call fails, in a way that is sorted so. */
    void fail(Cause.Kind kind) {
        outage = Optional.of(
                switch (kind) {
                    case THROTTLED -> service("ThrottlingException", 400);
                    case BROKEN -> SdkClientException.create("connection reset");
                    case DENIED -> service("AccessDeniedException", 400);
                    case MISSING -> service("ResourceNotFoundException", 400);
                    case REFUSED -> service("ValidationException", 400);
                    case NOT_YET, OUT_OF_TIME -> throw new IllegalArgumentException("not for a ledger: " + kind);
                });
    }

    /** From now on calls succeed again. */
    void recover() {
        outage = Optional.empty();
    }

    /** The next transaction is cancelled for these reasons, and the one after it as is said next. */
    synchronized void cancelNext(String... reasons) {
        next.add(Optional.of(cancelled(reasons)));
    }

    /** The next transaction is let through. */
    synchronized void succeedNext() {
        next.add(Optional.empty());
    }

    /** Gives what AWS throws for a transaction that is cancelled for these reasons. */
    static SdkException cancelled(String... reasons) {
        return TransactionCanceledException.builder()
                .cancellationReasons(Arrays.stream(reasons)
                        .map(code -> CancellationReason.builder().code(code).build())
                        .toList())
                .awsErrorDetails(details("TransactionCanceledException"))
                .statusCode(400)
                .build();
    }

    /** All transactions that were asked for. */
    List<TransactWriteItemsRequest> transactions() {
        return transactions;
    }

    @Override
    public GetItemResponse getItem(GetItemRequest request) {
        outage.ifPresent(e -> {
            throw e;
        });
        return LocalDynamoDb.client().getItem(request);
    }

    @Override
    public QueryResponse query(QueryRequest request) {
        outage.ifPresent(e -> {
            throw e;
        });
        return LocalDynamoDb.client().query(request);
    }

    @Override
    public ScanResponse scan(ScanRequest request) {
        outage.ifPresent(e -> {
            throw e;
        });
        return LocalDynamoDb.client().scan(request);
    }

    @Override
    public TransactWriteItemsResponse transactWriteItems(TransactWriteItemsRequest request) {
        transactions.add(request);
        outage.or(this::poll).ifPresent(e -> {
            throw e;
        });
        return LocalDynamoDb.client().transactWriteItems(request);
    }

    private synchronized Optional<SdkException> poll() {
        return next.isEmpty() ? Optional.empty() : next.remove();
    }

    private static SdkException service(String code, int status) {
        return DynamoDbException.builder()
                .awsErrorDetails(details(code))
                .statusCode(status)
                .build();
    }

    private static AwsErrorDetails details(String code) {
        return AwsErrorDetails.builder().errorCode(code).errorMessage("said so").build();
    }
}
