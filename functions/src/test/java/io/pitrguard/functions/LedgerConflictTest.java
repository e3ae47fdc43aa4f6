package io.pitrguard.functions;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.ledger.TimelineEntry.Kind;
import io.pitrguard.wiring.AwsClients;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

/** Two write one record: whoever comes second reads it again. */
class LedgerConflictTest {
    private final DriftTestBed bed = new DriftTestBed();

    @AfterEach
    void close() {
        bed.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void sweepReadsAgainWhatSomebodyElseWroteMeanwhile(boolean act) {
        bed.act = act;
        bed.create("orders").disabled();

        try (AwsClients clients =
                bed.aws.clients(builder -> builder.overrideConfiguration(builder.overrideConfiguration().toBuilder()
                        .addExecutionInterceptor(new Meanwhile(() -> bed.acknowledge("orders")))
                        .build()))) {
            bed.sweep(clients);
        }

        assertThat(bed.kinds("orders")).contains(Kind.OPENED);
        assertThat(bed.aws.sandbox().calls().all())
                .extracting(call -> call.operation())
                .contains("GetItem");
    }

    /** Does something before the ledger's first write of the table; those of other tables come at the same time. */
    private static final class Meanwhile implements ExecutionInterceptor {
        private final AtomicBoolean done = new AtomicBoolean();
        private final Runnable something;

        Meanwhile(Runnable something) {
            this.something = something;
        }

        @Override
        public void beforeExecution(Context.BeforeExecution call, ExecutionAttributes attributes) {
            if (call.request() instanceof TransactWriteItemsRequest write
                    && isOfOrders(write)
                    && !done.getAndSet(true)) {
                something.run();
            }
        }

        private static boolean isOfOrders(TransactWriteItemsRequest write) {
            return write.transactItems().stream()
                    .anyMatch(item -> item.put() != null
                            && item.put().item().get("sk").s().equals("TABLE#orders"));
        }
    }
}
