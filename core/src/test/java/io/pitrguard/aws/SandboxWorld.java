package io.pitrguard.aws;

import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.port.InMemoryTables;
import io.pitrguard.port.RecoveryChanges;
import io.pitrguard.port.RecoveryStates;
import io.pitrguard.port.TableCatalog;
import io.pitrguard.port.TableTags;
import io.pitrguard.port.TableWorld;
import io.pitrguard.sandbox.fault.Effect;
import io.pitrguard.sandbox.fault.Fault;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** The sandbox's tables behind the adapters, as a contract test sees them. */
final class SandboxWorld implements TableWorld {
    // A contract reads once after each write.
    private final SandboxAws aws = SandboxAws.start(options -> options.withStaleReads(0));

    @Override
    public AccountRegion where() {
        return aws.where();
    }

    @Override
    public Instant now() {
        return aws.time().instant();
    }

    @Override
    public TableCatalog catalog() {
        return new DynamoDbTableCatalog(aws.clients().dynamoDb(), "here");
    }

    @Override
    public TableTags tags() {
        return new ResourceTags(aws.clients().tagging(), aws.clients().dynamoDb());
    }

    @Override
    public RecoveryStates states() {
        return new DynamoDbRecovery(aws.clients().pacedDynamoDb());
    }

    @Override
    public RecoveryChanges changes() {
        return new DynamoDbRecoveryChanges(aws.clients().dynamoDb());
    }

    @Override
    public void create(String name) {
        aws.sandbox().tables().create(name);
    }

    @Override
    public void enabled(String name, int days) {
        aws.sandbox().tables().get(name).enabled(days);
    }

    @Override
    public void tags(String name, Map<String, String> tags) {
        aws.sandbox().tables().get(name).tags(tags);
    }

    @Override
    public void bulkTagsLagBehind(String name) {
        aws.sandbox().tables().get(name).taggingDelayed();
    }

    @Override
    public void status(String name, String status) {
        aws.sandbox().tables().get(name).status(status);
    }

    @Override
    public void size(String name, long data, long localIndexes) {
        aws.sandbox().tables().get(name).sizeBytes(data).localIndexSizeBytes(localIndexes);
    }

    @Override
    public void deletionProtection(String name, boolean on) {
        aws.sandbox().tables().get(name).deletionProtection(on);
    }

    @Override
    public void notReady(String name) {
        aws.sandbox().tables().get(name).notYetFor(Duration.ofMinutes(10));
    }

    @Override
    public void delete(String name) {
        aws.sandbox().tables().delete(name);
    }

    @Override
    public void fail(InMemoryTables.Call call, Cause.Kind kind) {
        aws.sandbox().faults().add(Fault.on(operation(call), effect(kind)));
    }

    @Override
    public void close() {
        aws.close();
    }

    static Effect effect(Cause.Kind kind) {
        return switch (kind) {
            case THROTTLED -> Effect.THROTTLED;
            case BROKEN -> Effect.SERVER_ERROR;
            case DENIED -> Effect.DENIED;
            case NOT_YET -> Effect.NOT_YET;
            case REFUSED -> Effect.VALIDATION;
            case MISSING -> Effect.GONE;
            case OUT_OF_TIME -> throw new IllegalArgumentException("AWS does not know our deadline");
        };
    }

    private static String operation(InMemoryTables.Call call) {
        return switch (call) {
            case LIST -> "ListTables";
            case DESCRIBE -> "DescribeTable";
            case BULK_TAGS -> "GetResources";
            case TAGS_OF -> "ListTagsOfResource";
            case READ -> "DescribeContinuousBackups";
            case ENABLE -> "UpdateContinuousBackups";
        };
    }
}
