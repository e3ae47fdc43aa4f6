package io.pitrguard.sandbox;

import static io.pitrguard.sandbox.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.pitrguard.sandbox.fault.Effect;
import io.pitrguard.sandbox.fault.Fault;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which calls a fault hits, and how often. */
class FaultMatchingTest extends SandboxFixture {

    private static final String DESCRIBE = "DescribeContinuousBackups";

    @Override
    protected SandboxOptions options() {
        return super.options().withoutLimit();
    }

    @BeforeEach
    void seed() {
        sandbox.tables().create("orders").enabled(35);
        sandbox.tables().create("payments");
    }

    @Test
    void hitsOnlyTheTableItNames() {
        sandbox.faults().add(Fault.on(DESCRIBE, "orders", Effect.DENIED));

        assertRefused(() -> recovery("orders"), "AccessDeniedException");
        assertRefused(() -> recovery(sandbox.tables().get("orders").arn()), "AccessDeniedException");
        assertThat(recovery("payments")).isNotNull();
    }

    @Test
    void aFaultForATableDoesNotHitCallsWithoutOne() {
        sandbox.faults().add(Fault.on("ListTables", "orders", Effect.DENIED));

        assertThat(dynamoDb.listTables().tableNames()).hasSize(2);
    }

    @Test
    void hitsTheTableOfATagRequestThroughItsArn() {
        sandbox.faults().add(Fault.on("ListTagsOfResource", "orders", Effect.DENIED));

        assertRefused(
                () -> dynamoDb.listTagsOfResource(request ->
                        request.resourceArn(sandbox.tables().get("orders").arn())),
                "AccessDeniedException");
    }

    @Test
    void skipsSomeCallsAndThenHitsSome() {
        sandbox.faults().add(Fault.on(DESCRIBE, Effect.SERVER_ERROR).skip(1).times(2));

        recovery("orders");
        assertRefused(() -> recovery("orders"), "InternalServerError");
        assertRefused(() -> recovery("orders"), "InternalServerError");
        recovery("orders");
    }

    @Test
    void clearingDisarmsAll() {
        sandbox.faults().add(Fault.on(DESCRIBE, Effect.DENIED)).clear();

        assertThat(recovery("orders")).isNotNull();
    }

    @Test
    void refusesFaultsThatCouldNeverHit() {
        Fault fault = Fault.on(DESCRIBE, Effect.DENIED);

        assertThatIllegalArgumentException().isThrownBy(() -> fault.times(0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Fault.on(DESCRIBE, Effect.IGNORED).afterEffect());
        assertThatIllegalArgumentException().isThrownBy(() -> fault.skip(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> Fault.on(" ", Effect.DENIED));
    }
}
