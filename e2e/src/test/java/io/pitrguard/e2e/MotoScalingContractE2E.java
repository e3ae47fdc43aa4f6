package io.pitrguard.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.sandbox.contract.ScalingContract;
import io.pitrguard.sandbox.contract.Target;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The expectations of Application Auto Scaling that the sandbox fulfils, put to moto; and what moto lets pass. */
class MotoScalingContractE2E extends ScalingContract {
    @RegisterExtension
    static final Moto MOTO = Moto.emptyForTheClass();

    @Override
    protected Target target() {
        return new MotoTarget(MOTO.endpoint());
    }

    /** AWS refuses it: "DynamoDB table does not exist". */
    @Test
    void motoTakesATargetOfATableThatIsNotThere() {
        table = "no-such-table";

        scaling.registerScalableTarget(target(5, 40).build());

        assertThat(only().maxCapacity()).isEqualTo(40);
        deregister();
    }

    /** AWS moves it into the range at once. */
    @Test
    void motoLeavesTheCapacityOutsideTheRange() {
        scaling.registerScalableTarget(target(20, 40).build());

        assertThat(readCapacity()).isEqualTo(5);
    }

    /** AWS answers ObjectNotFoundException. */
    @Test
    void motoTakesAPolicyWithoutATarget() {
        scaling.putScalingPolicy(policy("track", 70).build());

        assertThat(policies()).hasSize(1);
    }

    /** AWS allows one for a metric. */
    @Test
    void motoTakesTwoPoliciesForOneMetric() {
        scaling.registerScalableTarget(target(5, 40).build());
        scaling.putScalingPolicy(policy("one", 70).build());
        scaling.putScalingPolicy(policy("two", 60).build());

        assertThat(policies()).hasSize(2);
    }
}
