package io.pitrguard.functions;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.report.DriftView;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;

/**
 * How many calls one after the other precede the change of a warm function: three. What the table is, what the ledger knows
 * of it, and the marker of the change with its place in the change budget.
 */
class DriftRoundsTest {
    private static final Set<String> READS = Set.of("ListTagsOfResource", "DescribeTable", "DescribeContinuousBackups");
    private static final Set<String> LEDGER = Set.of("GetItem");
    private static final Set<String> MARKER_AND_BUDGET = Set.of("TransactWriteItems", "UpdateItem");
    private static final Set<String> WRITE = Set.of("UpdateContinuousBackups");

    private final DriftTestBed bed = new DriftTestBed();
    private final CallRounds rounds = new CallRounds();
    private final Slow slow = new Slow();

    /** Lets the clock move on by two seconds during a call. */
    private final class Slow implements ExecutionInterceptor {
        private String operation = "";

        @Override
        public void afterTransmission(Context.AfterTransmission context, ExecutionAttributes attributes) {
            if (operation.equals(attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME))) {
                operation = "";
                bed.pass(Duration.ofSeconds(2));
            }
        }
    }

    @AfterEach
    void close() {
        bed.close();
    }

    private void keepWarm() {
        bed.keepWarm(bed.aws.clients(client -> {
            rounds.watch(client);
            client.overrideConfiguration(client.overrideConfiguration().toBuilder()
                    .addExecutionInterceptor(slow)
                    .build());
        }));
    }

    private void react(String table) {
        bed.create(table).disabled();
        bed.send(bed.disable(table));
        bed.deliver();
    }

    @Test
    void aWarmFunctionMakesThreeCallsOneAfterTheOtherBeforeTheChange() {
        keepWarm();
        react("warm-up");
        rounds.expect(List.of(READS, LEDGER, MARKER_AND_BUDGET, WRITE));

        react("orders");

        assertThat(rounds.problems()).isEmpty();
        assertThat(bed.on("orders")).isTrue();
        assertThat(bed.log.getLast().outcome()).isEqualTo(DriftView.Outcome.SETTLED);
    }

    @Test
    void aSessionInAMemberIsWarmToo() {
        OrganizationTestBed organization = new OrganizationTestBed(bed.aws);
        bed.hub = OrganizationTestBed.HUB;
        bed.grace = Duration.ZERO;
        keepWarm();
        reactIn(organization, "warm-up");
        rounds.expect(List.of(READS, LEDGER, MARKER_AND_BUDGET, WRITE));

        reactIn(organization, "orders");

        assertThat(rounds.problems()).isEmpty();
        assertThat(bed.log.getLast().outcome()).isEqualTo(DriftView.Outcome.SETTLED);
    }

    private void reactIn(OrganizationTestBed organization, String table) {
        AccountRegion shop = OrganizationTestBed.place(OrganizationTestBed.SHOP, "eu-west-1");
        organization.create(shop, table).disabled();
        bed.send(CallEvent.of("UpdateContinuousBackups", shop, bed.aws.time().instant())
                .table(table)
                .disabling());
        bed.deliver();
    }

    @Test
    void withoutALedgerTheReadsAreAll() {
        bed.hasLedger = false;
        keepWarm();
        react("warm-up");
        rounds.expect(List.of(READS, WRITE));

        react("orders");

        assertThat(rounds.problems()).isEmpty();
    }

    @Test
    void aStateThatIsOlderThanASecondIsReadAgain() {
        keepWarm();
        react("warm-up");
        rounds.expect(List.of(READS, LEDGER, MARKER_AND_BUDGET, Set.of("DescribeContinuousBackups"), WRITE));
        slow.operation = "UpdateItem";

        react("orders");

        assertThat(rounds.problems()).isEmpty();
        assertThat(bed.on("orders")).isTrue();
    }

    @Test
    void aTableWhoseReadsAreOldIsReadAgainAsAWhole() {
        keepWarm();
        react("warm-up");
        rounds.expect(List.of(READS, LEDGER, Set.of("TransactWriteItems"), Set.of("ListTagsOfResource")));
        slow.operation = "GetItem";

        react("orders");

        assertThat(rounds.problems()).isEmpty();
        assertThat(bed.on("orders")).isTrue();
    }
}
