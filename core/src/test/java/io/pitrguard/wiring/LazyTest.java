package io.pitrguard.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LazyTest {
    @Test
    void makesAThingWhenItIsFirstAskedForAndNeverAgain() {
        AtomicInteger made = new AtomicInteger();
        Lazy<String> once = new Lazy<>(() -> "thing " + made.incrementAndGet());

        assertThat(made).hasValue(0);
        assertThat(once.get()).isEqualTo("thing 1").isSameAs(once.get());
        assertThat(made).hasValue(1);
    }
}
