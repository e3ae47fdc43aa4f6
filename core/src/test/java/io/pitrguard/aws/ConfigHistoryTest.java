package io.pitrguard.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.table.Cause;
import io.pitrguard.port.RecordedItems;
import io.pitrguard.port.RecordedItemsContract;
import io.pitrguard.sandbox.SandboxTable;
import io.pitrguard.sandbox.fault.Effect;
import io.pitrguard.sandbox.fault.Fault;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.config.model.ConfigurationItem;
import software.amazon.awssdk.services.config.model.GetResourceConfigHistoryRequest;
import software.amazon.awssdk.services.config.model.GetResourceConfigHistoryResponse;

/** {@link ConfigHistory} keeps the contract of its port. */
class ConfigHistoryTest extends RecordedItemsContract {
    private static final String OPERATION = "GetResourceConfigHistory";
    private static final String TABLE = "AWS::DynamoDB::Table";

    private final SandboxAws aws = SandboxAws.start(options -> options.withClock(time));

    @AfterEach
    void close() {
        aws.close();
    }

    @Override
    protected RecordedItems items() {
        return new ConfigHistory(aws.clients().config());
    }

    @Override
    protected void record(String table, boolean on) {
        SandboxTable known = table(table);
        if (on) {
            known.enabled(35);
        } else {
            known.disabled();
        }
        aws.sandbox().config().record(table);
    }

    @Override
    protected void recordWithoutBackups(String table) {
        table(table);
        aws.sandbox().config().recordWithoutBackups(table);
    }

    @Override
    protected void recordDeleted(String table) {
        aws.sandbox().config().recordDeleted(table);
    }

    @Override
    protected void fail(Cause.Kind kind) {
        aws.sandbox().faults().add(Fault.on(OPERATION, SandboxWorld.effect(kind)));
    }

    @Test
    void saysThatThereIsNoRecorder() {
        record("orders", true);
        aws.sandbox().config().recorder(false);

        assertThat(failure(items())).contains("NoAvailableConfigurationRecorderException");
    }

    @Test
    void saysThatAnAnswerHasNoItems() {
        record("orders", true);
        aws.sandbox().faults().add(Fault.on(OPERATION, Effect.EMPTY));

        assertThat(failure(items())).contains("config:" + OPERATION, "orders", "no configuration item");
    }

    @Test
    void refusesItemWithoutStatusOrTime() {
        ConfigurationItem item = ConfigurationItem.builder()
                .configurationItemStatus("OK")
                .configurationItemCaptureTime(Instant.EPOCH)
                .build();

        assertThat(failure(always(
                        item.toBuilder().configurationItemStatus((String) null).build())))
                .contains("no status or no capture time");
        assertThat(failure(always(
                        item.toBuilder().configurationItemCaptureTime(null).build())))
                .contains("no status or no capture time");
        assertThat(always(item.toBuilder().configurationItemStatus("A_NEW_ONE").build())
                        .latest(TABLE, "orders"))
                .returns(
                        Optional.of("A_NEW_ONE"),
                        found -> found.map(RecordedItems.Item::status).success());
    }

    @Test
    void endsWhenPagesDoNot() {
        AtomicInteger pages = new AtomicInteger();
        RecordedItems endless = new ConfigHistory(new StubConfig() {
            @Override
            public GetResourceConfigHistoryResponse getResourceConfigHistory(GetResourceConfigHistoryRequest request) {
                return GetResourceConfigHistoryResponse.builder()
                        .nextToken("page " + pages.incrementAndGet())
                        .build();
            }
        });

        assertThat(failure(endless)).contains("no configuration item");
        assertThat(pages).hasValue(60);
    }

    private static RecordedItems always(ConfigurationItem item) {
        return new ConfigHistory(new StubConfig() {
            @Override
            public GetResourceConfigHistoryResponse getResourceConfigHistory(GetResourceConfigHistoryRequest request) {
                return GetResourceConfigHistoryResponse.builder()
                        .configurationItems(item)
                        .build();
            }
        });
    }

    private static String failure(RecordedItems items) {
        return items.latest(TABLE, "orders").failure().orElseThrow().message();
    }

    private SandboxTable table(String name) {
        return aws.sandbox().tables().names().contains(name)
                ? aws.sandbox().tables().get(name)
                : aws.sandbox().tables().create(name);
    }
}
