package io.pitrguard.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class OnceTest {
    @Test
    void makesAThingWhenItIsFirstAskedForAndNeverAgain() {
        AtomicInteger made = new AtomicInteger();
        Once<String> once = new Once<>(() -> "thing " + made.incrementAndGet());

        assertThat(made).hasValue(0);
        assertThat(once.get()).isEqualTo("thing 1").isSameAs(once.get());
        assertThat(made).hasValue(1);
    }
}
